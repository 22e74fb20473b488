import type pg from 'pg';
import { bootstrap, type Logins } from '../bootstrap.ts';
import { CannotStart } from '../cannot-start.ts';
import { withClient } from '../client.ts';
import { migrate } from '../migrate.ts';
import type { Header, Trailer } from './format.ts';
import { loadBackup } from './load.ts';
import { BackupReader } from './read.ts';
import { unseal } from './seal.ts';
import { mark, refuseMoreMigrated, refuseNewer, refuseUnlessEmpty, unmark } from './target.ts';

/** A file with the keys that may open it. */
export interface Sealed {
  file: string;
  identities: readonly string[];
}

export const readerOf = ({ file, identities }: Sealed) => new BackupReader(unseal(file, identities));

/** Reads it from beginning to end, before anything is made for it. Nothing of it can have been changed or be missing. */
export async function readThrough(sealed: Sealed, part = false): Promise<{ header: Header; trailer: Trailer }> {
  const reader = readerOf(sealed);
  const header = await reader.header();
  if (header.part !== part) {
    throw new CannotStart(
      part
        ? `${sealed.file} is a whole backup, and none of withdrawals.`
        : `${sealed.file} holds withdrawals only: name a whole backup first, and this one with --withdrawals.`,
    );
  }
  await refuseNewer(header);
  const trailer = await reader.tables(header, async (_, rows) => {
    for await (const _lines of rows);
  });
  return { header, trailer };
}

/**
 * Restores into an empty database: roles, then the tables as the migrations of the backup made them, then its rows, and then
 * what has been migrated since, and what is said again. Ended on the way it can be run again; until then no hub starts on that database.
 */
export async function restoreInto(
  adminUrl: string,
  key: Buffer,
  sealed: Sealed,
  /** What else must be done before a hub may answer from it. */
  after: (owner: pg.Client) => Promise<unknown>,
): Promise<Logins> {
  await withClient(adminUrl, refuseUnlessEmpty);
  const { ownerUrl, hubUrl } = await bootstrap(adminUrl, key);
  await withClient(ownerUrl, mark);
  const reader = readerOf(sealed);
  const header = await reader.header();
  await migrate(ownerUrl, header.migrations);
  await withClient(ownerUrl, async (owner) => {
    await refuseMoreMigrated(owner, header);
    await loadBackup(owner, reader, header).catch(refuseNoRoom);
  });
  await migrate(ownerUrl);
  await withClient(ownerUrl, async (owner) => {
    await after(owner);
    await unmark(owner);
  });
  return { ownerUrl, hubUrl };
}

function refuseNoRoom(error: unknown): never {
  if ((error as pg.DatabaseError).code !== '53100') throw error;
  throw new CannotStart(
    'The database has no room for the backup: nothing of it was restored. Make room, and run it again.',
  );
}
