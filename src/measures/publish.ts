import type { ClientBase } from 'pg';
import type { Agreement } from '../agreement/model.ts';
import { inTransaction } from '../database/client.ts';
import { measures as measuresRole } from '../database/roles.ts';
import { countedIn, countMonths, type Found, groupableMonths } from './counted.ts';
import type { MeasureDefinition } from './definitions/definition.ts';
import { measures } from './definitions/index.ts';
import { monthsOf } from './disclosure/cube.ts';
import type { SmallNumberRule } from './disclosure/rule.ts';
import type { MeasureName } from './measure.values.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { blocksOf, type Months, originOf } from './periods.ts';
import { numbersOf, type PublishedTable, publishedTables, publishTables } from './published.ts';
import { ruleFor } from './rule-for.ts';
import { met, storedGroupings } from './shares.ts';
import { type TableName, tablesOf } from './tables.ts';

/** A measure as it stands after publishing. */
export interface Publication {
  measure: MeasureName;
  /** The month after the last one that is counted, as `YYYY-MM`; null if there are no data of a whole month. */
  through: string | null;
  /** How many tables were added now. */
  added: number;
}

/**
 * Publishes the tables that the agreement lists, of every block that is complete, unless they stand already. What stands
 * is never changed nor taken back. `client` is signed in as the owner, who may take on the role that reads all rows for
 * measures.
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
  const found: Found = new Map();
  for (const definition of measures) published.push(await publish(client, definition, agreement, now, found));
  await client.query('reset role');
  return published;
}

/** The same if that agreement is in force still: what a hub that has not heard of another one adds could not be undone. */
export async function publishInForce(client: ClientBase, agreement: Agreement): Promise<void> {
  await inTransaction(client, async () => {
    await oneAtATime(client);
    const { rowCount } = await client.query('select from hub.agreement_in_force where hash = $1', [agreement.hash]);
    if (rowCount) await publishWithin(client, agreement);
  });
}

async function publish(
  client: ClientBase,
  definition: MeasureDefinition,
  agreement: Agreement,
  now: Date,
  found: Found,
): Promise<Publication> {
  const measure = definition.name;
  const months = await countMonths(client, definition, now, found);
  if (!months) return { measure, through: null, added: 0 };
  const rule = ruleFor(definition, agreement);
  const standing = await publishedTables(client, measure);
  const counted = await groupableMonths(client, definition);
  const wanted = listedTables(definition, agreement, months, standing).filter(
    (table) => groupable(table, counted) && !standing.some((other) => sameTable(other, table, rule)),
  );
  if (wanted.length > 0) {
    const all = await countedIn(client, definition, months);
    const before = await numbersOf(client, concerned(standing, wanted));
    await publishTables(client, measure, rule, tablesOf(definition, wanted, all, rule, before));
  }
  return { measure, through: months.to, added: wanted.length };
}

/** The tables that the agreement lists, of complete blocks. */
export function listedTables(
  definition: MeasureDefinition,
  { smallNumbers: { tables: listed } }: Agreement,
  months: Months,
  standing: readonly TableName[],
): TableName[] {
  const periods = standing.map(({ period }) => period);
  const tables = listed
    .filter(({ measure }) => measure === definition.name)
    .flatMap(({ dimensions, period: block }) => {
      const blocks = blocksOf(months, block, originOf(block, periods, months));
      return storedGroupings(definition, dimensions).flatMap((grouping) =>
        blocks.map((period): TableName => ({ dimensions: grouping, period: { ...period, block } })),
      );
    });
  return [...new Map(tables.map((table) => [nameOf(table), table])).values()];
}

const nameOf = ({ dimensions, period }: TableName) => [dimensions.join(' '), period.block, period.from].join();

function sameTable(standing: PublishedTable, table: TableName, rule: SmallNumberRule): boolean {
  return nameOf(standing) === nameOf(table) && sameRule(standing.rule, rule);
}

/** Whether each month of the period was counted by these dimensions: a release may have added one since. */
function groupable({ dimensions, period }: TableName, counted: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  return monthsOf(period).every((month) =>
    dimensions.every((dimension) => dimension === met || counted.get(month)?.has(dimension)),
  );
}

/** What stands of the same months, and of the months of that, and so on: what one number tells bears on all of them. */
function concerned(standing: readonly PublishedTable[], wanted: readonly TableName[]): PublishedTable[] {
  const found: TableName[] = [...wanted];
  const rest = new Set(standing);
  for (const { period } of found) {
    for (const table of rest) {
      if (!meet(table.period, period)) continue;
      rest.delete(table);
      found.push(table);
    }
  }
  return standing.filter((table) => !rest.has(table));
}

const meet = (one: Months, other: Months) => one.from < other.to && other.from < one.to;

function sameRule(one: PublishedTable['rule'], other: PublishedTable['rule']): boolean {
  return (
    one.suppress.from === other.suppress.from && one.suppress.to === other.suppress.to && one.roundTo === other.roundTo
  );
}
