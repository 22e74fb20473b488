import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Account, mayEnter } from './account.ts';
import { sharedFolder } from './binaries.ts';
import { CannotStart } from './cannot-start.ts';

/** The folder that this hub was told to keep its data in. */
export const dataFolder = (): string => resolve(process.env.CAREGRAPH_DATA || '.data');

/** As root, others may pass through the folder (not list it), because PostgreSQL's user has its data inside. */
const folderMode = () => (process.getuid?.() === 0 ? 0o711 : 0o700);

export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: folderMode() });
  } catch (error) {
    throw new CannotStart(
      `The folder ${folder} cannot be made (${(error as Error).message}). Set CAREGRAPH_DATA to one that can be written.`,
    );
  }
}

/**
 * Takes the data folder for this process alone and returns how to give it back. The lock is SQLite's on an empty file:
 * the system drops it with the process however that ends, so that a killed hub never leaves a stale one.
 */
export function lockFolder(folder: string): () => void {
  try {
    const lock = new DatabaseSync(join(folder, 'hub.lock'), { timeout: 0 });
    lock.exec('begin exclusive');
    return () => lock.close();
  } catch (error) {
    const busy = (error as { errcode?: number }).errcode === 5;
    if (!busy) throw new CannotStart(`The data folder ${folder} cannot be written: ${(error as Error).message}.`);
    throw new FolderInUse(
      `Another hub is using the data in ${folder}. Stop it first, or set CAREGRAPH_DATA to another folder.`,
    );
  }
}

/** Some other process holds the lock: a command that only needs the database may use that hub's server. */
export class FolderInUse extends CannotStart {}

/**
 * The folder that holds database and keys: the data folder itself or, where the database's user cannot enter that one
 * (below root's home), one in /var/lib that belongs to it. A marker in the data folder ties the two together: whoever
 * deletes the data folder deletes the data, also when a new clone stands at the same path.
 */
export async function homeOf(folder: string, account: Account): Promise<string> {
  const home = movedHomeOf(folder);
  const marker = await readMarker(folder);
  if (marker !== undefined && marker === (await readMarker(home))) return home;
  if (await mayEnter(account, folder)) return folder;
  if (existsSync(join(folder, 'postgres', 'PG_VERSION'))) {
    throw new CannotStart(
      `There is a database in ${folder}, and PostgreSQL's user can no longer enter that folder. ` +
        'Restore its permissions (chmod o+x on it and on the folders above it), or set CAREGRAPH_DATA to another folder.',
    );
  }
  await rm(home, { recursive: true, force: true });
  await makeFolder(home);
  const fresh = randomUUID();
  await writeFile(join(home, 'marker'), fresh, { mode: 0o600 });
  await writeFile(join(folder, 'marker'), fresh, { mode: 0o600 });
  await writeFile(join(folder, 'README'), `PostgreSQL's user cannot enter this folder: its data is in ${home}\n`);
  return home;
}

/** Where an already started hub keeps what belongs to this data folder. */
export async function knownHomeOf(folder: string): Promise<string> {
  return (await readMarker(folder)) === undefined ? folder : movedHomeOf(folder);
}

function movedHomeOf(folder: string): string {
  return join(sharedFolder, createHash('sha256').update(folder).digest('hex').slice(0, 16));
}

async function readMarker(folder: string): Promise<string | undefined> {
  return readFile(join(folder, 'marker'), 'utf8').catch(() => undefined);
}
