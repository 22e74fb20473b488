import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Event, keyOf, type TableShape } from '../../../src/measures/disclosure/cube.ts';
import { type Protected, protect } from '../../../src/measures/disclosure/protect.ts';
import { type SmallNumberRule, Suppression } from '../../../src/measures/disclosure/rule.ts';
import { possibleValues } from './attacker.ts';

const shipped: SmallNumberRule = { suppress: { from: 1, to: 7 }, roundTo: 5 };
const period = { from: '2025-04', to: '2026-04' };
const rows = ['R1', 'R2', 'R3'];
const columns = ['C1', 'C2', 'C3'];

function table(dimensions: Record<string, readonly string[]>): TableShape {
  return { period, dimensions: Object.keys(dimensions), members: new Map(Object.entries(dimensions)) };
}

/** `counts[r][c]` events in row r and column c. */
function events(counts: readonly (readonly number[])[]): Event[] {
  return counts.flatMap((line, r) =>
    line.flatMap((count, c) =>
      Array.from({ length: count }, () => ({ MONTH: '2025-06', ROW: `R${r + 1}`, COLUMN: `C${c + 1}` })),
    ),
  );
}

/** What stands in each cell of a row by column table: its rounded count, or P, S or W. */
function picture(of: Protected): (number | string | null)[][] {
  return rows.map((ROW) =>
    columns.map((COLUMN) => {
      const { value, suppression } = of.published(keyOf({ period, dimensions: ['COLUMN', 'ROW'] }, { ROW, COLUMN }));
      return value ?? suppression.slice(0, 1);
    }),
  );
}

const grid = table({ ROW: rows, COLUMN: columns });

describe('a table', () => {
  test('hides counts from 1 to 7, rounds others to the nearest 5, and shows zero', () => {
    const counts = [
      [1, 5, 0],
      [6, 3, 0],
      [12, 13, 23],
    ];
    expect(picture(protect([grid], events(counts), shipped))).toEqual([
      ['P', 'P', 0],
      ['P', 'P', 0],
      [10, 15, 25],
    ]);
  });

  test('hides the next smallest number of a line that would otherwise have one hidden number', () => {
    const counts = [
      [3, 20, 40],
      [31, 21, 50],
      [60, 70, 80],
    ];
    expect(picture(protect([grid], events(counts), shipped))).toEqual([
      ['P', 'S', 40],
      ['S', 'S', 50],
      [60, 70, 80],
    ]);
  });

  test('hides the total of a line that has no other number to hide', () => {
    const counts = [
      [9, 0, 0],
      [4, 20, 40],
      [50, 60, 70],
    ];
    const result = protect([grid], events(counts), shipped);
    const total = result.published(keyOf({ period, dimensions: ['ROW'] }, { ROW: 'R1' }));
    expect(picture(result)[0]).toEqual(['S', 0, 0]);
    expect(total.suppression).toBe(Suppression.SECONDARY);
  });

  test('hides nothing where nothing is small', () => {
    const counts = rows.map(() => [10, 20, 30]);
    expect(protect([grid], events(counts), shipped).hidden.size).toBe(0);
  });

  test('does not let a total tell that every number of a line is as small or as large as may be', () => {
    const line = table({ ROW: ['R1', 'R2', 'R3', 'R4'] });
    const result = protect([line], events([[7], [7], [7], [7]]), shipped);
    // Four small numbers that make 28 to 32 would all be 7: so it is not told of each that it is small.
    expect(result.published(keyOf({ period, dimensions: [] }, {})).value).toBe(30);
    expect([...result.hidden.values()].sort()).toEqual(['PRIMARY', 'PRIMARY', 'PRIMARY', 'WITHHELD']);
  });
});

describe('tables of the same events', () => {
  test('hide in each what the other would give away', () => {
    const all = events([
      [3, 20, 40],
      [31, 21, 50],
      [60, 70, 80],
    ]).map((event, place) => ({ ...event, SHIFT: place % 2 ? 'DAY' : 'NIGHT' }));
    const byRow = table({ ROW: rows });
    const byShift = table({ ROW: rows, SHIFT: ['DAY', 'NIGHT'] });
    const together = protect([grid, byRow, byShift], all, shipped);
    const key = keyOf({ period, dimensions: ['ROW'] }, { ROW: 'R1' });
    const alone = protect([byRow], all, shipped);
    expect(alone.published(key).value).toBe(65);
    expect([...together.hidden.keys()].filter((hidden) => alone.hidden.has(hidden))).toEqual([...alone.hidden.keys()]);
  });

  test('may cover different periods', () => {
    const half = { ...table({ ROW: rows }), period: { from: '2025-04', to: '2025-10' } };
    const result = protect(
      [half, grid],
      [...events([[9], [30], [30]]), { MONTH: '2025-11', ROW: 'R1', COLUMN: 'C1' }],
      shipped,
    );
    expect(result.published(keyOf({ period: half.period, dimensions: ['ROW'] }, { ROW: 'R1' })).value).toBe(10);
    expect(result.published(keyOf({ period, dimensions: ['ROW'] }, { ROW: 'R1' })).value).toBe(10);
  });
});

/** Rules small enough that an attacker can try every table there could be. */
const smallRules = fc.constantFrom<SmallNumberRule>(
  { suppress: { from: 1, to: 2 }, roundTo: 3 },
  { suppress: { from: 1, to: 3 }, roundTo: 2 },
  { suppress: { from: 1, to: 2 }, roundTo: 5 },
);

describe('no hidden number can be told from all that is published', () => {
  test.each([
    ['a line of 4', { ROW: ['R1', 'R2', 'R3', 'R4'] }],
    ['2 by 2', { ROW: rows.slice(0, 2), COLUMN: columns.slice(0, 2) }],
    ['2 by 3', { ROW: rows.slice(0, 2), COLUMN: columns }],
  ])('%s', (_size, dimensions: Record<string, string[]>) => {
    const width = dimensions.COLUMN?.length ?? 1;
    const counts = fc.array(fc.array(fc.integer({ min: 0, max: 7 }), { minLength: width, maxLength: width }), {
      minLength: dimensions.ROW?.length ?? 1,
      maxLength: dimensions.ROW?.length ?? 1,
    });
    fc.assert(
      fc.property(counts, smallRules, (cells, rule) => {
        const result = protect([table(dimensions)], events(cells), rule);
        const possible = possibleValues([{ result, rule }]);
        for (const key of result.hidden.keys()) expect(possible.get(key)?.size).toBeGreaterThan(1);
        // And the attacker is no fool: the truth is among what he thinks possible.
        for (const [key, values] of possible) expect(values).toContain(result.cube.aggregates.get(key)?.count);
      }),
      { numRuns: 300 },
    );
  });
});

test('the shipped rule protects tables of two by two with every count up to 9', () => {
  const square = table({ ROW: rows.slice(0, 2), COLUMN: columns.slice(0, 2) });
  const count = fc.integer({ min: 0, max: 9 });
  fc.assert(
    fc.property(fc.tuple(count, count, count, count), ([a, b, c, d]) => {
      const result = protect(
        [square],
        events([
          [a, b],
          [c, d],
        ]),
        shipped,
      );
      const possible = possibleValues([{ result, rule: shipped }]);
      for (const key of result.hidden.keys()) expect(possible.get(key)?.size).toBeGreaterThan(1);
    }),
    { numRuns: 150 },
  );
});
