import type { ClientBase } from 'pg';
import { londonTime } from '../shared/dates.ts';
import { completeAsDeclared } from './complete.ts';
import { type MeasureDefinition, MeasureKind } from './definitions/definition.ts';
import { type Event, monthAfter, monthsOf } from './disclosure/cube.ts';
import type { Months } from './periods.ts';
import type { ResidentDays } from './population.ts';

/** What a measure counts in the months that are over: events and days, without the persons. */
export interface Counted {
  readonly months: Months;
  readonly events: readonly Event[];
  /** What is measured of each event, where the measure has an amount. */
  readonly amounts: ReadonlyMap<Event, number>;
  readonly residents: readonly ResidentDays[];
  /** By month, where homes have to report. */
  readonly homes: ReadonlyMap<string, Homes>;
}

/** How many homes should have told of a month, and how many did. */
export interface Homes {
  readonly expected: number;
  readonly reporting: number;
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
  found: Found = new Map(),
): Promise<Months | undefined> {
  const counted = await countedSoFar(client, definition);
  const complete = await completeMonths(client, definition, now);
  const from = counted?.to ?? complete?.from;
  // Months that nobody has declared are not counted on the way to those that somebody has.
  if (!complete || from === undefined || from < complete.from || from >= complete.to) return counted;
  const months = await recorded(client, definition, { from, to: complete.to }, found);
  await client.query(
    `insert into hub.counted_month (measure, month, dimensions, events, resident_days, homes_expected, homes_reporting)
      select $1, (counted.month || '-01')::date, $2, counted.events, counted.residents, counted.expected, counted.reporting
      from jsonb_to_recordset($3::jsonb)
        as counted(month text, events jsonb, residents jsonb, expected int, reporting int)`,
    [definition.name, definition.dimensions.join(' '), JSON.stringify(months)],
  );
  return { from: counted?.from ?? from, to: complete.to };
}

/** A month as the records tell of it today. */
export interface RecordedMonth extends Partial<Homes> {
  readonly month: string;
  readonly events: readonly Event[];
  readonly residents: readonly Event[];
}

/** What was found in one transaction, by statement and months: many measures are of the same residents. */
export type Found = Map<string, Promise<Map<string, unknown[]>>>;

/** Counts months from the records. */
export async function recorded(
  client: ClientBase,
  definition: MeasureDefinition,
  months: Months,
  found: Found,
): Promise<RecordedMonth[]> {
  const days = [`${months.from}-01`, `${months.to}-01`];
  const ask = async (text: string) =>
    Map.groupBy((await client.query<{ MONTH: string }>(text, days)).rows, ({ MONTH }) => MONTH);
  const rowsOf = async <Row>(text: string | undefined): Promise<Map<string, Row[]>> => {
    if (!text) return new Map();
    const name = [text, ...days].join();
    const rows = found.get(name) ?? ask(text);
    found.set(name, rows);
    return (await rows) as Map<string, Row[]>;
  };
  const events = await rowsOf<Event>(definition.events);
  const residents = await rowsOf<Event>(definition.kind === MeasureKind.RATE ? definition.population : undefined);
  const homes = await rowsOf<Homes & { MONTH: string }>(definition.reporting);
  const none = definition.reporting ? { expected: 0, reporting: 0 } : {};
  return monthsOf(months).map((month) => {
    const { expected, reporting } = { ...none, ...homes.get(month)?.[0] };
    return {
      ...{ month, events: events.get(month) ?? [], residents: residents.get(month) ?? [] },
      ...(expected === undefined || reporting === undefined
        ? {}
        : { expected: Number(expected), reporting: Number(reporting) }),
    };
  });
}

/** Everything that was counted of these months. */
export async function countedIn(client: ClientBase, { name }: MeasureDefinition, months: Months): Promise<Counted> {
  const { rows } = await client.query<RecordedMonth & { expected: number | null; reporting: number | null }>(
    `select to_char(counted.month, 'YYYY-MM') as month, counted.events, counted.resident_days as residents,
      counted.homes_expected as expected, counted.homes_reporting as reporting
      from hub.counted_month as counted
      where counted.measure = $1 and counted.month >= $2 and counted.month < $3 order by counted.month`,
    [name, `${months.from}-01`, `${months.to}-01`],
  );
  // Apart from what it is grouped by: two events that differ in their amount alone are alike.
  const events = rows
    .flatMap((row) => row.events)
    .map(({ amount, ...event }): [Event, string | undefined] => [event as Event, amount]);
  return {
    months,
    events: events.map(([event]) => event),
    amounts: new Map(events.flatMap(([event, amount]) => (amount === undefined ? [] : [[event, Number(amount)]]))),
    residents: rows.flatMap(({ residents }) => residents.map((row) => ({ of: row, days: Number(row.days) }))),
    homes: new Map(
      rows.flatMap(({ month, expected, reporting }) =>
        expected === null || reporting === null ? [] : [[month, { expected, reporting }]],
      ),
    ),
  };
}

/** By what the events of each month can be grouped, as they were counted. */
export async function groupableMonths(
  client: ClientBase,
  { name }: MeasureDefinition,
): Promise<Map<string, ReadonlySet<string>>> {
  const { rows } = await client.query<{ month: string; dimensions: string }>(
    `select to_char(counted.month, 'YYYY-MM') as month, counted.dimensions
      from hub.counted_month as counted where counted.measure = $1`,
    [name],
  );
  return new Map(rows.map(({ month, dimensions }) => [month, new Set(dimensions.split(' '))]));
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
