import type { ClientBase } from 'pg';
import { londonTime } from '../shared/dates.ts';
import { completeAsDeclared } from './complete.ts';
import type { RateDefinition as MeasureDefinition } from './definitions/definition.ts';
import { type Event, monthAfter, monthsOf } from './disclosure/cube.ts';
import type { Months } from './periods.ts';
import type { ResidentDays } from './population.ts';

/** What a measure counts in the months that are over: events and days, without the persons. */
export interface Counted {
  readonly months: Months;
  readonly events: readonly Event[];
  readonly residents: readonly ResidentDays[];
}

/** So many days without anything to count do not mean that data are missing. */
const quietDays = 3;
/** A month is counted so many days after its end: what is told of it later is not counted any more. */
const settlingDays = 14;
const day = 86_400_000;

/**
 * Counts each month once, when it is over and its data have come, and from then on takes it as it was counted: a number
 * that changed when data are put right would tell of the one person whom they are about. Gives the months counted so far.
 */
export async function countMonths(
  client: ClientBase,
  definition: MeasureDefinition,
  now: Date,
): Promise<Months | undefined> {
  const counted = await countedSoFar(client, definition);
  const complete = await completeMonths(client, definition, now);
  const from = counted?.to ?? complete?.from;
  // Months that nobody has declared are not counted on the way to those that somebody has.
  if (!complete || from === undefined || from < complete.from || from >= complete.to) return counted;
  const days = [`${from}-01`, `${complete.to}-01`];
  const events = await client.query<Event>(definition.events, days);
  const residents = await client.query<Event>(definition.population, days);
  const eventsOf = Map.groupBy(events.rows, ({ MONTH }) => MONTH);
  const residentsOf = Map.groupBy(residents.rows, ({ MONTH }) => MONTH);
  const months = monthsOf({ from, to: complete.to }).map((month) => ({
    month: `${month}-01`,
    events: eventsOf.get(month) ?? [],
    resident_days: residentsOf.get(month) ?? [],
  }));
  await client.query(
    `insert into hub.counted_month (measure, month, events, resident_days)
      select $1, counted.month, counted.events, counted.resident_days
      from jsonb_to_recordset($2::jsonb) as counted(month date, events jsonb, resident_days jsonb)`,
    [definition.name, JSON.stringify(months)],
  );
  return { from: counted?.from ?? from, to: complete.to };
}

/** Everything that was counted of these months. */
export async function countedIn(client: ClientBase, { name }: MeasureDefinition, months: Months): Promise<Counted> {
  const { rows } = await client.query<{ events: Event[]; residents: (Event & { days: number })[] }>(
    `select counted.events, counted.resident_days as residents from hub.counted_month as counted
      where counted.measure = $1 and counted.month >= $2 and counted.month < $3 order by counted.month`,
    [name, `${months.from}-01`, `${months.to}-01`],
  );
  return {
    months,
    events: rows.flatMap(({ events }) => events),
    residents: rows.flatMap(({ residents }) => residents.map((row) => ({ of: row, days: Number(row.days) }))),
  };
}

async function countedSoFar(client: ClientBase, { name }: MeasureDefinition): Promise<Months | undefined> {
  const { rows } = await client.query<{ first: string | null; last: string | null }>(
    `select to_char(min(counted.month), 'YYYY-MM') as first, to_char(max(counted.month), 'YYYY-MM') as last
      from hub.counted_month as counted where counted.measure = $1`,
    [name],
  );
  const { first, last } = rows[0] ?? {};
  return first && last ? { from: first, to: monthAfter(last) } : undefined;
}

/** Whole months that are settled, of which somebody declared that all data have come, and of which there are some. */
async function completeMonths(
  client: ClientBase,
  definition: MeasureDefinition,
  now: Date,
): Promise<Months | undefined> {
  const declared = await completeAsDeclared(client);
  const { rows } = await client.query<{ first: string | null; last: string | null }>(definition.coverage);
  const { first, last } = rows[0] ?? {};
  if (!declared || !first || !last) return undefined;
  const settled = londonTime(new Date(now.getTime() - settlingDays * day)).date.slice(0, 7);
  const from = [monthAfter(monthOf(first, -quietDays)), declared.from].sort()[1] as string;
  const to = [monthOf(last, quietDays), settled, declared.to].sort()[0] as string;
  return from < to ? { from, to } : undefined;
}

function monthOf(date: string, daysLater: number): string {
  return new Date(Date.parse(date) + daysLater * day).toISOString().slice(0, 7);
}
