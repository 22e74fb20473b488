import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { inTransaction, withClient } from '../../src/database/client.ts';
import { grantDatabase } from '../../src/database/grants.ts';
import { urlAs } from '../../src/database/urls.ts';

/** The server that `setup` prepared, as the test files need to know it. */
export interface TestServer {
  adminUrl: string;
  /** What the names of this run's databases begin with. */
  run: string;
  /** The master key, in hex. */
  key: string;
}

const variable = 'CAREGRAPH_TEST_SERVER';

/** Jest's workers inherit the environment and nothing else. */
export function announce(server: TestServer): void {
  process.env[variable] = JSON.stringify(server);
}

export const testServer = (): TestServer => JSON.parse(process.env[variable] ?? '{}') as TestServer;

/** What a database of one's own begins with: tables alone, or the small borough in them. */
export type Contents = 'empty' | 'borough';

export const templateOf = (run: string, contents: Contents): string => `${run}_template_${contents}`;

/** Copies a database, with the rights on it that a copy does not bring along. Nobody may be signed in to the original. */
export async function copyDatabase(adminUrl: string, from: string, to: string): Promise<void> {
  await withClient(adminUrl, (client) =>
    client.query(`create database ${pg.escapeIdentifier(to)} template ${pg.escapeIdentifier(from)}`),
  );
  await withClient(urlAs(adminUrl, { database: to }), (client) =>
    inTransaction(client, () => grantDatabase(client, to)),
  );
}

/** Drops the databases whose names begin with `run`, also those that a failed test left behind. */
export async function dropDatabases(adminUrl: string, run: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [run],
    );
    for (const { name } of rows) await client.query(`drop database ${pg.escapeIdentifier(name)} with (force)`);
  });
}

/**
 * Waits until no transaction runs any more that began on the server's other databases before now. Transactions are
 * counted for the whole server, so what another test file has not ended yet keeps entries here from being sealed.
 */
export async function othersHaveEnded(adminUrl: string, database: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const running = `select 1 from pg_stat_activity
      where backend_xid is not null and datname is distinct from $1 and age(backend_xid) > age($2::text::xid)`;
    const { rows } = await client.query<{ next: string }>(
      'select pg_snapshot_xmax(pg_current_snapshot())::xid::text as next',
    );
    while ((await client.query(running, [database, rows[0]?.next])).rows.length > 0) await pause(20);
  });
}
