import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { CannotStart } from '../cannot-start.ts';
import { inTransaction } from '../client.ts';
import { tablesOf } from './contents.ts';
import type { Counter, Header, Table } from './format.ts';
import type { BackupReader } from './read.ts';

/**
 * Puts every row back, in one transaction, into tables that the migrations of the backup have made. As their owner, whom
 * forced row security binds and whose triggers would derive and record anew what the rows already say.
 */
export async function loadBackup(owner: pg.ClientBase, reader: BackupReader, header: Header): Promise<void> {
  await inTransaction(owner, async () => {
    await owner.query(`set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'postgres'`);
    await makeMonths(owner, header.tables);
    const here = await tablesOf(owner);
    refuseOtherTables(here, header.tables);
    const forced = await forcedTables(owner);
    for (const name of forced) await owner.query(`alter table ${name} no force row level security`);
    for (const { name } of here) await owner.query(`alter table ${name} disable trigger user`);
    await owner.query(`truncate ${here.map(({ name }) => name).join(', ')}`);
    await reader.tables(header, async ({ name, columns }, rows) => {
      await pipeline(rows, owner.query(copyFrom(`copy ${name} (${columns.join(', ')}) from stdin`)));
    });
    await setCounters(owner, header.counters);
    for (const { name } of here) await owner.query(`alter table ${name} enable trigger user`);
    for (const name of forced) await owner.query(`alter table ${name} force row level security`);
  });
  await owner.query('analyze');
}

/** Months of the access record are no migration's: they are made as time goes on. */
async function makeMonths(owner: pg.ClientBase, tables: readonly Table[]): Promise<void> {
  for (const { name } of tables) {
    const [, year, month] = /^hub\.access_entry_(\d{4})_(\d{2})$/.exec(name) ?? [];
    if (year) await owner.query('select hub.make_access_partition($1::timestamptz)', [`${year}-${month}-01 00:00:00Z`]);
  }
}

/** More tables than the backup has can only be months to come of the access record. */
function refuseOtherTables(here: readonly Table[], there: readonly Table[]): void {
  const known = new Map(here.map(({ name, columns }) => [name, columns.toSorted().join()]));
  const amiss = there.filter(({ name, columns }) => known.get(name) !== columns.toSorted().join());
  if (!amiss.length) return;
  throw new CannotStart(
    `The backup holds tables that this release makes otherwise: ${amiss.map(({ name }) => name).join(', ')}. ` +
      'Restore it with the release that took it, and upgrade then.',
  );
}

async function setCounters(owner: pg.ClientBase, counters: readonly Counter[]): Promise<void> {
  for (const { name, last, called } of counters) {
    await owner.query('select setval($1::text::regclass, $2::text::bigint, $3)', [name, last, called]);
  }
}

/** Tables whose policies bind their owner, too. */
async function forcedTables(owner: pg.ClientBase): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class where relforcerowsecurity
       and relnamespace in ('public'::regnamespace, 'hub'::regnamespace)`,
  );
  return rows.map(({ name }) => name);
}
