import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Event, TableShape } from '../../../src/measures/disclosure/cube.ts';
import { protect } from '../../../src/measures/disclosure/protect.ts';
import { isSmall, type SmallNumberRule } from '../../../src/measures/disclosure/rule.ts';
import { everHidden, numbersIn, type Publication, possibleValues } from './attacker.ts';

describe('no hidden number can be told from one publication and those before it', () => {
  const months = ['2025-04', '2025-05'];
  const members = new Map([['ROW', ['R1', 'R2']]]);
  const table = (from: string, to: string): TableShape => ({ dimensions: ['ROW'], members, period: { from, to } });
  const each = [table('2025-04', '2025-05'), table('2025-05', '2025-06')];
  const both = table('2025-04', '2025-06');
  const totals = { ...both, dimensions: [] };
  const finer: SmallNumberRule = { suppress: { from: 1, to: 2 }, roundTo: 2 };
  const rule: SmallNumberRule = { suppress: { from: 1, to: 3 }, roundTo: 3 };
  const counts = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 4, maxLength: 4 });
  const happened = (cells: readonly number[]): Event[] =>
    cells.flatMap((count, n) =>
      Array.from({ length: count }, () => ({ MONTH: months[n % 2] ?? '', ROW: `R${n < 2 ? 1 : 2}` })),
    );
  type Step = readonly [TableShape[], SmallNumberRule];

  /** Publishes one after the other, each with respect to those before. */
  function inTurn(steps: readonly Step[], all: readonly Event[], heeding = true): Publication[] {
    const publications: Publication[] = [];
    for (const [tables, by] of steps) {
      const before = heeding ? publications.flatMap(numbersIn) : [];
      publications.push({ result: protect(tables, all, by, before), rule: by });
    }
    return publications;
  }
  /** Hidden numbers that a publication tells, because but one value is possible with it and several were without. */
  const told = (publications: readonly Publication[]): string[] => {
    const known = publications.map((_, place) => possibleValues(publications, place + 1));
    return everHidden(publications).filter((key) => {
      const sizes = [Number.POSITIVE_INFINITY, ...known.map((possible) => possible.get(key)?.size ?? 0)];
      const hiddenIn = publications.findIndex((publication) => everHidden([publication]).includes(key));
      return sizes.some((size, place) => place > hiddenIn && size < 2 && (sizes[place - 1] ?? 0) > 1);
    });
  };
  const isTold = (publications: readonly Publication[], key: string) =>
    possibleValues(publications).get(key)?.size === 1;
  /** Small numbers that are told in the end, whoever hid them. */
  const small = (publications: readonly Publication[]): string[] =>
    publications.flatMap(({ result, rule: by }) =>
      [...result.cube.aggregates.values()]
        .filter(({ count }) => isSmall(count, by) && publications.every(({ rule: other }) => isSmall(count, other)))
        .flatMap(({ key }) => (isTold(publications, key) ? [key] : [])),
    );
  const sequences: [string, Step[]][] = [
    [
      'months, then the year they make',
      [
        [each, rule],
        [[both], rule],
      ],
    ],
    [
      'a year, then its months, which another agreement lists',
      [
        [[both], rule],
        [each, rule],
      ],
    ],
    [
      'a total, then what it is made of',
      [
        [[totals], rule],
        [each, rule],
        [[both], rule],
      ],
    ],
    [
      'by one rule, then by a finer one, then by a third',
      [
        [[both], rule],
        [[both], finer],
        [each, { ...rule, roundTo: 5 }],
      ],
    ],
  ];

  test.each(sequences)('%s', (_title, steps) => {
    fc.assert(
      fc.property(counts, (cells) => {
        const publications = inTurn(steps, happened(cells));
        expect(told(publications)).toEqual([]);
        expect(small(publications)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test.each(sequences)('%s: without heed of what stands something is told', (_title, steps) => {
    const everything = Array.from({ length: 7 ** 4 }, (_, n) =>
      [0, 1, 2, 3].map((place) => Math.floor(n / 7 ** place) % 7),
    );
    expect(everything.some((cells) => told(inTurn(steps, happened(cells), false)).length > 0)).toBe(true);
  });
});
