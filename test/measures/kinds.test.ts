import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { byar, wilson } from '../../src/measures/bounds.ts';
import { About, type MeasureDefinition, MeasureKind } from '../../src/measures/definitions/definition.ts';
import type { Event } from '../../src/measures/disclosure/cube.ts';
import { nothingHidden, type SmallNumberRule } from '../../src/measures/disclosure/rule.ts';
import { Dimension, MeasureName } from '../../src/measures/measure.values.ts';
import { partsOf } from '../../src/measures/run.ts';
import { sharesOf, storedGroupings } from '../../src/measures/shares.ts';
import { type Table, tablesOf } from '../../src/measures/tables.ts';
import { summed } from '../../src/measures/value.ts';

const shipped: SmallNumberRule = { suppress: { from: 1, to: 7 }, roundTo: 5 };
const period = { from: '2025-04', to: '2026-04', block: 'YEAR' } as const;
const said = {
  ...{ name: MeasureName.FALLS, sentence: '', unit: '', numerator: '', denominator: '', exclusions: '', source: '' },
  ...{ about: About.RESIDENTS, dimensions: [Dimension.WEEKDAY], coverage: '', events: '' },
};
const share: MeasureDefinition = { ...said, kind: MeasureKind.SHARE };
const mean: MeasureDefinition = { ...said, kind: MeasureKind.MEAN, decimals: 1 };
const sum: MeasureDefinition = { ...said, kind: MeasureKind.AMOUNT, amounts: { roundTo: 10 } };
const count: MeasureDefinition = { ...said, kind: MeasureKind.AMOUNT };

/** So many events, each made by `make` of its place. */
const events = (many: number, make: (n: number) => Record<string, string>): Event[] =>
  Array.from({ length: many }, (_, n) => ({ MONTH: '2025-06', ...make(n) }));

function answered(
  definition: MeasureDefinition,
  of: readonly Event[],
  { amounts = [], rule = shipped }: { amounts?: readonly number[]; rule?: SmallNumberRule } = {},
) {
  const dimensions = ['WEEKDAY'];
  const wanted = storedGroupings(definition, dimensions).map((names) => ({ dimensions: names, period }));
  const counted = {
    ...{ months: period, events: of, residents: [], homes: new Map() },
    amounts: new Map(amounts.map((amount, n) => [of[n] as Event, amount])),
  };
  const stored = tablesOf(definition, wanted, counted, rule, []);
  const tables: Table[] = definition.kind === MeasureKind.SHARE ? sharesOf(stored, [dimensions]) : stored;
  const run = { dimensions, tables, days: { from: '2025-04-01', to: '2026-04-01' } };
  return new Map(partsOf(run).map((parts) => [parts.members.join() || 'total', summed(parts, dimensions, definition)]));
}

describe('a share', () => {
  it('is those of whom it is so among all, in per cent of the rounded numbers, with bounds', () => {
    const of = events(100, (n) => ({ WEEKDAY: 'MONDAY', MET: n < 82 ? 'YES' : 'NO' }));
    expect(answered(share, of).get('total')).toMatchObject({
      ...{ numerator: 80, denominator: 100, value: 80, lower: 71.1, upper: 86.7 },
    });
  });

  it('says nothing among fewer than ten', () => {
    const of = events(8, () => ({ WEEKDAY: 'MONDAY', MET: 'YES' }));
    const { value, lower } = answered(share, of, { rule: nothingHidden }).get('total') ?? {};
    expect([value, lower]).toEqual([null, null]);
  });

  test('never tells of few of whom it is so, nor of few of whom it is not', () => {
    const one = fc.record({
      WEEKDAY: fc.constantFrom('MONDAY', 'TUESDAY', 'WEDNESDAY'),
      MET: fc.constantFrom('YES', 'YES', 'YES', 'NO'),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 80 }), (some) => {
        const of = some.map((event): Event => ({ MONTH: '2025-06', ...event }));
        for (const [member, { numerator, denominator }] of answered(share, of)) {
          const own = of.filter(({ WEEKDAY }) => member === 'total' || WEEKDAY === member);
          const yes = own.filter(({ MET }) => MET === 'YES').length;
          const no = own.length - yes;
          if (yes > 0 && yes <= 7) expect(numerator).toBeNull();
          if (own.length > 0 && own.length <= 7) expect(denominator).toBeNull();
          if (no > 0 && no <= 7) expect(numerator === null || denominator === null).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a mean', () => {
  it('is that of the amounts, told of a count that is shown', () => {
    const of = events(40, () => ({ WEEKDAY: 'MONDAY' }));
    const of40 = answered(mean, of, { amounts: of.map((_, n) => n % 5) }).get('total');
    expect(of40).toMatchObject({ value: 2, numerator: 80, denominator: 40, lower: null });
  });

  it('is not told of few, nor where one makes more than half of the sum', () => {
    const few = events(7, () => ({ WEEKDAY: 'MONDAY' }));
    expect(answered(mean, few, { amounts: few.map(() => 3) }).get('total')).toMatchObject({
      value: null,
      numerator: null,
    });
    const many = events(20, () => ({ WEEKDAY: 'MONDAY' }));
    const amounts = many.map((_, n) => (n === 0 ? 300 : 3));
    expect(answered(mean, many, { amounts }).get('total')).toMatchObject({ value: null, denominator: 20 });
  });
});

describe('an amount', () => {
  it('is the sum of the amounts, rounded as coarsely as counts are, or the count where there are none', () => {
    const of = events(43, () => ({ WEEKDAY: 'MONDAY' }));
    // Five events of nine nights each are 45: the next multiple of ten is 50.
    expect(answered(sum, of, { amounts: of.map(() => 9) }).get('total')).toMatchObject({
      value: 400,
      denominator: null,
    });
    expect(answered(count, of).get('total')).toMatchObject({ value: 45, numerator: 45, denominator: null });
    expect(answered(count, of, { rule: nothingHidden }).get('total')).toMatchObject({ value: 43, suppression: 'NONE' });
  });
});

describe('bounds', () => {
  // Of the tables of Breslow and Day (1987), and of Newcombe (1998), example 81 of 263.
  it('are those of the literature', () => {
    const near = ({ lower, upper }: { lower: number; upper: number }, places: number) =>
      [lower, upper].map((bound) => Number(bound.toFixed(places)));
    expect(near(byar(10), 1)).toEqual([4.8, 18.4]);
    expect(near(byar(100), 1)).toEqual([81.4, 121.6]);
    expect(near(byar(0), 1)).toEqual([0, 3.7]);
    expect(near(wilson(81, 263), 4)).toEqual([0.2553, 0.3662]);
  });
});
