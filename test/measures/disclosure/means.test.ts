import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Counted } from '../../../src/measures/counted.ts';
import { About, type MeasureDefinition, MeasureKind } from '../../../src/measures/definitions/definition.ts';
import { cubeOf, type Event, keyOf } from '../../../src/measures/disclosure/cube.ts';
import type { SmallNumberRule } from '../../../src/measures/disclosure/rule.ts';
import { Dimension, MeasureName } from '../../../src/measures/measure.values.ts';
import { type Cell, countedTables, type Table, type TableName, tablesOf } from '../../../src/measures/tables.ts';

const shipped: SmallNumberRule = { suppress: { from: 1, to: 7 }, roundTo: 5 };
const period = { from: '2025-04', to: '2026-04', block: 'YEAR' } as const;
const definition: MeasureDefinition = {
  ...{ name: MeasureName.LENGTH_OF_STAY, sentence: '', unit: '', numerator: '', denominator: '', exclusions: '' },
  ...{ source: '', about: About.RESIDENTS, coverage: '', events: '', kind: MeasureKind.MEAN, decimals: 1 },
  dimensions: [Dimension.CARE_HOME, Dimension.PROVIDER, Dimension.AGE_BAND],
};

/** Nights of each stay in each home; who runs which is known. */
interface Stays {
  readonly home: string;
  readonly provider: string;
  readonly nights: readonly { readonly age: string; readonly nights: number }[];
}
const providers: Readonly<Record<string, string>> = { H1: 'P1', H2: 'P2', H3: 'P2', H4: 'P3' };
const nights = fc.oneof(
  fc.integer({ min: 1, max: 20 }),
  fc.integer({ min: 1, max: 20 }),
  fc.integer({ min: 60, max: 400 }),
);
const stay = fc.record({ age: fc.constantFrom('AGE_75_84', 'AGE_85_94'), nights });
const boroughs = fc
  .tuple(...Object.keys(providers).map(() => fc.array(stay, { maxLength: 24 })))
  .map((all) =>
    Object.entries(providers).map(([home, provider], n): Stays => ({ home, provider, nights: all[n] ?? [] })),
  );

type Range = readonly [least: number, most: number];
const anything: Range = [0, Number.POSITIVE_INFINITY];

/** What a reader knows of the sum behind one cell, from what stands there. */
function rangeOf({ numerator, amount }: Cell, rule: SmallNumberRule): Range {
  if (numerator === 0) return [0, 0];
  if (numerator === null || amount === null) return anything;
  const half = Math.floor(rule.roundTo / 2);
  const counts = [Math.max(rule.suppress.to + 1, numerator - half), numerator + half] as const;
  // Of whole nights a mean is told in steps that every count can make.
  const step = [0.1, 0.2, 0.5, 1].find((one) => one >= 1 / (rule.suppress.to + 1)) ?? 1;
  const mean = amount / numerator;
  return [Math.max(0, mean - step / 2) * counts[0], (mean + step / 2) * counts[1]];
}

/** Takes sums from one another along every line until nothing gets narrower. */
function narrowed(ranges: Map<string, Range>, lines: readonly { total: string; members: readonly string[] }[]): void {
  const at = (key: string) => ranges.get(key) ?? anything;
  const narrow = (key: string, [least, most]: Range): boolean => {
    const [from, to] = at(key);
    if (least <= from + 1e-9 && most >= to - 1e-9) return false;
    ranges.set(key, [Math.max(from, least), Math.min(to, most)]);
    return true;
  };
  for (let turns = 0, changed = true; changed && turns < 50; turns++) {
    changed = false;
    for (const { total, members } of lines) {
      const sum = (keys: readonly string[]): Range => [
        keys.reduce((all, key) => all + at(key)[0], 0),
        keys.reduce((all, key) => all + at(key)[1], 0),
      ];
      if (narrow(total, sum(members))) changed = true;
      for (const member of members) {
        const [least, most] = sum(members.filter((key) => key !== member));
        const [from, to] = at(total);
        if (narrow(member, [from - most, to - least])) changed = true;
      }
    }
  }
}

interface Publishing {
  rule: SmallNumberRule;
  publish(wanted: readonly TableName[], counted: Counted): Iterable<Table>;
}
const asShipped: Publishing = {
  rule: shipped,
  publish: (wanted, counted) => tablesOf(definition, wanted, counted, shipped, []),
};
const exact = { ...shipped, roundTo: 1 };
/** As it would be if counts were exact, and nothing were hidden but what is small. */
const careless: Publishing = {
  rule: exact,
  publish: (wanted, counted) =>
    [
      ...countedTables(
        definition,
        wanted.map((name) => ({ ...name, rule: exact })),
        counted,
      ),
    ].flatMap(([, table]) => table ?? []),
};

/** How near a reader comes to the longest stay behind a hidden count, as a part of it: the smaller, the more is told. */
function nearest(
  stays: readonly Stays[],
  groupings: readonly (readonly string[])[],
  { rule, publish } = asShipped,
): number {
  const amounts = new Map<Event, number>();
  for (const { home, provider, nights } of stays)
    for (const { age, nights: number } of nights)
      amounts.set({ MONTH: '2025-06', CARE_HOME: home, PROVIDER: provider, AGE_BAND: age }, number);
  const events = [...amounts.keys()];
  const counted = { months: period, events, amounts, residents: [], homes: new Map() };
  const wanted = groupings.map((dimensions) => ({ dimensions, period }));
  const ranges = new Map<string, Range>();
  const hidden = new Set<string>();
  for (const { dimensions, cells } of publish(wanted, counted)) {
    for (const cell of cells) {
      const named = cell.members.length ? dimensions : [];
      const key = keyOf(
        { period, dimensions: named },
        Object.fromEntries(named.map((n, at) => [n, cell.members[at] ?? ''])),
      );
      ranges.set(key, rangeOf(cell, rule));
      if (cell.numerator === null) hidden.add(key);
    }
  }
  const members = new Map(
    definition.dimensions.map((name) => [name, [...new Set(events.map((one) => one[name] ?? ''))]]),
  );
  const cube = cubeOf(
    groupings.map((dimensions) => ({ dimensions, period, members })),
    events,
  );
  const runs = Object.values(providers).map((provider) => ({
    total: keyOf({ period, dimensions: ['PROVIDER'] }, { PROVIDER: provider }),
    members: Object.keys(providers)
      .filter((home) => providers[home] === provider)
      .map((home) => keyOf({ period, dimensions: ['CARE_HOME'] }, { CARE_HOME: home })),
  }));
  narrowed(ranges, [...cube.lines, ...(groupings.some((names) => names.includes('PROVIDER')) ? runs : [])]);
  const errors = [...hidden].map((key) => {
    const [least, most] = ranges.get(key) ?? anything;
    const own = [...amounts]
      .filter(([event]) => cube.aggregates.has(key) && isIn(event, key))
      .map(([, number]) => number);
    return own.length ? (most - least) / 2 / Math.max(...own) : Number.POSITIVE_INFINITY;
  });
  return Math.min(Number.POSITIVE_INFINITY, ...errors);
}
const isIn = (event: Event, key: string) =>
  key
    .split(' ')
    .slice(1)
    .every((part) => event[part.split('=')[0] ?? ''] === part.split('=')[1]);

/** Nearer than a fifth is held to be too near (the p % rule of statistical offices). */
const tooNear = 0.2;
const published = [[], ['CARE_HOME'], ['AGE_BAND']];

describe('means in several groupings', () => {
  test.each([
    ['by home and age, as they are published', published],
    ['by provider besides', [...published, ['PROVIDER']]],
  ])('tell nobody how long the longest stay behind a hidden count was: %s', (_, groupings) => {
    fc.assert(
      fc.property(boroughs, (one) => {
        expect(nearest(one, groupings)).toBeGreaterThan(tooNear);
      }),
      { numRuns: 500 },
    );
  });

  test('would tell it if counts were exact, and nothing hidden but small ones', () => {
    const tried = fc.sample(boroughs, { seed: 1, numRuns: 300 });
    expect(tried.some((one) => nearest(one, published, careless) < tooNear)).toBe(true);
  });
});
