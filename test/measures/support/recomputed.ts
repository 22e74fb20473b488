import type pg from 'pg';
import { type MeasureDefinition, MeasureKind } from '../../../src/measures/definitions/definition.ts';
import { type Counted, countedBy } from './counting.ts';

/** A number of an answer, as a reader has it. */
export interface Shown {
  value: number | null;
  lower: number | null;
  upper: number | null;
  numerator: number | null;
  denominator: number | null;
  suppression: string;
}
export interface Days {
  from: string;
  to: string;
}
/** The members that a row is about, by dimension. */
export type Members = Readonly<Record<string, string>>;

/** What the records tell of a measure, of which each test of its definition shows that it is what happened. */
export interface Recorded {
  events: readonly Counted[];
  population: readonly Counted[];
}
export async function recordedOf(owner: pg.Pool, definition: MeasureDefinition, { from, to }: Days): Promise<Recorded> {
  const rows = (text: string) => countedBy(owner, text, [from, to]);
  const rate = definition.kind === MeasureKind.RATE;
  return { events: await rows(definition.events), population: rate ? await rows(definition.population) : [] };
}

interface Rule {
  suppress: { from: number; to: number };
  roundTo: number;
}
const days = ({ from, to }: Days) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const matches = (members: Members, known: readonly string[]) => (row: Counted) =>
  known.every((name) => members[name] === undefined || row[name] === members[name]);
const sum = (rows: readonly Counted[], part: string) => rows.reduce((all, row) => all + Number(row[part]), 0);

/** What is wrong with a number that was shown, in words without the number; undefined if it is as it must be. */
export function wrongIn(
  definition: MeasureDefinition,
  recorded: Recorded,
  { members, period, rule }: { members: Members; period: Days; rule: Rule },
  shown: Shown,
): string | undefined {
  const months = { from: period.from.slice(0, 7), to: period.to.slice(0, 7) };
  const inMonths = ({ MONTH }: Counted) => String(MONTH) >= months.from && String(MONTH) < months.to;
  const own = matches(members, Object.keys(members));
  const events = recorded.events.filter((event) => inMonths(event) && own(event));
  const share = definition.kind === MeasureKind.SHARE;
  const counted = share ? events.filter(({ MET }) => MET === 'YES') : events;
  const hidden = !['NONE', 'ROUNDED'].includes(shown.suppression);
  const people = rule.suppress.to >= rule.suppress.from;
  const small = (count: number) => people && count >= rule.suppress.from && count <= rule.suppress.to;
  if (hidden) return people && shown.value === null ? undefined : 'a hidden number that is shown or need not be hidden';
  if (small(counted.length) || (share && small(events.length))) return 'a small number that is shown';
  const rounded = (count: number) => Math.round(count / rule.roundTo) * rule.roundTo;
  const near = (one: number | null, other: number, by: number) => one !== null && Math.abs(one - other) <= by + 1e-9;

  if (definition.kind === MeasureKind.RATE) {
    if (shown.numerator !== rounded(counted.length)) return 'another count than was recorded';
    const lived = recorded.population.filter(
      (row) => inMonths(row) && matches(members, definition.populationDimensions)(row),
    );
    const { MONTH: month } = members;
    const over = month ? { from: `${month}-01`, to: dayAfter(month) } : period;
    // Whole residents, then rounded: very few are one at least.
    if (shown.denominator !== null && !near(shown.denominator, sum(lived, 'days') / days(over), rule.roundTo / 2 + 1))
      return 'another number of residents than lived there';
    if (!shown.denominator) return shown.value === null ? undefined : 'a rate of nobody';
    const exposed = definition.exposure === 'BED_DAYS' ? days(over) : monthsOf(over) / 12;
    const rate = (shown.numerator / shown.denominator / exposed) * definition.per;
    return near(shown.value, rate, 0.051) ? bounded(shown) : 'a rate that is not the one of its numbers';
  }
  if (share) {
    if (shown.numerator !== rounded(counted.length)) return 'another count than was recorded';
    if (shown.denominator !== rounded(events.length)) return 'another count of all than was recorded';
    if (shown.denominator < 10) return shown.value === null ? undefined : 'a share among fewer than ten';
    return near(shown.value, (100 * shown.numerator) / shown.denominator, 0.051)
      ? bounded(shown)
      : 'a share that is not the one of its numbers';
  }
  const amounts = events.map(({ amount }) => Number(amount));
  const all = amounts.reduce((total, amount) => total + amount, 0);
  if (definition.kind === MeasureKind.MEAN) {
    // Counts alone are shown where one event makes more than half of the sum, and where there is none.
    if (shown.value === null) return people && Math.max(0, ...amounts) * 2 >= all ? undefined : 'no mean';
    if (shown.denominator !== rounded(events.length)) return 'another count than was recorded';
    return near(
      shown.value,
      all / events.length,
      stepOf(amounts, definition.decimals, rule) / 2 + 0.1 ** definition.decimals,
    )
      ? undefined
      : 'another mean than was recorded';
  }
  if (!definition.amounts)
    return shown.value === rounded(events.length) ? undefined : 'another count than was recorded';
  if (shown.value === null) return people && Math.max(0, ...amounts) * 2 > all ? undefined : 'no sum';
  const coarse = people ? rule.roundTo * (all / events.length || 0) * 3 : 0;
  return near(shown.value, all, definition.amounts.roundTo + coarse) ? undefined : 'another sum than was recorded';
}

const dayAfter = (month: string) => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
};
const monthsOf = ({ from, to }: Days) =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
const bounded = ({ lower, value, upper }: Shown) =>
  lower !== null && value !== null && upper !== null && lower <= value && value <= upper ? undefined : 'wrong bounds';

/** How far apart means may be told: never finer than a part of what all amounts are multiples of. */
function stepOf(amounts: readonly number[], decimals: number, { suppress }: Rule): number {
  const divisor = (one: number, other: number): number => (other === 0 ? one : divisor(other, one % other));
  const common = amounts.reduce((found, amount) => divisor(found, Math.round(amount * 1000)), 0) / 1000;
  return Math.max(0.1 ** decimals, (2.5 * common) / (suppress.to + 1));
}
