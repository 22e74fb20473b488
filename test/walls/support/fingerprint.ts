import { withClient } from '../../../src/database/client.ts';
import type { TestDatabase } from '../../support/database.ts';

/**
 * Every row of every table, with the transaction that wrote it, as one number a table: what is the same, nobody touched.
 * Only who asked what may be on record.
 */
export function fingerprintOf({ adminUrl }: TestDatabase): Promise<Record<string, string>> {
  return withClient(adminUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname in ('public', 'hub') and c.relname !~ '^access_' order by 1`,
    );
    const prints: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ print: string }>(
        `select count(*) || ' ' || coalesce(sum(hashtextextended(t.xmin::text || t::text, 0)), 0) as print from ${name} t`,
      );
      prints[name] = rows[0]?.print ?? '';
    }
    return prints;
  });
}
