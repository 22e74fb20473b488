import type pg from 'pg';
import { CannotStart } from '../cannot-start.ts';
import { migrationsHere } from '../migrate.ts';
import type { Header } from './format.ts';

const marked = 'A backup is being restored into this database.';

/** Says in the database that what stands in it is not whole yet. As the owner. */
export const mark = (owner: pg.ClientBase) => owner.query(`comment on schema hub is '${marked}'`);
export const unmark = (owner: pg.ClientBase) => owner.query('comment on schema hub is null');

async function isMarked(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ marked: boolean }>(
    `select obj_description(oid, 'pg_namespace') is not distinct from $1 as marked from pg_namespace where nspname = 'hub'`,
    [marked],
  );
  return rows[0]?.marked ?? false;
}

/** A hub would answer from what is there, and fill a demonstration into it. */
export async function refuseHalfRestored(client: pg.ClientBase): Promise<void> {
  if (!(await isMarked(client))) return;
  throw new CannotStart('A restore into this database was broken off. Run "caregraph restore" with the backup again.');
}

/** What is there is never overwritten, unless it is what a restore that was broken off has left. */
export async function refuseUnlessEmpty(client: pg.ClientBase): Promise<void> {
  if (await isMarked(client)) return;
  const { rows } = await client.query<{ tables: number }>(
    `select count(*)::int as tables from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'hub') and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')`,
  );
  const tables = rows[0]?.tables ?? 0;
  if (!tables) return;
  throw new CannotStart(
    `The database is not empty: it has ${tables} tables and the like. Nothing was changed. Restore into an empty database: ` +
      'an empty data folder (CAREGRAPH_DATA), or a database made for it (DATABASE_URL).',
  );
}

/** Rows of a newer release may say what this one does not know. */
export async function refuseNewer({ migrations }: Header): Promise<void> {
  const known = new Set(await migrationsHere());
  const unknown = migrations.filter((name) => !known.has(name));
  if (!unknown.length) return;
  throw new CannotStart(
    `The backup was taken by a newer release of CareGraph, which has ${unknown.at(-1)}. Restore it with that release.`,
  );
}

/** Where a restore that was broken off came further than another backup goes, only a new database helps. */
export async function refuseMoreMigrated(owner: pg.ClientBase, { migrations }: Header): Promise<void> {
  const { rows } = await owner.query<{ name: string }>('select name from hub.migration where name <> all ($1)', [
    migrations,
  ]);
  if (!rows.length) return;
  throw new CannotStart(
    'An interrupted restore of a newer backup has left its tables here: make a new, empty database.',
  );
}
