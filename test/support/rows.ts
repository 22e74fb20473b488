import type { ClientBase } from 'pg';

/** Every table that holds rows, and every counter, as a dump goes through them: each partition by itself. */
export async function rowsOfAll(client: ClientBase): Promise<Record<string, { rows: number; digest: string }>> {
  await client.query('begin isolation level repeatable read read only');
  try {
    await client.query(`set local timezone = 'UTC'`);
    const { rows: things } = await client.query<{ name: string; counter: boolean }>(
      `select oid::regclass::text as name, relkind = 'S' as counter from pg_class
       where relnamespace in ('public'::regnamespace, 'hub'::regnamespace) and relkind in ('r', 'S') order by 1`,
    );
    const found: Record<string, { rows: number; digest: string }> = {};
    for (const { name, counter } of things) {
      const { rows } = await client.query<{ rows: number; digest: string }>(
        counter
          ? `select 1 as rows, concat(last_value, is_called) as digest from ${name}`
          : `select count(*)::int as rows, md5(coalesce(string_agg(t::text, ' ' order by t::text), '')) as digest from ${name} t`,
      );
      found[name] = rows[0] as { rows: number; digest: string };
    }
    return found;
  } finally {
    await client.query('rollback');
  }
}
