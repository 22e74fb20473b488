import type pg from 'pg';

/**
 * A digest of every row of every table, with where it lies and which transaction wrote it: equal only if nothing at all
 * was written in between, not even undone by hand. All but the access record, where a refusal leaves its entry, too.
 */
export async function contentsOf(owner: pg.Pool): Promise<Record<string, string>> {
  const { rows } = await owner.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'hub') and c.relkind = 'r' and c.relname !~ '^access_' order by 1`,
  );
  const digests: Record<string, string> = {};
  for (const { name } of rows) {
    const { rows: found } = await owner.query<{ digest: string }>(
      `select md5(coalesce(string_agg(concat(t.ctid, t.xmin, t), ' ' order by t.ctid), '')) as digest from ${name} t`,
    );
    digests[name] = found[0]?.digest ?? '';
  }
  return digests;
}
