import type { SmallNumbers } from '../agreement/model.ts';
import type { MeasureDefinition } from './definition.ts';
import { type Assignment, type Event, keyOf, type TableShape } from './disclosure/cube.ts';
import { protect } from './disclosure/protect.ts';
import type { Suppression } from './disclosure/rule.ts';
import { memberOrder } from './measure.values.ts';
import { type Months, publishedPeriods } from './periods.ts';
import { populationOf, type ResidentDays } from './population.ts';

/** One number of a published table, or its total, whose `members` are none. */
export interface Cell {
  readonly members: readonly string[];
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly suppression: Suppression;
}

export interface Table {
  /** In the order of their names: the same set is the same table. */
  readonly dimensions: readonly string[];
  readonly period: Months;
  readonly cells: readonly Cell[];
}

/** All tables of a measure that the agreement lists, in all their periods, protected together. */
export function tablesOf(
  definition: MeasureDefinition,
  { tables: listed, ...rule }: SmallNumbers,
  data: Months,
  events: readonly Event[],
  residents: readonly ResidentDays[],
): Table[] {
  const members = membersOf(definition, residents);
  const shapes = listed
    .filter(({ measure }) => measure === definition.name)
    .flatMap(({ dimensions, period: block }) =>
      publishedPeriods(data, block).map(
        (period): TableShape => ({ period, dimensions: [...dimensions].sort(), members }),
      ),
    );
  const numerators = protect(shapes, events, rule);
  const population = populationOf(definition, shapes, residents, rule);
  return shapes.map(({ period, dimensions }) => {
    const cell = (assignment: Assignment, named: readonly string[]): Cell => {
      const { value, suppression } = numerators.published(keyOf({ period, dimensions: named }, assignment));
      const names = named.map((dimension) => assignment[dimension] ?? '');
      return { members: names, numerator: value, denominator: population(period, assignment), suppression };
    };
    const cells = [...numerators.cube.aggregates.values()]
      .filter(({ pattern }) => samePattern(pattern, { period, dimensions }))
      .map(({ assignment }) => cell(assignment, dimensions));
    return { dimensions, period, cells: dimensions.length ? [...cells, cell({}, [])] : cells };
  });
}

function samePattern(one: { period: Months; dimensions: readonly string[] }, other: typeof one): boolean {
  return (
    one.period.from === other.period.from &&
    one.period.to === other.period.to &&
    one.dimensions.join() === other.dimensions.join()
  );
}

/** The members of each dimension: those that everybody knows, or those of which somebody was a resident. */
function membersOf(definition: MeasureDefinition, residents: readonly ResidentDays[]): Map<string, readonly string[]> {
  return new Map(
    definition.dimensions.map((dimension) => {
      const known = memberOrder[dimension];
      if (!definition.populationDimensions.includes(dimension)) return [dimension, known ?? []];
      const found = new Set(residents.map(({ of }) => of[dimension] ?? ''));
      return [dimension, known ? known.filter((name) => found.has(name)) : [...found].sort()];
    }),
  );
}
