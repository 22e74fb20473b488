import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { monthAfter, monthsOf } from '../../src/measures/disclosure/cube.ts';
import { type Block, covering, monthsIn, publishedPeriods } from '../../src/measures/periods.ts';

describe('published periods', () => {
  test('are years from April; what is left over at either end joins the year beside it', () => {
    const data = { from: '2022-11', to: '2026-11' };
    expect(publishedPeriods(data, 'YEAR')).toEqual([
      { from: '2022-11', to: '2024-04' },
      { from: '2024-04', to: '2025-04' },
      { from: '2025-04', to: '2026-11' },
    ]);
  });

  test('are one period where there is no whole year between the ends', () => {
    const data = { from: '2024-12', to: '2026-11' };
    expect(publishedPeriods(data, 'YEAR')).toEqual([data]);
  });

  test('of exactly two years are two', () => {
    expect(publishedPeriods({ from: '2024-04', to: '2026-04' }, 'YEAR')).toEqual([
      { from: '2024-04', to: '2025-04' },
      { from: '2025-04', to: '2026-04' },
    ]);
  });

  test('of few months are one', () => {
    expect(publishedPeriods({ from: '2026-02', to: '2026-05' }, 'YEAR')).toEqual([{ from: '2026-02', to: '2026-05' }]);
  });

  const months = fc
    .tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 1, max: 60 }))
    .map(([start, length]) => ({ from: monthAfter('2018-01', start), to: monthAfter('2018-01', start + length) }));

  test('cover all data without overlap, and none is shorter than a block unless all data are', () => {
    fc.assert(
      fc.property(months, fc.constantFrom<Block>('MONTH', 'QUARTER', 'YEAR'), (data, block) => {
        const periods = publishedPeriods(data, block);
        expect(periods.flatMap(monthsOf)).toEqual(monthsOf(data));
        const least = { MONTH: 1, QUARTER: 3, YEAR: 12 }[block];
        if (periods.length > 1) for (const period of periods) expect(monthsIn([period])).toBeGreaterThanOrEqual(least);
      }),
    );
  });

  test('stay the same as months go by, but for the last', () => {
    fc.assert(
      fc.property(months, (data) => {
        const before = publishedPeriods(data, 'YEAR').slice(0, -1);
        const after = publishedPeriods({ ...data, to: monthAfter(data.to) }, 'YEAR');
        expect(after.slice(0, before.length)).toEqual(before);
      }),
    );
  });
});

describe('an answer', () => {
  const periods = [
    { from: '2024-11', to: '2025-04' },
    { from: '2025-04', to: '2026-04' },
    { from: '2026-04', to: '2026-10' },
  ];

  test('covers the days asked for with whole periods', () => {
    expect(covering(periods, { from: '2025-05-17', to: '2026-06-02' })).toEqual(periods.slice(1));
  });

  test('does not reach into a period on whose first day the question ends', () => {
    expect(covering(periods, { from: '2025-04-01', to: '2026-04-01' })).toEqual([periods[1]]);
  });

  test('reaches further back until it holds a year', () => {
    expect(covering(periods, { from: '2026-08-01', to: '2026-10-20' })).toEqual(periods.slice(1));
  });

  test('to a question about days still to come is the last one', () => {
    expect(covering(periods, { from: '2027-01-01', to: '2027-06-01' })).toEqual(periods.slice(1));
  });

  test('to a question that ends before there are data is none', () => {
    expect(covering(periods, { from: '2020-01-01', to: '2024-11-01' })).toEqual([]);
  });
});

test('ten thousand overlapping questions get no more answers than there are runs of whole periods', () => {
  const data = { from: '2020-11', to: '2026-11' };
  const published = publishedPeriods(data, 'YEAR');
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
