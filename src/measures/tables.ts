import { amountsOf } from './amounts.ts';
import type { Counted, Homes } from './counted.ts';
import { type MeasureDefinition, MeasureKind } from './definitions/definition.ts';
import { type Assignment, type Event, keyOf, monthsOf, type TableShape } from './disclosure/cube.ts';
import { Links } from './disclosure/links.ts';
import { countAgain, type Protected, protect } from './disclosure/protect.ts';
import type { SmallNumberRule, Suppression } from './disclosure/rule.ts';
import type { StandingNumber } from './disclosure/standing.ts';
import { memberOrder, ofHome } from './measure.values.ts';
import type { PublishedPeriod } from './periods.ts';
import { populationOf, type ResidentDays } from './population.ts';
import { met, metMembers } from './shares.ts';

/** One number of a published table, or its total, whose `members` are none. */
export interface Cell {
  readonly members: readonly string[];
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly suppression: Suppression;
  /** The sum of what is measured of each event; null if it is hidden or there is nothing to measure. */
  readonly amount: number | null;
}

/** Which table: its dimensions in the order of their names, because the same set is the same table. */
export interface TableName {
  readonly dimensions: readonly string[];
  readonly period: PublishedPeriod;
}

export interface Table extends TableName {
  readonly cells: readonly Cell[];
  /** Of each month, added up over the months; null where no home has to report. */
  readonly homes: Homes | null;
}

/** Tables of a measure, protected together, and with all that was published of the same months before. */
export function tablesOf(
  definition: MeasureDefinition,
  wanted: readonly TableName[],
  counted: Counted,
  rule: SmallNumberRule,
  before: readonly StandingNumber[],
): Table[] {
  const known = knownOf(definition, counted);
  return made(definition, wanted, counted, known, rule, (shapes) => protect(shapes, counted.events, rule, before));
}

/** The same tables with all that was counted but what is small, each by its own rule: nobody may be shown them. */
export function* countedTables<Name extends TableName & { readonly rule: SmallNumberRule }>(
  definition: MeasureDefinition,
  wanted: readonly Name[],
  counted: Counted,
): Generator<readonly [Name, Table | undefined]> {
  const known = knownOf(definition, counted);
  const events = Map.groupBy(counted.events, ({ MONTH }) => MONTH);
  const residents = Map.groupBy(counted.residents, ({ of: { MONTH } }) => MONTH);
  for (const name of wanted) {
    const months = monthsOf(name.period);
    const own = {
      ...counted,
      events: months.flatMap((month) => events.get(month) ?? []),
      residents: months.flatMap((month) => residents.get(month) ?? []),
    };
    const again = (shapes: readonly TableShape[]) => countAgain(shapes, own.events, name.rule);
    yield [name, made(definition, [name], own, known, name.rule, again)[0]];
  }
}

/** What is known of all months before any number is: which members there are, and which go together. */
interface Known {
  readonly members: ReadonlyMap<string, readonly string[]>;
  readonly links: Links;
}

function knownOf(definition: MeasureDefinition, { events, residents }: Counted): Known {
  const linked = ofHome.filter((name) => definition.dimensions.includes(name));
  return {
    members: membersOf(definition, events, residents),
    links: new Links(linked, [...residents.map(({ of }) => of), ...events]),
  };
}

function made(
  definition: MeasureDefinition,
  wanted: readonly TableName[],
  { amounts, residents, homes }: Counted,
  known: Known,
  rule: SmallNumberRule,
  numeratorsOf: (shapes: readonly TableShape[]) => Protected,
): Table[] {
  const shapes = wanted.map(
    ({ dimensions, period: { from, to } }): TableShape => ({ dimensions, period: { from, to }, ...known }),
  );
  const numerators = numeratorsOf(shapes);
  const amount = amountsOf(definition, numerators, amounts, rule);
  const population =
    definition.kind === MeasureKind.RATE ? populationOf(definition, shapes, residents, rule) : () => null;
  return wanted.map(({ period, dimensions }) => {
    const cell = (assignment: Assignment, named: readonly string[]): Cell => {
      const key = keyOf({ period, dimensions: named }, assignment);
      const { value, suppression } = numerators.published(key);
      const names = named.map((dimension) => assignment[dimension] ?? '');
      const denominator = population(period, assignment);
      return { members: names, numerator: value, denominator, suppression, amount: amount(key) };
    };
    const cells = [...numerators.cube.aggregates.values()]
      .filter(({ pattern }) => keyOf(pattern, {}) === keyOf({ period, dimensions }, {}))
      .map(({ assignment }) => cell(assignment, dimensions));
    const all = dimensions.length ? [...cells, cell({}, [])] : cells;
    return { dimensions, period, cells: all, homes: homesIn(period, homes) };
  });
}

/** Added up over the months of a period; null where no home has to report. */
function homesIn(period: TableName['period'], homes: Counted['homes']): Homes | null {
  const known = monthsOf(period).flatMap((month) => homes.get(month) ?? []);
  if (known.length === 0) return null;
  const sum = (part: keyof Homes) => known.reduce((total, one) => total + one[part], 0);
  return { expected: sum('expected'), reporting: sum('reporting') };
}

/** The members of each dimension: those that everybody knows, or those of which somebody was a resident or told. */
function membersOf(
  definition: MeasureDefinition,
  events: readonly Event[],
  residents: readonly ResidentDays[],
): Map<string, readonly string[]> {
  const rate = definition.kind === MeasureKind.RATE;
  // Months that were counted before there was a dimension have no member of it.
  const found = (dimension: string) =>
    [...new Set([...residents.map(({ of }) => of), ...events].flatMap((one) => one[dimension] ?? []))].sort();
  const members = definition.dimensions.map((dimension): [string, readonly string[]] => {
    const known = memberOrder[dimension];
    if (!known)
      return [dimension, rate && !definition.populationDimensions.includes(dimension) ? [] : found(dimension)];
    if (!rate || !definition.populationDimensions.includes(dimension)) return [dimension, known];
    const those = new Set(found(dimension));
    return [dimension, known.filter((name) => those.has(name))];
  });
  return new Map([...members, ...(definition.kind === MeasureKind.SHARE ? [[met, metMembers] as const] : [])]);
}
