import { createHash, randomUUID } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { Agreement } from '../agreement/model.ts';
import { inTransaction } from '../database/client.ts';
import { measures as measuresRole } from '../database/roles.ts';
import { londonTime } from '../shared/dates.ts';
import type { MeasureDefinition } from './definition.ts';
import { type Event, monthAfter } from './disclosure/cube.ts';
import type { MeasureName } from './measure.values.ts';
import { measures } from './measures.ts';
import type { Months } from './periods.ts';
import type { ResidentDays } from './population.ts';
import { type Cell, tablesOf } from './tables.ts';

/** A measure as it was published: up to the end of which month, and whether that was done now. */
export interface Publication {
  measure: MeasureName;
  /** The month after the last one, as `YYYY-MM`; null if there are no data of a whole month. */
  through: string | null;
  publishedNow: boolean;
}

/**
 * Publishes the tables that the agreement lists, unless they stand already: once for each complete month. Numbers that
 * were published are not computed again when data are put right afterwards, because the difference would tell of one
 * person. `client` is signed in as the owner, who may take on the role that reads all rows for measures.
 */
export async function publishMeasures(
  client: ClientBase,
  agreement: Agreement,
  now = new Date(),
): Promise<Publication[]> {
  return inTransaction(client, () => publishWithin(client, agreement, now));
}

/** The same within a transaction of the caller's, which may be the one that puts the agreement in force. */
export async function publishWithin(
  client: ClientBase,
  agreement: Agreement,
  now = new Date(),
): Promise<Publication[]> {
  await oneAtATime(client);
  await client.query(`set local role ${measuresRole}`);
  const published: Publication[] = [];
  for (const definition of measures) published.push(await publish(client, definition, agreement, now));
  await client.query('reset role');
  return published;
}

/** The same if that agreement is in force still: a hub that has not heard of another one must not bring its tables back. */
export async function publishInForce(client: ClientBase, agreement: Agreement): Promise<void> {
  await inTransaction(client, async () => {
    await oneAtATime(client);
    const { rowCount } = await client.query('select from hub.agreement_in_force where hash = $1', [agreement.hash]);
    if (rowCount) await publishWithin(client, agreement);
  });
}

async function oneAtATime(client: ClientBase): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtext('caregraph measures'))`);
}

/** What a publication depends on: under other terms it is another one. */
export function termsOf({ name, events, population, per }: MeasureDefinition, { smallNumbers }: Agreement): string {
  const { suppress, roundTo, tables } = smallNumbers;
  const listed = tables.filter(({ measure }) => measure === name).map(({ dimensions, period }) => [dimensions, period]);
  const terms = JSON.stringify([suppress.from, suppress.to, roundTo, listed, events, population, per]);
  return createHash('sha256').update(terms).digest('hex');
}

async function publish(
  client: ClientBase,
  definition: MeasureDefinition,
  agreement: Agreement,
  now: Date,
): Promise<Publication> {
  const measure = definition.name;
  const data = await completeMonths(client, definition, now);
  if (!data) return { measure, through: null, publishedNow: false };
  const terms = termsOf(definition, agreement);
  const dataThrough = `${data.to}-01`;
  const { rowCount } = await client.query(
    'select from hub.publication where measure = $1 and terms = $2 and data_through = $3::date',
    [measure, terms, dataThrough],
  );
  if (rowCount) return { measure, through: data.to, publishedNow: false };

  const days = [`${data.from}-01`, dataThrough];
  const events = await client.query<Event>(definition.events, days);
  const population = await client.query<Event & { days: number }>(definition.population, days);
  const residents: ResidentDays[] = population.rows.map((row) => ({ of: row, days: Number(row.days) }));
  await client.query('delete from hub.publication where measure = $1', [measure]);
  await client.query('insert into hub.publication (measure, terms, data_through) values ($1, $2, $3)', [
    measure,
    terms,
    dataThrough,
  ]);
  for (const { dimensions, period, cells } of tablesOf(
    definition,
    agreement.smallNumbers,
    data,
    events.rows,
    residents,
  )) {
    await store(client, measure, dimensions, period, cells);
  }
  return { measure, through: data.to, publishedNow: true };
}

async function store(
  client: ClientBase,
  measure: MeasureName,
  dimensions: readonly string[],
  period: Months,
  cells: readonly Cell[],
): Promise<void> {
  const id = randomUUID();
  await client.query(
    'insert into hub.published_table (id, measure, dimensions, from_on, to_on) values ($1, $2, $3, $4, $5)',
    [id, measure, dimensions, `${period.from}-01`, `${period.to}-01`],
  );
  await client.query(
    `insert into hub.published_cell (table_id, members, numerator, denominator, suppression)
      select $1, array(select jsonb_array_elements_text(cell.members)), cell.numerator, cell.denominator, cell.suppression
      from jsonb_to_recordset($2::jsonb) as cell(members jsonb, numerator int, denominator int, suppression text)`,
    [id, JSON.stringify(cells)],
  );
}

/** So many days without anything to count do not mean that data are missing. */
const quietDays = 3;

/** Whole months that are over and of which all data have come: from that of the first to that of the latest. */
async function completeMonths(
  client: ClientBase,
  definition: MeasureDefinition,
  now: Date,
): Promise<Months | undefined> {
  const { rows } = await client.query<{ first: string | null; last: string | null }>(definition.coverage);
  const { first, last } = rows[0] ?? {};
  if (!first || !last) return undefined;
  const from = monthAfter(monthOf(first, -quietDays));
  const latest = monthOf(last, quietDays);
  const current = londonTime(now).date.slice(0, 7);
  const to = latest < current ? latest : current;
  return from < to ? { from, to } : undefined;
}

function monthOf(day: string, daysLater: number): string {
  return new Date(Date.parse(day) + daysLater * 86_400_000).toISOString().slice(0, 7);
}
