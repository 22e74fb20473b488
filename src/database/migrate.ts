import { MikroORM } from '@mikro-orm/postgresql';
import type pg from 'pg';
import { withClient } from './client.ts';
import { ormOptions } from './orm.ts';

/**
 * Migrations that shared their number with another one, and what they are called since. A database of then knows them by
 * the former name, and would have them applied once more.
 */
const renamed = new Map([
  ['20261122001300_claims', '20261122001310_claims'],
  ['20261122001900_safeguarding_concerns', '20261122001910_safeguarding_concerns'],
  ['20261122002000_safeguarding_relationships', '20261122002010_safeguarding_relationships'],
  ['20261122002400_safeguarding_closed', '20261122002410_safeguarding_closed'],
  ['20261122002600_data_complete', '20261122002610_data_complete'],
]);

/** Brings the tables up to date as their owner and returns the names of the migrations that ran. One hub at a time. */
export async function migrate(ownerUrl: string): Promise<string[]> {
  return withClient(ownerUrl, async (client) => {
    await client.query(`select pg_advisory_lock(hashtext('caregraph migrations'))`);
    await rename(client);
    const orm = await MikroORM.init(ormOptions(ownerUrl));
    try {
      return (await orm.migrator.up()).map(({ name }) => name);
    } finally {
      await orm.close();
    }
  });
}

async function rename(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query(`select from pg_catalog.pg_class where oid = to_regclass('hub.migration')`);
  if (rows.length === 0) return;
  await client.query(
    `update hub.migration set name = renamed.since from unnest($1::text[], $2::text[]) as renamed (before, since)
      where migration.name = renamed.before`,
    [[...renamed.keys()], [...renamed.values()]],
  );
}
