import { type MeasureDefinition, MeasureKind } from './definitions/definition.ts';
import { type Event, keysOf } from './disclosure/cube.ts';
import type { Protected } from './disclosure/protect.ts';
import type { SmallNumberRule } from './disclosure/rule.ts';

/** What is told of the amounts in the sum with this key; null if nothing. */
export type Amounts = (key: string) => number | null;

interface Sum {
  sum: number;
  largest: number;
}

/**
 * The amounts behind the shown counts of a measure that has some. None is told where the count is hidden, or where one
 * event makes more than half of the sum. Of a mean the sum is the rounded mean, as often as the rounded count says: so
 * the sum tells no more than both do. A sum by itself is rounded as coarsely as the counts are, in events of mean amount.
 */
export function amountsOf(
  definition: MeasureDefinition,
  counts: Protected,
  amounts: ReadonlyMap<Event, number>,
  rule: SmallNumberRule,
): Amounts {
  if (amounts.size === 0) return () => null;
  const { cube } = counts;
  const sums = new Map<string, Sum>();
  for (const [event, amount] of amounts) {
    for (const key of keysOf(cube.patterns, event)) {
      const { sum, largest } = sums.get(key) ?? { sum: 0, largest: 0 };
      sums.set(key, { sum: sum + amount, largest: Math.max(largest, amount) });
    }
  }
  const told = roundingOf(definition, [...amounts.values()], rule);
  const protectsPeople = rule.suppress.to >= rule.suppress.from;
  return (key) => {
    const shown = counts.published(key).value;
    if (shown === null) return null;
    const { sum, largest } = sums.get(key) ?? { sum: 0, largest: 0 };
    if (protectsPeople && largest * 2 > sum) return null;
    return told(sum, cube.aggregates.get(key)?.count ?? 0, shown);
  };
}

type Rounding = (sum: number, count: number, shown: number) => number;

function roundingOf(definition: MeasureDefinition, amounts: readonly number[], rule: SmallNumberRule): Rounding {
  if (definition.kind === MeasureKind.MEAN) {
    const step = stepOfMeans(definition.decimals, amounts, rule);
    return (sum, count, shown) => (count === 0 ? 0 : exact(toMultiple(sum / count, step) * shown));
  }
  const least = definition.kind === MeasureKind.AMOUNT ? (definition.amounts?.roundTo ?? 1) : 1;
  const mean = amounts.reduce((sum, amount) => sum + amount, 0) / amounts.length;
  const people = rule.suppress.to >= rule.suppress.from;
  const step = people ? Math.max(1, Math.ceil((rule.roundTo * mean) / least)) * least : least;
  return (sum) => toMultiple(sum, step);
}

/**
 * Means are rounded to the decimals of the definition, but at least so coarsely that every count which would be shown
 * alike could have that mean: among eight, days make eighths, so tenths would tell eight from nine.
 */
function stepOfMeans(decimals: number, amounts: readonly number[], { suppress, roundTo }: SmallNumberRule): number {
  const least = 10 ** -decimals;
  if (suppress.to < suppress.from && roundTo === 1) return least;
  const coarsest = granularity(amounts) / (suppress.to + 1);
  const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((times) => times * least);
  return steps.find((step) => step >= coarsest) ?? coarsest;
}

/** The largest number of which all amounts are multiples, to three decimals; zero if there is no amount. */
function granularity(amounts: readonly number[]): number {
  const divisor = (one: number, other: number): number => (other === 0 ? one : divisor(other, one % other));
  return amounts.reduce((common, amount) => divisor(common, Math.round(amount * 1000)), 0) / 1000;
}

const toMultiple = (number: number, step: number) => exact(Math.round(number / step) * step);
/** Without what is left of binary fractions. */
const exact = (number: number) => Number(number.toPrecision(12));
