import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Logins, loginsAt } from '../../src/database/bootstrap.ts';
import { openPools, type Pools } from '../../src/database/pools.ts';
import { urlAs } from '../../src/database/urls.ts';
import { type Contents, copyDatabase, dropDatabases, templateOf, testServer } from './server.ts';

/** A migrated and seeded database that one test file has to itself. */
export interface TestDatabase extends Logins {
  name: string;
  adminUrl: string;
  key: Buffer;
  /** Signed in as the owner, who may write everything: for what a test needs to be there. */
  owner: pg.Pool;
  /** Signed in as the hub. */
  pools: Pools;
  drop(): Promise<void>;
}

/** A copy of the template with the small borough, or of the empty one. Call `drop` when done. */
export async function databaseOfOwn(contents: Contents = 'borough'): Promise<TestDatabase> {
  const server = testServer();
  const key = Buffer.from(server.key, 'hex');
  const name = `${server.run}_${randomBytes(4).toString('hex')}`;
  const adminUrl = urlAs(server.adminUrl, { database: name });
  await copyDatabase(server.adminUrl, templateOf(server.run, contents), name);
  const logins = loginsAt(adminUrl, key);
  const owner = new pg.Pool({ connectionString: logins.ownerUrl, max: 2 });
  owner.on('error', () => {});
  const pools = openPools(logins.hubUrl, { read: 4, write: 2 });
  return {
    ...logins,
    name,
    adminUrl,
    key,
    owner,
    pools,
    async drop() {
      await Promise.all([owner.end(), pools.close()]);
      await dropDatabases(server.adminUrl, name);
    },
  };
}
