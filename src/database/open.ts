import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { refuseHalfRestored } from './backup/target.ts';
import { bootstrap, ensureDatabase, type Logins, loginsAt } from './bootstrap.ts';
import { CannotStart } from './cannot-start.ts';
import { withClient } from './client.ts';
import { clusterOf } from './cluster.ts';
import { dataFolder, FolderInUse, knownHomeOf, makeFolder } from './data-folder.ts';
import { runningEmbedded, startEmbedded } from './embedded.ts';
import { databaseUrlGiven } from './given.ts';
import { migrate } from './migrate.ts';
import { keyGiven, masterKey } from './secrets.ts';
import { urlAs } from './urls.ts';

/** A database that is ready for the hub: reachable, bootstrapped and migrated. */
export interface Database extends Logins {
  /** Embedded in this hub, or a PostgreSQL of one's own that DATABASE_URL names. */
  kind: 'embedded' | 'own';
  serverVersion: string;
  key: Buffer;
  /** Where the keys lie, and the data of an embedded server. */
  home: string;
  /** Names of the migrations that ran now. */
  migrated: string[];
  notes: string[];
  stop(): Promise<void>;
}

/** Of the embedded database. */
export const databaseName = 'caregraph';

/** Starts the embedded PostgreSQL, or signs in at DATABASE_URL, and brings the database up to date. */
export async function openDatabase(): Promise<Database> {
  const folder = dataFolder();
  // Before anything is made: a database made without its key would have to be thrown away.
  keyGiven();
  const given = databaseUrlGiven();
  if (given) {
    refuseNoAddress(given);
    await makeFolder(folder);
    return ready('own', given, { home: folder, notes: [], stop: async () => {} });
  }
  const server = await startEmbedded(folder);
  try {
    return await ready('embedded', await ensureDatabase(server.adminUrl, databaseName), server);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Whether there is a database to reach: a command that can do without one makes none. */
export async function hasDatabase(): Promise<boolean> {
  if (databaseUrlGiven()) return true;
  return existsSync(join(clusterOf(await knownHomeOf(dataFolder())), 'PG_VERSION'));
}

/** Not quoted: what could not be read as an address may hold a password all the same. */
export function refuseNoAddress(given: string): void {
  if (URL.canParse(given) && /^postgres(ql)?:/.test(given)) return;
  throw new CannotStart(
    'DATABASE_URL is not an address such as postgresql://user:password@host:5432/database. ' +
      'In a password write # as %23, / as %2F, ? as %3F, @ as %40 and % as %25.',
  );
}

/** For commands that need the database but not the hub: uses the server of a running hub, or starts one meanwhile. */
export async function reachDatabase(): Promise<Database> {
  try {
    return await openDatabase();
  } catch (error) {
    const running = error instanceof FolderInUse ? await runningEmbedded(dataFolder()) : undefined;
    if (!running) throw error;
    const key = await masterKey(running.home);
    const logins = loginsAt(urlAs(running.adminUrl, { database: databaseName }), key);
    const facts = { serverVersion: '', migrated: [], notes: [], stop: async () => {} };
    return { kind: 'embedded', home: running.home, key, ...logins, ...facts };
  }
}

async function ready(
  kind: Database['kind'],
  adminUrl: string,
  { home, notes, stop }: Pick<Database, 'home' | 'notes' | 'stop'>,
): Promise<Database> {
  const key = await masterKey(home);
  await withClient(adminUrl, refuseHalfRestored);
  const { serverVersion, ...logins } = await bootstrap(adminUrl, key);
  const migrated = await migrate(logins.ownerUrl);
  return { kind, home, key, serverVersion, ...logins, migrated, notes, stop };
}
