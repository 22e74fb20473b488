import type { World } from '../world.ts';

/** One table with what belongs to it. */
export interface Size {
  table: string;
  rows: string;
  /** With its indexes. */
  megabytes: number;
  /** What the rows of the last year take of it; null where rows have no time at which they were recorded. */
  ofLastYear: number | null;
}

/** The largest tables; everything smaller than the last of them is left out of the list, not of the sum. */
export async function sizesOf({ ask }: World, database: string, most = 15): Promise<{ sizes: Size[]; all: number }> {
  const tables = await ask<{ table: string; rows: number; bytes: string; recorded: boolean }>(
    database,
    `select oid::regclass::text as table, reltuples as rows, pg_total_relation_size(oid) as bytes,
       exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'recorded_at') as recorded
     from pg_class where relkind = 'r' and relnamespace in ('public'::regnamespace, 'hub'::regnamespace)
     order by pg_total_relation_size(oid) desc limit $1`,
    [most],
  );
  const sizes: Size[] = [];
  for (const { table, rows, bytes, recorded } of tables) {
    const megabytes = Number(bytes) / 1e6;
    const [share] = recorded
      ? await ask<{ share: number }>(
          database,
          `select (count(*) filter (where recorded_at > now() - interval '1 year'))::float8 / greatest(count(*), 1) as share
           from ${table}`,
        )
      : [];
    sizes.push({
      ...{ table, megabytes: Math.round(megabytes) },
      rows: rows >= 1e6 ? `${(rows / 1e6).toFixed(1)} M` : String(Math.max(0, Math.round(rows))),
      ofLastYear: share ? Math.round(megabytes * share.share) : null,
    });
  }
  const [whole] = await ask<{ bytes: string }>(database, 'select pg_database_size(current_database()) as bytes');
  return { sizes, all: Math.round(Number(whole?.bytes) / 1e6) };
}
