import { monthAfter } from './disclosure/cube.ts';

/** Whole calendar months [from, to), as `YYYY-MM`. */
export interface Months {
  readonly from: string;
  readonly to: string;
}

/** How many months a block of each kind has. Blocks are counted from April, as the agencies' years are. */
export const blockMonths = { MONTH: 1, QUARTER: 3, YEAR: 12 } as const;
export type Block = keyof typeof blockMonths;

/** An answer holds at least so many months where there are so many: fewer would be mostly hidden. */
const leastMonths = 12;

/**
 * The periods that are published of these months of data: blocks of one length that do not overlap. What is left over at
 * either end belongs to the block beside it, because it would be too little by itself, and so that no two publications
 * differ in a few weeks that could be told by subtracting them.
 */
export function publishedPeriods(data: Months, block: Block): Months[] {
  const length = blockMonths[block];
  const cuts: string[] = [];
  for (let month = data.from; month < data.to; month = monthAfter(month)) {
    if (monthsSinceApril(month) % length === 0) cuts.push(month);
  }
  const last = cuts.at(-1);
  if (last !== undefined && monthsBetween(last, data.to) < length) cuts.pop();
  const inner = cuts.slice(1);
  const begins = [data.from, ...inner];
  return begins.map((from, place) => ({ from, to: inner[place] ?? data.to }));
}

/**
 * The consecutive periods that cover what was asked for, and further back until they hold a year. Empty only if the
 * question ends before the data begin, or there are none.
 */
export function covering(periods: readonly Months[], asked: { from: string; to: string }): Months[] {
  const sorted = periods.toSorted((one, other) => (one.from < other.from ? -1 : 1));
  let first = sorted.findIndex(({ to }) => asked.from < `${to}-01`);
  if (first < 0) first = sorted.length - 1;
  let end = sorted.findIndex(({ from }) => asked.to <= `${from}-01`);
  if (end < 0) end = sorted.length;
  if (end === 0) return [];
  while (first > 0 && monthsIn(sorted.slice(first, end)) < leastMonths) first -= 1;
  return sorted.slice(first, end);
}

export function monthsIn(periods: readonly Months[]): number {
  return periods.reduce((sum, { from, to }) => sum + monthsBetween(from, to), 0);
}

export function daysIn({ from, to }: Months): number {
  return (Date.parse(`${to}-01`) - Date.parse(`${from}-01`)) / 86_400_000;
}

function monthsBetween(from: string, to: string): number {
  return numberOf(to) - numberOf(from);
}

function monthsSinceApril(month: string): number {
  return (numberOf(month) + 9) % 12;
}

/** Months since the year 0, January being 0. */
function numberOf(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return year * 12 + number - 1;
}
