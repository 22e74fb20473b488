import type pg from 'pg';
import { CannotStart } from '../cannot-start.ts';
import { backup } from '../roles.ts';
import type { Counter, Table } from './format.ts';

const ours = (kinds: string) =>
  `pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
   where n.nspname in ('public', 'hub') and c.relkind in (${kinds})`;
const named = `pg_catalog.format('%I.%I', n.nspname, c.relname)`;

/** Every table that holds rows, each month of the access record by itself, in an order in which rows can be put back. */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table & { refers: string[] }>(
    // What is computed from other columns is computed again.
    `select ${named} as name,
       array(select pg_catalog.quote_ident(a.attname) from pg_catalog.pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
       array(select pg_catalog.format('%I.%I', rn.nspname, rc.relname) from pg_catalog.pg_constraint f
         join pg_catalog.pg_class rc on rc.oid = f.confrelid join pg_catalog.pg_namespace rn on rn.oid = rc.relnamespace
         where f.contype = 'f' and f.conrelid = c.oid and f.confrelid <> c.oid) as refers
     from ${ours(`'r'`)} order by 1`,
  );
  return inOrder(rows);
}

/** Rows that are referred to come before those that refer to them. */
function inOrder(found: readonly (Table & { refers: string[] })[]): Table[] {
  const left = new Map(found.map((table) => [table.name, table]));
  const ordered: Table[] = [];
  while (left.size) {
    const free = [...left.values()].filter(({ refers }) => !refers.some((name) => left.has(name)));
    if (!free.length) throw new CannotStart(`Tables refer to each other in a circle: ${[...left.keys()].join(', ')}.`);
    for (const { name, columns } of free) {
      ordered.push({ name, columns });
      left.delete(name);
    }
  }
  return ordered;
}

export async function countersOf(client: pg.ClientBase): Promise<Counter[]> {
  const { rows } = await client.query<{ name: string }>(`select ${named} as name from ${ours(`'S'`)} order by 1`);
  const counters: Counter[] = [];
  for (const { name } of rows) {
    const at = await client.query<Omit<Counter, 'name'>>(
      `select last_value::text as last, is_called as called from ${name}`,
    );
    counters.push({ name, ...(at.rows[0] as Omit<Counter, 'name'>) });
  }
  return counters;
}

/** A table that shows some of its rows only would be missing them without a word: docs/decisions/backups-by-policy.md. */
export async function refuseHiddenRows(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select ${named} as name from ${ours(`'r', 'p'`)}
       and not (pg_catalog.has_table_privilege($1, c.oid, 'select') and (not c.relrowsecurity or exists (
         select from pg_catalog.pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polcmd = 'r'
           and p.polroles = array[$1::pg_catalog.regrole::oid] and pg_catalog.pg_get_expr(p.polqual, c.oid) = 'true')))
     order by 1`,
    [backup],
  );
  if (!rows.length) return;
  throw new CannotStart(
    `No backup was taken: ${backup} does not read every row of ${rows.map(({ name }) => name).join(', ')}. ` +
      'A migration has forgotten it: report that.',
  );
}
