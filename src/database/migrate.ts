import { readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type pg from 'pg';
import { withClient } from './client.ts';

const folder = join(import.meta.dirname, '../../../migrations');

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

/**
 * Brings the tables up to date as their owner and returns the names of the migrations that ran. One hub at a time. `only`:
 * no other migrations than these, for rows that were written when there were no others.
 */
export async function migrate(ownerUrl: string, only?: readonly string[]): Promise<string[]> {
  return withClient(ownerUrl, async (client) => {
    await client.query(`select pg_advisory_lock(hashtext('caregraph migrations'))`);
    await rename(client);
    if (await isUpToDate(client)) return [];
    // With all entities it takes some 60 MB and its time, which commands that only use the tables do without.
    const [{ MikroORM }, { ormOptions }] = await Promise.all([import('@mikro-orm/postgresql'), import('./orm.ts')]);
    const orm = await MikroORM.init(ormOptions(ownerUrl));
    try {
      return (await orm.migrator.up(only && { migrations: await notApplied(client, only) })).map(({ name }) => name);
    } finally {
      await orm.close();
    }
  });
}

async function wasMigrated(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query(`select from pg_catalog.pg_class where oid = to_regclass('hub.migration')`);
  return rows.length > 0;
}

export async function isUpToDate(client: pg.ClientBase): Promise<boolean> {
  return (await wasMigrated(client)) && (await notApplied(client, await migrationsHere())).length === 0;
}

/** Names of the migrations that this release knows. */
export async function migrationsHere(): Promise<string[]> {
  const files = (await readdir(folder)).map((file) => parse(file));
  return files.flatMap(({ ext, name }) => (ext === '.ts' ? [name] : []));
}

async function notApplied(client: pg.ClientBase, names: readonly string[]): Promise<string[]> {
  if (!(await wasMigrated(client))) return [...names];
  const { rows } = await client.query<{ name: string }>('select name from hub.migration');
  const applied = new Set(rows.map(({ name }) => name));
  return names.filter((name) => !applied.has(name));
}

async function rename(client: pg.ClientBase): Promise<void> {
  if (!(await wasMigrated(client))) return;
  await client.query(
    `update hub.migration set name = renamed.since from unnest($1::text[], $2::text[]) as renamed (before, since)
      where migration.name = renamed.before`,
    [[...renamed.keys()], [...renamed.values()]],
  );
}
