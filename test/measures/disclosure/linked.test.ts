import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Event, keyOf, type TableShape } from '../../../src/measures/disclosure/cube.ts';
import { Links } from '../../../src/measures/disclosure/links.ts';
import { type Protected, protect } from '../../../src/measures/disclosure/protect.ts';
import { isSmall, type SmallNumberRule, Suppression } from '../../../src/measures/disclosure/rule.ts';
import { possibleValues } from './attacker.ts';

const period = { from: '2025-04', to: '2026-04' };
const shipped: SmallNumberRule = { suppress: { from: 1, to: 7 }, roundTo: 5 };
const smallRules = fc.constantFrom<SmallNumberRule>(
  { suppress: { from: 1, to: 2 }, roundTo: 3 },
  { suppress: { from: 1, to: 3 }, roundTo: 2 },
  { suppress: { from: 1, to: 2 }, roundTo: 1 },
);

/** What may happen, as everybody knows: a row for each kind of event, and by which dimensions it is published. */
interface Setting {
  kinds: readonly Readonly<Record<string, string>>[];
  tables: readonly (readonly string[])[];
  /** What is left over by its sums is not published itself, so that nothing that is published would be told. */
  harmless?: true;
}

const home = (HOME: string, PROVIDER: string, NETWORK: string) => ({ HOME, PROVIDER, NETWORK });
const met = ['YES', 'NO'];
const settings: Readonly<Record<string, Setting>> = {
  'a provider with one home beside one with two': {
    kinds: [home('H1', 'P1', 'A'), home('H2', 'P2', 'A'), home('H3', 'P2', 'B')],
    tables: [['HOME'], ['PROVIDER']],
  },
  'two providers of two homes': {
    kinds: [home('H1', 'P1', 'A'), home('H2', 'P1', 'A'), home('H3', 'P2', 'B'), home('H4', 'P2', 'B')],
    tables: [['HOME'], ['PROVIDER']],
  },
  'homes, providers and networks': {
    kinds: [home('H1', 'P1', 'A'), home('H2', 'P1', 'B'), home('H3', 'P2', 'B'), home('H4', 'P3', 'B')],
    tables: [['HOME'], ['PROVIDER'], ['NETWORK']],
  },
  'providers and networks without homes': {
    kinds: [home('H1', 'P1', 'A'), home('H2', 'P1', 'B'), home('H3', 'P2', 'B')],
    tables: [['PROVIDER'], ['NETWORK']],
    harmless: true,
  },
  'a home that changed its network': {
    kinds: [home('H1', 'P1', 'A'), home('H1', 'P1', 'B'), home('H2', 'P2', 'A'), home('H3', 'P2', 'B')],
    tables: [['HOME'], ['NETWORK']],
  },
  'two homes that share their networks, and two that are by themselves': {
    kinds: [home('H1', 'P1', 'A'), home('H1', 'P1', 'B'), home('H2', 'P2', 'A'), home('H3', 'P2', 'C')],
    tables: [['HOME'], ['NETWORK'], ['PROVIDER']],
  },
  'a share': {
    kinds: [home('H1', 'P1', 'A'), home('H2', 'P2', 'A'), home('H3', 'P2', 'B')].flatMap((one) =>
      met.map((MET) => ({ ...one, MET })),
    ),
    tables: [['HOME'], ['HOME', 'MET'], ['PROVIDER'], ['MET', 'PROVIDER']],
  },
};

const eventsOf = ({ kinds }: Setting, counts: readonly number[]): Event[] =>
  kinds.flatMap((kind, place) => Array.from({ length: counts[place] ?? 0 }, () => ({ MONTH: '2025-06', ...kind })));

function tablesOf({ kinds, tables }: Setting, linked: boolean): TableShape[] {
  const names = Object.keys(kinds[0] ?? {});
  const members = new Map(names.map((name) => [name, [...new Set(kinds.map((kind) => kind[name] ?? ''))]]));
  const known = kinds.map((kind): Event => ({ MONTH: '2025-06', ...kind }));
  const links = new Links(['HOME', 'PROVIDER', 'NETWORK'], known);
  return tables.map((dimensions) => ({ dimensions, period, members, ...(linked ? { links } : {}) }));
}

/** What the reader is sure of though it is hidden, or small, knowing which home is whose. */
function told(setting: Setting, counts: readonly number[], rule: SmallNumberRule, linked = true): string[] {
  const result = protect(tablesOf(setting, linked), eventsOf(setting, counts), rule);
  return [...toldBy(result, setting, rule)];
}

function toldBy(result: Protected, { kinds }: Setting, rule: SmallNumberRule): Set<string> {
  const may = (event: Event) =>
    kinds.some((kind) => Object.entries(event).every(([name, value]) => name === 'MONTH' || kind[name] === value));
  const possible = possibleValues([{ result, rule }], 1, may);
  const found = new Set<string>();
  for (const [key, values] of possible) {
    const count = result.cube.aggregates.get(key)?.count ?? 0;
    // The attacker is no fool: the truth is among what he thinks possible.
    if (!result.cube.veiled.has(key)) expect(values).toContain(count);
    if (values.size < 2 && (isSmall(count, rule) || (result.hidden.has(key) && !result.cube.veiled.has(key))))
      found.add(key);
  }
  return found;
}

describe.each(Object.entries(settings))('%s', (_title, setting) => {
  const counts = fc.array(fc.integer({ min: 0, max: 6 }), {
    ...{ minLength: setting.kinds.length, maxLength: setting.kinds.length },
  });

  test('tells no hidden number to one who knows which home is whose', () => {
    fc.assert(
      fc.property(counts, smallRules, (cells, rule) => {
        expect(told(setting, cells, rule)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('would tell some if nobody heeded that', () => {
    const rule: SmallNumberRule = { suppress: { from: 1, to: 2 }, roundTo: 1 };
    const tried = fc.sample(counts, { seed: 1, numRuns: 150 });
    expect(tried.some((cells) => told(setting, cells, rule, false).length > 0)).toBe(!setting.harmless);
  });
});

describe('by the shipped rule', () => {
  const one = (name: string, member: string) => keyOf({ period, dimensions: [name] }, { [name]: member });
  const published = (title: string, counts: readonly number[]) => {
    const setting = settings[title] as Setting;
    const result = protect(tablesOf(setting, true), eventsOf(setting, counts), shipped);
    return (name: string, member: string) => result.published(one(name, member));
  };

  test('a provider with one home is hidden where the home is', () => {
    const of = published('a provider with one home beside one with two', [12, 3, 40]);
    expect(of('HOME', 'H2').suppression).toBe(Suppression.PRIMARY);
    expect(of('HOME', 'H1').value === null).toBe(of('PROVIDER', 'P1').value === null);
  });

  test('of a provider with two homes of which one has few, not one number alone is hidden', () => {
    const of = published('two providers of two homes', [3, 20, 30, 40]);
    expect(of('HOME', 'H1').suppression).toBe(Suppression.PRIMARY);
    const shown = [of('HOME', 'H2'), of('PROVIDER', 'P1')].filter(({ value }) => value !== null);
    expect(shown.length).toBeLessThan(2);
  });

  test('what a home had in each of its networks is not what its networks leave over', () => {
    const of = published('a home that changed its network', [3, 30, 20, 40]);
    const shown = [of('NETWORK', 'A'), of('HOME', 'H2')].filter(({ value }) => value !== null);
    expect(shown.length).toBeLessThan(2);
  });
});
