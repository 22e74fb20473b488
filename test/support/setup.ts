import './jest/hub.ts';

import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { seedSmall } from '../../seeds/small.ts';
import { bootstrap, ensureDatabase } from '../../src/database/bootstrap.ts';
import { withClient } from '../../src/database/client.ts';
import { dataFolder, makeFolder } from '../../src/database/data-folder.ts';
import { startEmbedded } from '../../src/database/embedded.ts';
import { migrate } from '../../src/database/migrate.ts';
import { masterKey } from '../../src/database/secrets.ts';
import { urlAs } from '../../src/database/urls.ts';
import { freshFolder } from './folder.ts';
import { announce, copyDatabase, dropDatabases, templateOf } from './server.ts';

/**
 * Before all tests: a PostgreSQL of their own in a fresh folder, so that a running hub is not disturbed, and on it two
 * migrated databases for the test files to copy: an empty one, and one with the small borough in it. With
 * DATABASE_URL the tests use that server instead, with databases of their own names, and leave nothing there but the
 * hub's roles.
 */
export default async function setup(): Promise<void> {
  const { adminUrl, home, stop } = process.env.DATABASE_URL ? await ownServer(process.env.DATABASE_URL) : await fresh();
  const run = `caregraph_test_${randomBytes(4).toString('hex')}`;
  Object.assign(globalThis, {
    async stopTestServer() {
      await dropDatabases(adminUrl, run);
      await stop();
    },
  });
  const key = await masterKey(home);
  const { ownerUrl } = await bootstrap(await ensureDatabase(adminUrl, templateOf(run, 'empty')), key);
  await migrate(ownerUrl);
  await copyDatabase(adminUrl, templateOf(run, 'empty'), templateOf(run, 'borough'));
  await withClient(urlAs(ownerUrl, { database: templateOf(run, 'borough') }), (owner) =>
    seedSmall(owner, { now: new Date() }),
  );
  announce({ adminUrl, run, key: key.toString('hex') });
}

async function fresh() {
  const { folder, remove } = await freshFolder();
  const server = await startEmbedded(folder, { durable: false });
  return {
    ...server,
    async stop() {
      await server.stop();
      await rm(server.home, { recursive: true, force: true });
      await remove();
    },
  };
}

async function ownServer(adminUrl: string) {
  const home = dataFolder();
  await makeFolder(home);
  return { adminUrl, home, stop: async () => {} };
}
