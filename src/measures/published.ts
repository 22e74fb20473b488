import { randomUUID } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { SmallNumberRule, Suppression } from './disclosure/rule.ts';
import type { StandingNumber } from './disclosure/standing.ts';
import type { MeasureName } from './measure.values.ts';
import type { PublishedPeriod } from './periods.ts';
import type { Cell, Table, TableName } from './tables.ts';

/** A table that stands published, by the rule that it was protected by. */
export interface PublishedTable extends TableName {
  readonly id: string;
  readonly rule: SmallNumberRule;
}

/** All tables of a measure that were ever published. */
export async function publishedTables(client: ClientBase, measure: MeasureName): Promise<PublishedTable[]> {
  const { rows } = await client.query<
    Pick<PublishedPeriod, 'from' | 'to' | 'block'> &
      Record<'id' | 'dimensions', string> &
      Record<'a' | 'b' | 'r', number>
  >(
    `select published.id, published.dimensions, published.block, to_char(published.from_on, 'YYYY-MM') as "from",
      to_char(published.to_on, 'YYYY-MM') as "to", published.suppress_from as a, published.suppress_to as b,
      published.round_to as r
      from hub.published_table as published where published.measure = $1`,
    [measure],
  );
  return rows.map(({ id, dimensions, from, to, block, a, b, r }) => ({
    id,
    dimensions: dimensions.split(' ').filter(Boolean),
    period: { from, to, block },
    rule: { suppress: { from: a, to: b }, roundTo: r },
  }));
}

/** What these tables say, number by number. */
export async function numbersOf(client: ClientBase, tables: readonly PublishedTable[]): Promise<StandingNumber[]> {
  const { rows } = await client.query<{ table: string; members: string[]; suppression: Suppression }>(
    `select cell.table_id as table, cell.members, cell.suppression
      from hub.published_cell as cell where cell.table_id = any ($1)`,
    [tables.map(({ id }) => id)],
  );
  const cells = Map.groupBy(rows, ({ table }) => table);
  return tables.flatMap(({ id, dimensions, period, rule }) =>
    (cells.get(id) ?? []).map(({ members, suppression }) => {
      const named = members.length ? dimensions : [];
      const assignment = Object.fromEntries(named.map((dimension, place) => [dimension, members[place] ?? '']));
      return {
        pattern: { period: { from: period.from, to: period.to }, dimensions: named },
        assignment,
        suppression,
        rule,
      };
    }),
  );
}

export async function publishTables(
  client: ClientBase,
  measure: MeasureName,
  { suppress, roundTo }: SmallNumberRule,
  tables: readonly Table[],
): Promise<void> {
  const named = tables.map((table) => ({ id: randomUUID(), ...table }));
  const rows = named.map(({ id, dimensions, period, homes }) => ({
    ...{ id, dimensions: dimensions.join(' '), block: period.block },
    ...{ from_on: `${period.from}-01`, to_on: `${period.to}-01` },
    ...{ homes_expected: homes?.expected ?? null, homes_reporting: homes?.reporting ?? null },
  }));
  await client.query(
    `insert into hub.published_table
      (id, measure, dimensions, block, from_on, to_on, suppress_from, suppress_to, round_to, homes_expected, homes_reporting)
      select added.id, $1, added.dimensions, added.block, added.from_on, added.to_on, $2, $3, $4, added.homes_expected,
        added.homes_reporting
      from jsonb_to_recordset($5::jsonb) as added(id uuid, dimensions text, block text, from_on date, to_on date,
        homes_expected int, homes_reporting int)`,
    [measure, suppress.from, suppress.to, roundTo, JSON.stringify(rows)],
  );
  await storeCells(client, named);
}

export async function storeCells(
  client: ClientBase,
  tables: readonly { id: string; cells: readonly Cell[] }[],
): Promise<void> {
  const rows = tables.flatMap(({ id, cells }) => cells.map((cell) => ({ table: id, ...cell })));
  await client.query(
    `insert into hub.published_cell (table_id, members, numerator, denominator, suppression, amount)
      select cell.table, array(select jsonb_array_elements_text(cell.members)), cell.numerator, cell.denominator,
        cell.suppression, cell.amount
      from jsonb_to_recordset($1::jsonb)
        as cell("table" uuid, members jsonb, numerator int, denominator int, suppression text, amount numeric)`,
    [JSON.stringify(rows)],
  );
}
