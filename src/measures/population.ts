import type { RateDefinition } from './definitions/definition.ts';
import {
  type Aggregate,
  type Assignment,
  cubeOf,
  type Event,
  keyOf,
  monthAfter,
  type TableShape,
} from './disclosure/cube.ts';
import { protectMeans } from './disclosure/protect.ts';
import type { SmallNumberRule } from './disclosure/rule.ts';
import { daysIn } from './periods.ts';

/** Days that people of one kind lived in one home in one month. */
export interface ResidentDays {
  readonly days: number;
  readonly of: Event;
}

/** The mean residents behind one cell, as published; null if hidden. */
export type Population = (period: TableShape['period'], assignment: Assignment) => number | null;

/** The denominators of a measure's tables: means over the days of the period, suppressed and rounded like counts. */
export function populationOf(
  definition: RateDefinition,
  tables: readonly TableShape[],
  residents: readonly ResidentDays[],
  rule: SmallNumberRule,
): Population {
  const known = new Set<string>(definition.populationDimensions);
  const narrowed = tables.map((table) => ({
    ...table,
    dimensions: table.dimensions.filter((name) => known.has(name)),
  }));
  const daysOf = new Map(residents.map(({ of, days }) => [of, days]));
  const lived = cubeOf(narrowed, [...daysOf.keys()], (event) => daysOf.get(event) ?? 0);
  const means = [...lived.aggregates].map(([key, sum]) => [key, { ...sum, count: meanOf(sum) }] as const);
  const shown = protectMeans({ ...lived, aggregates: new Map(means) }, rule);
  return (period, assignment) => {
    const dimensions = Object.keys(assignment).filter((name) => known.has(name));
    return shown.published(keyOf({ period, dimensions: dimensions.sort() }, assignment)).value;
  };
}

/** At least one wherever somebody lived, so that very few never read as nobody. */
function meanOf({ count: days, pattern: { period }, assignment: { MONTH: month } }: Aggregate): number {
  if (days === 0) return 0;
  return Math.max(1, Math.round(days / daysIn(month ? { from: month, to: monthAfter(month) } : period)));
}
