import type { ClientBase } from 'pg';

/** How a month of the access record was read: as a whole so often, and by its indexes, called by their first columns. */
export interface Scans {
  table: string;
  whole: number;
  looked: Record<string, number>;
}

/** The months that were read meanwhile, by connections that were made to say so at once. `admin` may see the statistics of all. */
export async function scansIn(admin: ClientBase, work: () => Promise<unknown>): Promise<Scans[]> {
  const before = await scans(admin);
  await work();
  const after = await scans(admin);
  return after.flatMap(({ table, whole, looked }) => {
    const then = before.find((one) => one.table === table);
    const more = Object.entries(looked)
      .map(([column, times]) => [column, times - (then?.looked[column] ?? 0)] as const)
      .filter(([, times]) => times > 0);
    const read = { table, whole: whole - (then?.whole ?? 0), looked: Object.fromEntries(more) };
    return read.whole || more.length ? [read] : [];
  });
}

async function scans(admin: ClientBase): Promise<Scans[]> {
  await admin.query('select pg_stat_force_next_flush()');
  await admin.query('select pg_stat_clear_snapshot()');
  const { rows } = await admin.query<Scans>(
    `select relname as table, seq_scan::int as whole,
       (select jsonb_object_agg(attname, looked) from (
         select attname, sum(one.idx_scan)::int as looked from pg_stat_all_indexes one
         join pg_index on pg_index.indexrelid = one.indexrelid
         join pg_attribute on attrelid = one.relid and attnum = pg_index.indkey[0]
         where one.relid = tables.relid group by attname
       ) columns) as looked
     from pg_stat_all_tables tables where relname like 'access_entry_2%' order by relname desc`,
  );
  return rows;
}
