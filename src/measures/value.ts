import { type Bounds, byar, wilson } from './bounds.ts';
import { Exposure, type MeasureDefinition, MeasureKind, type RateDefinition } from './definitions/definition.ts';
import { monthAfter } from './disclosure/cube.ts';
import { Suppression } from './disclosure/rule.ts';
import type { MeasureTotal } from './measure.types.ts';
import { daysIn, monthsIn } from './periods.ts';
import { hiddenIn, type Parts } from './run.ts';

/** Among fewer, a share says nothing. */
const fewest = 10;

type Numbers = Omit<MeasureTotal, 'suppression'>;
const nothing = { value: null, lower: null, upper: null };

/** Adds up what is published of each period, and says it as the measure does. Hidden in one is hidden in all. */
export function summed(parts: Parts, dimensions: readonly string[], definition: MeasureDefinition): MeasureTotal {
  const asIs = parts.parts.every(({ cell }) => cell.suppression === Suppression.NONE);
  const suppression = hiddenIn(parts) ?? (asIs ? Suppression.NONE : Suppression.ROUNDED);
  return { ...numbersOf(parts, dimensions, definition), suppression };
}

function numbersOf(parts: Parts, dimensions: readonly string[], definition: MeasureDefinition): Numbers {
  if (definition.kind === MeasureKind.RATE) return rate(parts, dimensions, definition);
  const numerator = sumOf(parts, 'numerator');
  if (definition.kind === MeasureKind.SHARE) {
    const denominator = sumOf(parts, 'denominator');
    if (numerator === null || denominator === null || denominator < fewest)
      return { ...nothing, numerator, denominator };
    const { lower, upper } = wilson(numerator, denominator);
    const inPerCent = (share: number) => oneDecimal(share * 100);
    const bounds = { lower: inPerCent(lower), upper: inPerCent(upper) };
    return { value: inPerCent(numerator / denominator), ...bounds, numerator, denominator };
  }
  const amount = sumOf(parts, 'amount');
  if (definition.kind === MeasureKind.MEAN) {
    const value = amount === null || !numerator ? null : toDecimals(amount / numerator, definition.decimals);
    return { ...nothing, value, numerator: amount === null ? null : Math.round(amount), denominator: numerator };
  }
  const value = definition.amounts ? amount : numerator;
  return { ...nothing, value, numerator: value, denominator: null };
}

function rate({ parts, members }: Parts, dimensions: readonly string[], { exposure, per }: RateDefinition): Numbers {
  const numerator = hiddenIn({ parts, members }) ? null : sumOf({ parts, members }, 'numerator');
  const days = parts.reduce((sum, { table }) => sum + daysIn(table.period), 0);
  const weighed = parts.reduce((sum, { cell, table }) => sum + (cell.denominator ?? 0) * daysIn(table.period), 0);
  const denominator = parts.some(({ cell }) => cell.denominator === null) ? null : oneDecimal(weighed / days);
  if (numerator === null || !denominator) return { ...nothing, numerator, denominator };
  const month = members[dimensions.indexOf('MONTH')];
  const periods = month ? [{ from: month, to: monthAfter(month) }] : parts.map(({ table }) => table.period);
  const exposed =
    exposure === Exposure.BED_DAYS ? periods.reduce((sum, period) => sum + daysIn(period), 0) : monthsIn(periods) / 12;
  const factor = per / exposed / denominator;
  const { lower, upper }: Bounds = byar(numerator);
  const value = rateOf(numerator * factor);
  return { value, lower: rateOf(lower * factor), upper: rateOf(upper * factor), numerator, denominator };
}

/** Null if one of them is. */
function sumOf({ parts }: Parts, part: 'numerator' | 'denominator' | 'amount'): number | null {
  return parts.reduce<number | null>(
    (sum, { cell: { [part]: own } }) => (sum === null || own === null ? null : sum + own),
    0,
  );
}

const toDecimals = (number: number, decimals: number) => Math.round(number * 10 ** decimals) / 10 ** decimals;
const oneDecimal = (number: number) => toDecimals(number, 1);
/** Of small rates two places. */
const rateOf = (number: number) => (number < 10 ? toDecimals(number, 2) : oneDecimal(number));
