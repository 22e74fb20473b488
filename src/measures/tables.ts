import type { Counted } from './counted.ts';
import type { RateDefinition as MeasureDefinition } from './definitions/definition.ts';
import { type Assignment, type Event, keyOf, type TableShape } from './disclosure/cube.ts';
import { protect } from './disclosure/protect.ts';
import type { SmallNumberRule, Suppression } from './disclosure/rule.ts';
import type { StandingNumber } from './disclosure/standing.ts';
import { memberOrder } from './measure.values.ts';
import type { PublishedPeriod } from './periods.ts';
import { populationOf, type ResidentDays } from './population.ts';

/** One number of a published table, or its total, whose `members` are none. */
export interface Cell {
  readonly members: readonly string[];
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly suppression: Suppression;
}

/** Which table: its dimensions in the order of their names, because the same set is the same table. */
export interface TableName {
  readonly dimensions: readonly string[];
  readonly period: PublishedPeriod;
}

export interface Table extends TableName {
  readonly cells: readonly Cell[];
}

/** Tables of a measure, protected together, and with all that was published of the same months before. */
export function tablesOf(
  definition: MeasureDefinition,
  wanted: readonly TableName[],
  { events, residents }: Counted,
  rule: SmallNumberRule,
  before: readonly StandingNumber[],
): Table[] {
  const members = membersOf(definition, events, residents);
  const shapes = wanted.map(
    ({ dimensions, period: { from, to } }): TableShape => ({ dimensions, period: { from, to }, members }),
  );
  const numerators = protect(shapes, events, rule, before);
  const population = populationOf(definition, shapes, residents, rule);
  return wanted.map(({ period, dimensions }) => {
    const cell = (assignment: Assignment, named: readonly string[]): Cell => {
      const { value, suppression } = numerators.published(keyOf({ period, dimensions: named }, assignment));
      const names = named.map((dimension) => assignment[dimension] ?? '');
      return { members: names, numerator: value, denominator: population(period, assignment), suppression };
    };
    const cells = [...numerators.cube.aggregates.values()]
      .filter(({ pattern }) => keyOf(pattern, {}) === keyOf({ period, dimensions }, {}))
      .map(({ assignment }) => cell(assignment, dimensions));
    return { dimensions, period, cells: dimensions.length ? [...cells, cell({}, [])] : cells };
  });
}

/** The members of each dimension: those that everybody knows, or those of which somebody was a resident. */
function membersOf(
  definition: MeasureDefinition,
  events: readonly Event[],
  residents: readonly ResidentDays[],
): Map<string, readonly string[]> {
  return new Map(
    definition.dimensions.map((dimension) => {
      const known = memberOrder[dimension];
      if (!definition.populationDimensions.includes(dimension)) return [dimension, known ?? []];
      const found = new Set([...residents.map(({ of }) => of), ...events].map((one) => one[dimension] ?? ''));
      return [dimension, known ? known.filter((name) => found.has(name)) : [...found].sort()];
    }),
  );
}
