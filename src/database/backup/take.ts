import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { CannotStart } from '../cannot-start.ts';
import { isUpToDate } from '../migrate.ts';
import { backup } from '../roles.ts';
import { readable } from '../server-version.ts';
import { countersOf, refuseHiddenRows, tablesOf } from './contents.ts';
import { endOfRows, format, type Header, headerLine, linesIn, tableLine, trailerLine } from './format.ts';

/** Values are written the same on every server and for every user. */
const plainly = `set local search_path = pg_catalog; set local timezone = 'UTC'; set local datestyle = 'ISO';
  set local intervalstyle = 'postgres'; set local bytea_output = 'hex'; set local extra_float_digits = 3;
  set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set local lock_timeout = '30s'`;

/**
 * The whole database as it is at one moment, beside hubs that go on writing: in a transaction that cannot write, and in the
 * role that reads everything and may do nothing else. The connection is for that alone: broken off, it is of no more use.
 * `only`: a part, of these tables.
 */
export async function* takeBackup(client: pg.ClientBase, only?: readonly string[]): AsyncGenerator<Buffer> {
  await client.query('begin isolation level repeatable read read only');
  await takeOnRole(client);
  await client.query(plainly);
  const header = await headerFor(client, only);
  // No table goes away meanwhile: a month that is past its retention waits.
  for (const { name } of header.tables) await client.query(`lock table ${name} in access share mode`);
  yield Buffer.from(headerLine(header));
  const rows: number[] = [];
  for (const table of header.tables) {
    yield Buffer.from(tableLine(table));
    let count = 0;
    const copied = client.query(copyTo(`copy ${table.name} (${table.columns.join(', ')}) to stdout`));
    for await (const chunk of copied as AsyncIterable<Buffer>) {
      count += linesIn(chunk);
      yield chunk;
    }
    rows.push(count);
    yield Buffer.from(endOfRows);
  }
  yield Buffer.from(trailerLine({ rows }));
  await client.query('rollback');
}

async function takeOnRole(client: pg.ClientBase): Promise<void> {
  try {
    await client.query(`set local role ${backup}`);
  } catch (error) {
    const { code } = error as pg.DatabaseError;
    if (code === '22023') throw new CannotStart('There is no backup to take: no hub has prepared this server yet.');
    if (code !== '42501') throw error;
    const { user } = client as pg.Client;
    throw new CannotStart(
      `${user} may not take backups. Let an administrator run: grant ${backup} to "${user}"; ` +
        'or set DATABASE_URL to a login that is made for that alone (docs/backups.md).',
    );
  }
}

async function headerFor(client: pg.ClientBase, only?: readonly string[]): Promise<Header> {
  if (!(await isUpToDate(client))) {
    throw new CannotStart(
      'The tables are not those of this release. Take the backup with the release that runs on them, or run "caregraph migrate" first.',
    );
  }
  await refuseHiddenRows(client);
  const { rows } = await client.query<{ name: string }>('select name from hub.migration order by name');
  const { rows: servers } = await client.query<{ number: number }>(
    `select current_setting('server_version_num')::int as number`,
  );
  const { rows: moments } = await client.query<{ now: Date }>('select now()');
  const tables = await tablesOf(client);
  return {
    format,
    part: only !== undefined,
    takenAt: (moments[0]?.now ?? new Date()).toISOString(),
    server: readable(servers[0]?.number ?? 0),
    migrations: rows.map(({ name }) => name),
    tables: only ? tables.filter(({ name }) => only.includes(name)) : tables,
    // After the moment that the tables are read at, so that no number is behind one that was drawn from it.
    counters: only ? [] : await countersOf(client),
  };
}
