import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { monthAfter, monthsOf } from '../../src/measures/disclosure/cube.ts';
import {
  type Block,
  blockMonths,
  blocksOf,
  covering,
  type Months,
  monthsIn,
  originOf,
  type PublishedPeriod,
} from '../../src/measures/periods.ts';

describe('published periods', () => {
  test('are counted back from the end of the data, and what is left over at the beginning stands alone', () => {
    const data = { from: '2024-12', to: '2026-11' };
    expect(blocksOf(data, 'YEAR', '2026-11')).toEqual([
      { from: '2024-12', to: '2025-11' },
      { from: '2025-11', to: '2026-11' },
    ]);
  });

  test('leave out what is less than half a block', () => {
    const data = { from: '2025-06', to: '2026-11' };
    expect(blocksOf(data, 'YEAR', '2026-11')).toEqual([{ from: '2025-11', to: '2026-11' }]);
    expect(blocksOf({ from: '2026-07', to: '2026-11' }, 'YEAR', '2026-11')).toEqual([]);
    expect(blocksOf({ from: '2026-05', to: '2026-11' }, 'YEAR', '2026-11')).toHaveLength(1);
  });

  test('are followed by another one when it is whole, and not before', () => {
    const data = { from: '2025-11', to: '2027-10' };
    expect(blocksOf(data, 'YEAR', '2026-11')).toEqual([{ from: '2025-11', to: '2026-11' }]);
    expect(blocksOf({ ...data, to: '2027-11' }, 'YEAR', '2026-11')).toHaveLength(2);
  });

  const months = fc
    .tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 1, max: 60 }))
    .map(([start, length]) => ({ from: monthAfter('2018-01', start), to: monthAfter('2018-01', start + length) }));
  const kind = fc.constantFrom<Block>('MONTH', 'QUARTER', 'YEAR');

  test('follow on one another without a gap, and none is shorter than half a block or longer than one', () => {
    fc.assert(
      fc.property(months, kind, (data, block) => {
        const periods = blocksOf(data, block, data.to);
        expect(periods.flatMap(monthsOf)).toEqual(monthsOf(data).slice(-monthsIn(periods) || monthsIn([data])));
        for (const period of periods) {
          expect(monthsIn([period]) * 2).toBeGreaterThanOrEqual(blockMonths[block]);
          expect(monthsIn([period])).toBeLessThanOrEqual(blockMonths[block]);
        }
      }),
    );
  });

  /** What is published as months go by, where the agreement lists these kinds from then on. */
  function publish(data: Months, kinds: readonly (readonly [Block, number])[]): PublishedPeriod[] {
    const published: PublishedPeriod[] = [];
    for (let to = monthAfter(data.from); to <= data.to; to = monthAfter(to)) {
      const now = { from: data.from, to };
      const before = [...published];
      for (const [block, since] of kinds) {
        if (monthsIn([now]) <= since) continue;
        const blocks = blocksOf(now, block, originOf(block, before, now));
        const stand = before.filter((period) => period.block === block);
        // What stands is never another period afterwards.
        const moved = stand.some(({ from, to }, place) => blocks[place]?.from !== from || blocks[place]?.to !== to);
        if (moved) throw new Error(`blocks of a ${block} moved in ${to}`);
        published.push(...blocks.slice(stand.length).map((period) => ({ ...period, block })));
      }
    }
    return published;
  }

  test('stay as they are as months go by, and each lies within one of a longer kind or apart from it', () => {
    const since = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(months, fc.tuple(since, since, since), (data, [month, quarter, year]) => {
        const published = publish(data, [
          ['MONTH', month],
          ['QUARTER', quarter],
          ['YEAR', year],
        ]);
        const within = (one: Months, other: Months) => one.from <= other.from && other.to <= one.to;
        const apart = (one: Months, other: Months) => one.to <= other.from || other.to <= one.from;
        const crossing = published.filter((one) =>
          published.some((other) => !apart(one, other) && !within(one, other) && !within(other, one)),
        );
        expect(crossing).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('an answer', () => {
  const periods = [
    { from: '2024-11', to: '2025-04' },
    { from: '2025-04', to: '2026-04' },
    { from: '2026-04', to: '2027-04' },
  ];

  test('has twelve months for the last twelve, though the latest days are not published', () => {
    expect(covering(periods, { from: '2026-05-22', to: '2027-05-22' })).toEqual(periods.slice(2));
  });

  test('has the periods of which half was asked for', () => {
    expect(covering(periods, { from: '2025-05-17', to: '2026-06-02' })).toEqual([periods[1]]);
    expect(covering(periods, { from: '2025-05-17', to: '2026-12-02' })).toEqual(periods.slice(1));
  });

  test('has the one of which most was asked for, where it is less', () => {
    expect(covering(periods, { from: '2026-03-01', to: '2026-06-01' })).toEqual([periods[2]]);
    expect(covering(periods, { from: '2025-12-01', to: '2026-04-02' })).toEqual([periods[1]]);
  });

  test.each([
    ['still to come', { from: '2027-04-01', to: '2028-04-01' }],
    ['before there are data', { from: '2020-01-01', to: '2024-11-01' }],
  ])('to a question about days %s is none', (_days, asked) => {
    expect(covering(periods, asked)).toEqual([]);
  });
});

test('ten thousand overlapping questions get no more answers than there are runs of whole periods', () => {
  const data = { from: '2020-11', to: '2026-11' };
  const published = blocksOf(data, 'YEAR', data.to);
  const day = fc.date({ min: new Date('2019-01-01'), max: new Date('2028-01-01'), noInvalidDate: true });
  const answers = new Set<string>();
  fc.assert(
    fc.property(day, day, (one, other) => {
      const [from, to] = [one, other].map((date) => date.toISOString().slice(0, 10)).sort() as [string, string];
      const answer = covering(published, { from, to });
      // Whole periods without a gap: two answers differ by whole periods, each of which is published by itself.
      expect(published.join()).toContain(answer.join());
      for (const period of answer) expect(published).toContainEqual(period);
      answers.add(JSON.stringify(answer));
    }),
    { numRuns: 10_000 },
  );
  expect(answers.size).toBeLessThanOrEqual((published.length * (published.length + 1)) / 2 + 1);
});
