import { type Problem, problem, toConfirm } from '../../shared/problem-catalogue.ts';
import type { CareType } from '../care-home/care-home.values.ts';
import type { CareTypeCapacityInput } from './capacity.inputs.ts';

/** What of a home's beds does not depend on what is stated now. */
export interface Ground {
  registeredBeds: number;
  careTypes: readonly CareType[];
  /** How many residents are placed in the home today, by the kind of care. */
  placed: ReadonlyMap<CareType, number>;
  /** How many of its beds are kept for people who were referred to it. */
  promised: ReadonlyMap<CareType, number>;
  /** The maximum that stands, by care type. */
  standing: ReadonlyMap<CareType, number>;
}

/** Less than what the column holds. */
const highestRate = 1_000_000;
const mostBeds = 10_000;

/** What is wrong with the figures by themselves, and as figures of this home. */
export function figureProblems(figures: readonly CareTypeCapacityInput[], ground: Ground): Problem[] {
  if (figures.length === 0) return [problem('REQUIRED', 'careTypes')];
  const problems = figures.flatMap((figure, place) => {
    const at = (code: Parameters<typeof problem>[0], field: string) => problem(code, 'careTypes', String(place), field);
    // What stands of a kind of care that the home has given up can be ended.
    const ends = figure.maximum === 0 && ground.standing.has(figure.careType);
    if (!ends && !ground.careTypes.includes(figure.careType)) return [at('CARE_NOT_GIVEN', 'careType')];
    if (figures.findIndex(({ careType }) => careType === figure.careType) < place)
      return [at('NAMED_TWICE', 'careType')];
    return ownProblems(figure).map(([code, field]) => at(code, field));
  });
  if (problems.length > 0) return problems;
  const maxima = new Map([...ground.standing, ...figures.map(({ careType, maximum }) => [careType, maximum] as const)]);
  const beds = [...maxima.values()].reduce((sum, maximum) => sum + maximum, 0);
  return beds > ground.registeredBeds ? [problem('TOO_MANY_BEDS', 'careTypes')] : [];
}

function ownProblems(figure: CareTypeCapacityInput): ['OUT_OF_RANGE' | 'TOO_MANY_BEDS', string][] {
  const { maximum, occupied, reserved, available, weeklyRateFrom, weeklyRateUntil } = figure;
  const beds = { maximum, occupied, reserved, available };
  const wrong = Object.entries(beds).filter(([, count]) => count < 0 || count > mostBeds);
  const rates = Object.entries({ weeklyRateFrom, weeklyRateUntil }).filter(
    ([, rate]) => typeof rate === 'number' && !(rate >= 0 && rate < highestRate),
  );
  if (wrong.length + rates.length > 0) return [...wrong, ...rates].map(([field]) => ['OUT_OF_RANGE', field]);
  return occupied + reserved + available > maximum ? [['TOO_MANY_BEDS', 'maximum']] : [];
}

/** What may be so, and is more often a slip. */
export function unusual(figures: readonly CareTypeCapacityInput[], { placed, promised }: Ground): Problem[] {
  return figures.flatMap(({ careType, occupied, reserved }, place) => {
    const [residents, people] = [placed.get(careType) ?? 0, promised.get(careType) ?? 0];
    const at = ['careTypes', String(place)];
    const inUse = `${residents} residents are placed here today for this care, which is more than the beds in use.`;
    const kept = `${people} beds of this care are kept for people who were referred to you, which is more than those promised.`;
    return [
      ...(occupied < residents ? [toConfirm(inUse, ...at, 'occupied')] : []),
      ...(reserved < people ? [toConfirm(kept, ...at, 'reserved')] : []),
    ];
  });
}
