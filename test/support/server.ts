import pg from 'pg';
import { withClient } from '../../src/database/client.ts';

/** The server that `setup` prepared, as the test files need to know it. */
export interface TestServer {
  adminUrl: string;
  /** What the names of this run's databases begin with. */
  run: string;
  template: string;
  /** The master key, in hex. */
  key: string;
}

const variable = 'CAREGRAPH_TEST_SERVER';

/** Jest's workers inherit the environment and nothing else. */
export function announce(server: TestServer): void {
  process.env[variable] = JSON.stringify(server);
}

export const testServer = (): TestServer => JSON.parse(process.env[variable] ?? '{}') as TestServer;

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
