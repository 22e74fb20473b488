import type { ClientBase } from 'pg';
import { inTransaction } from '../database/client.ts';
import { measures as measuresRole } from '../database/roles.ts';
import { countedIn, type Found, recorded } from './counted.ts';
import type { MeasureDefinition } from './definitions/definition.ts';
import { measures } from './definitions/index.ts';
import { type Event, monthAfter } from './disclosure/cube.ts';
import { isHidden, isSmall, published, type SmallNumberRule, Suppression } from './disclosure/rule.ts';
import type { MeasureName } from './measure.values.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { type PublishedTable, publishedTables } from './published.ts';
import { type Cell, countedTables, type Table } from './tables.ts';

/** A published table that does not say what was counted: how many of its numbers, and nothing of what they are. */
export interface WrongTable extends Pick<PublishedTable, 'dimensions' | 'period'> {
  readonly measure: MeasureName;
  readonly numbers: number;
}

export interface Checked {
  readonly tables: number;
  readonly wrong: readonly WrongTable[];
  /** Months of which the records tell otherwise today: data came, or were put right, after they had been counted. */
  readonly since: readonly { readonly measure: MeasureName; readonly months: readonly string[] }[];
}

/**
 * Computes every published number anew, each table by the rule under which it was published, from what was counted then, and
 * counts the months once more from the records. `client` is signed in as the owner.
 */
export async function checkMeasures(client: ClientBase): Promise<Checked> {
  return inTransaction(client, async () => {
    await oneAtATime(client);
    await client.query(`set local role ${measuresRole}`);
    const checked = { tables: 0, wrong: [] as WrongTable[], since: [] as Checked['since'][number][] };
    const found: Found = new Map();
    for (const definition of measures) {
      const tables = await publishedTables(client, definition.name);
      checked.tables += tables.length;
      checked.wrong.push(...(await wrongAmong(client, definition, tables)));
      const months = await toldOtherwise(client, definition, found);
      if (months.length > 0) checked.since.push({ measure: definition.name, months });
    }
    await client.query('reset role');
    return checked;
  });
}

async function wrongAmong(
  client: ClientBase,
  definition: MeasureDefinition,
  tables: readonly PublishedTable[],
): Promise<WrongTable[]> {
  const wrong: WrongTable[] = [];
  const known = await monthsKnown(client, definition.name);
  // Numbers are rounded by what was known when they were published.
  for (const [to, batch] of Map.groupBy(tables, ({ id }) => known.get(id) ?? '')) {
    const counted = await countedIn(client, definition, { from: '0001-01', to });
    const stand = await cellsOf(client, batch);
    for (const [table, expected] of countedTables(definition, batch, counted)) {
      const numbers = differences(stand.get(table.id) ?? [], table, counted.events, expected);
      if (numbers > 0) wrong.push({ ...table, measure: definition.name, numbers });
    }
  }
  return wrong;
}

/** By table the month after the last one that was counted when it was published, as `YYYY-MM`. */
async function monthsKnown(client: ClientBase, measure: MeasureName): Promise<Map<string, string>> {
  const { rows } = await client.query<{ id: string; last: string | null }>(
    `select published.id, to_char(max(counted.month), 'YYYY-MM') as last from hub.published_table as published
      left join hub.counted_month as counted
        on counted.measure = published.measure and counted.counted_at <= published.published_at
      where published.measure = $1 group by published.id`,
    [measure],
  );
  return new Map(rows.map(({ id, last }) => [id, last === null ? '' : monthAfter(last)]));
}

async function cellsOf(client: ClientBase, tables: readonly PublishedTable[]): Promise<Map<string, Cell[]>> {
  const { rows } = await client.query<Omit<Cell, 'amount'> & { table: string; amount: string | null }>(
    `select cell.table_id as table, cell.members, cell.numerator, cell.denominator, cell.suppression, cell.amount
      from hub.published_cell as cell where cell.table_id = any ($1)`,
    [tables.map(({ id }) => id)],
  );
  const cells = rows.map(({ amount, ...cell }) => ({ ...cell, amount: amount === null ? null : Number(amount) }));
  return Map.groupBy(cells, ({ table }) => table);
}

/** How many numbers are not what was counted, rows that are missing or that nobody asked for among them. */
function differences(
  stand: readonly Cell[],
  { dimensions, period, rule }: PublishedTable,
  events: readonly Event[],
  expected: Table | undefined,
): number {
  const counts = new Map<string, number>();
  for (const event of events.filter(({ MONTH = '' }) => MONTH >= period.from && MONTH < period.to)) {
    const row = nameOf(dimensions.map((dimension) => event[dimension] ?? ''));
    for (const name of new Set([row, nameOf([])])) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const anew = new Map((expected?.cells ?? []).map((cell) => [nameOf(cell.members), cell]));
  const wrong = stand.filter((cell) => {
    const name = nameOf(cell.members);
    const other = anew.get(name);
    anew.delete(name);
    return !other || !says(cell, counts.get(name) ?? 0, rule) || !sameBeside(cell, other);
  });
  return wrong.length + anew.size;
}

const nameOf = (members: readonly string[]) => JSON.stringify(members);

/** Whether a cell says no more and nothing else of a count than the rule allows. */
function says({ numerator, suppression }: Cell, count: number, rule: SmallNumberRule): boolean {
  if (!isHidden(suppression)) {
    const shown = published(count, undefined, rule);
    return !isSmall(count, rule) && shown.value === numerator && shown.suppression === suppression;
  }
  if (suppression === Suppression.PRIMARY) return numerator === null && isSmall(count, rule);
  return numerator === null && (suppression === Suppression.WITHHELD || count > rule.suppress.to);
}

/** Denominators and amounts: one of them may be hidden for the sake of another table. */
function sameBeside(stands: Cell, anew: Cell): boolean {
  const same = (one: number | null, other: number | null) => one === null || other === null || one === other;
  return same(stands.denominator, anew.denominator) && same(stands.amount, anew.amount);
}

/** Months that would count otherwise today. */
async function toldOtherwise(client: ClientBase, definition: MeasureDefinition, found: Found): Promise<string[]> {
  const { rows } = await client.query<{ month: string; events: object[] }>(
    `select to_char(counted.month, 'YYYY-MM') as month, counted.events
      from hub.counted_month as counted where counted.measure = $1 order by counted.month`,
    [definition.name],
  );
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return [];
  const today = await recorded(client, definition, { from: first.month, to: monthAfter(last.month) }, found);
  const lines = (events: readonly object[], like: object | undefined) =>
    events
      .map((event) => lineOf(event, like))
      .sort()
      .join('\n');
  const now = new Map(today.map(({ month, events }) => [month, events]));
  return rows
    .filter(({ month, events }) => {
      const like = events[0];
      return lines(events, like) !== lines(now.get(month) ?? [], like);
    })
    .map(({ month }) => month);
}

/** An event by those dimensions that were counted: a release may have added one since. */
function lineOf(event: object, like: object | undefined): string {
  const names = new Set(Object.keys(like ?? event));
  return JSON.stringify(
    Object.entries(event)
      .filter(([name]) => names.has(name))
      .map(([name, value]) => [name, String(value)])
      .sort(),
  );
}
