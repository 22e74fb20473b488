import { monthAfter } from './disclosure/cube.ts';

/** Whole calendar months [from, to), as `YYYY-MM`. */
export interface Months {
  readonly from: string;
  readonly to: string;
}

/** How many months a block of each kind has. */
export const blockMonths = { MONTH: 1, QUARTER: 3, YEAR: 12 } as const;
export type Block = keyof typeof blockMonths;

/** A published period and the kind of block that it is. */
export type PublishedPeriod = Months & { readonly block: Block };

/**
 * The blocks that these months of data are cut into: whole ones, forwards and backwards from the month `origin`, and at
 * the beginning what is left over if it is half a block at least. They never overlap, and as months go by those that
 * are there stay as they are and others follow.
 */
export function blocksOf(data: Months, block: Block, origin: string): Months[] {
  const length = blockMonths[block];
  const blocks: Months[] = [];
  for (let to = origin; to > data.from; to = monthAfter(to, -length)) {
    const whole = monthAfter(to, -length);
    const from = whole < data.from ? data.from : whole;
    if (monthsBetween(from, to) * 2 >= length) blocks.unshift({ from, to });
  }
  for (let to = monthAfter(origin, length); to <= data.to; to = monthAfter(to, length)) {
    blocks.push({ from: monthAfter(to, -length), to });
  }
  return blocks;
}

/**
 * The month that blocks of one kind are counted from: at first the end of the data, so that the latest block is whole;
 * later as the blocks lie that were published, of other kinds too, so that each lies wholly within one of a longer kind.
 */
export function originOf(block: Block, published: readonly PublishedPeriod[], data: Months): string {
  const length = blockMonths[block];
  const longest = Math.max(0, ...published.map((period) => blockMonths[period.block]));
  const ends = published.filter((period) => blockMonths[period.block] === longest).map(({ to }) => to);
  const latest = ends.sort().at(-1);
  if (latest === undefined) return data.to;
  if (longest >= length) return latest;
  return monthAfter(data.to, -(monthsBetween(latest, data.to) % longest));
}

/**
 * The consecutive periods that answer a question: those of which at least half was asked for, or else the one of which
 * most was. Empty if nothing of what was asked for is published.
 */
export function covering(periods: readonly Months[], asked: Days): Months[] {
  const touched = periods
    .map((period) => ({ period, share: daysShared(daysOf(period), asked) / lengthOf(daysOf(period)) }))
    .filter(({ share }) => share > 0)
    .sort((one, other) => (one.period.from < other.period.from ? -1 : 1));
  const halves = touched.filter(({ share }) => share >= 0.5);
  if (halves.length > 0) return halves.map(({ period }) => period);
  const most = touched.reduce((best, one) => (best && best.share > one.share ? best : one), touched[0]);
  return most ? [most.period] : [];
}

/** Days [from, to), as `YYYY-MM-DD`. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** How many days of an answer were not asked for, and of a question not answered. */
export function mismatch(answered: Days, asked: Days): number {
  return lengthOf(answered) + lengthOf(asked) - 2 * daysShared(answered, asked);
}

export const daysOf = ({ from, to }: Months): Days => ({ from: `${from}-01`, to: `${to}-01` });

export function daysIn(months: Months): number {
  return lengthOf(daysOf(months));
}

export function monthsIn(periods: readonly Months[]): number {
  return periods.reduce((sum, { from, to }) => sum + monthsBetween(from, to), 0);
}

function daysShared(one: Days, other: Days): number {
  const from = one.from > other.from ? one.from : other.from;
  const to = one.to < other.to ? one.to : other.to;
  return Math.max(0, lengthOf({ from, to }));
}

function lengthOf({ from, to }: Days): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

function monthsBetween(from: string, to: string): number {
  return numberOf(to) - numberOf(from);
}

/** Months since the year 0, January being 0. */
function numberOf(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return year * 12 + number - 1;
}
