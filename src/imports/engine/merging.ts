import type { ClientBase } from 'pg';
import type { RejectCode } from '../../shared/reject-catalogue.ts';
import { among, everybody, type Slice } from './slices.ts';

/**
 * What waits to be merged, of one kind, as a temporary table `waiting` with a column for each cell: so every step of a
 * merge is one statement, however many rows there are.
 */
export async function waiting(
  client: ClientBase,
  importId: string,
  kind: string,
  columns: Readonly<Record<string, string>>,
  slice: Slice = everybody,
): Promise<void> {
  const cells = Object.entries(columns).map(([name, type], place) => `cells[${place + 1}]::${type} as ${name}`);
  await client.query(
    `create temporary table waiting on commit drop as
     select line, ${cells.join(', ')} from hub.import_row where import_id = '${importId}' and kind = '${kind}' and ${among(slice)}`,
  );
  await client.query('alter table waiting add primary key (line); analyze waiting');
}

/** Lines for which a condition on `w` holds are not taken. */
export async function refuseWhere(
  client: ClientBase,
  importId: string,
  condition: string,
  code: RejectCode,
  column: string | null = null,
): Promise<void> {
  await client.query(
    `with refused as (delete from waiting w where ${condition} returning w.line)
     insert into hub.import_reject (import_id, line, column_name, code) select $1, line, $3, $2 from refused`,
    [importId, code, column],
  );
}

/** Of lines that name the same thing, the first counts, or that which comes first by another order. */
export async function refuseNamedTwice(
  client: ClientBase,
  importId: string,
  key: string,
  order = 'line',
): Promise<void> {
  await client.query(
    `with again as (
       delete from waiting w using (
         select line, row_number() over (partition by ${key} order by ${order}) as place from waiting
       ) one where one.line = w.line and one.place > 1 returning w.line
     )
     insert into hub.import_reject (import_id, line, code) select $1, line, 'NAMED_TWICE' from again`,
    [importId],
  );
}

/** What a newer file has said of a record is not undone by an older one. */
export async function refuseNewerKnown(client: ClientBase, importId: string, record: string): Promise<void> {
  await client.query(
    `with older as (
       delete from waiting w using hub.import own
       where own.id = $1 and exists (
         select from hub.record_source said join hub.import other on other.id = said.import_id
         where said.record_id = w.${record} and other.as_of > own.as_of)
       returning w.line
     )
     insert into hub.import_reject (import_id, line, code) select $1, line, 'NEWER_KNOWN' from older`,
    [importId],
  );
}

/**
 * Says of the rows that were made or changed from which line they are, and of those that are so already which line was the
 * latest to say so: what it has confirmed is not undone by an older file either.
 */
export async function noteSources(client: ClientBase, importId: string, record: string): Promise<void> {
  await client.query(
    `delete from hub.record_source said using waiting w
     where said.record_id = w.${record} and said.confirms and w.fate = 'UNCHANGED'`,
  );
  await client.query(
    `insert into hub.record_source (record_id, import_id, line, confirms)
     select w.${record}, $1, w.line, w.fate = 'UNCHANGED' from waiting w`,
    [importId],
  );
}

export type Fate = 'ADDED' | 'CHANGED' | 'UNCHANGED';

/** How many rows met which fate. */
export async function fates(client: ClientBase): Promise<Record<Lowercase<Fate>, number>> {
  const { rows } = await client.query<{ fate: Fate; count: number }>(
    'select fate, count(*)::int as count from waiting group by fate',
  );
  const of = (wanted: Fate) => rows.find(({ fate }) => fate === wanted)?.count ?? 0;
  return { added: of('ADDED'), changed: of('CHANGED'), unchanged: of('UNCHANGED') };
}
