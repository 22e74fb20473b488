import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { withClient } from '../../../src/database/client.ts';
import { urlAs } from '../../../src/database/urls.ts';
import { command } from '../../support/command.ts';
import type { TestDatabase } from '../../support/database.ts';
import { freshFolder } from '../../support/folder.ts';
import { dropDatabases } from '../../support/server.ts';

type Environment = Record<string, string | undefined>;

/** Somebody who takes backups of a database, and a folder for them. */
export async function toBackUp(source: TestDatabase) {
  const place = await freshFolder();
  // As docs/backups.md has it: a login in the role of backups, and in no other.
  const login = { user: `taker_${randomBytes(4).toString('hex')}`, password: randomBytes(16).toString('hex') };
  await withClient(source.adminUrl, (admin) =>
    admin.query(`create role ${login.user} login password '${login.password}' in role caregraph_backup`),
  );
  const environment = { CAREGRAPH_DATA: place.folder, CAREGRAPH_MASTER_KEY: source.key.toString('hex') };
  return {
    source,
    environment,
    at: (name: string) => join(place.folder, name),
    backup: (words: string, more: Environment = {}) =>
      command(`backup ${words}`, { DATABASE_URL: urlAs(source.adminUrl, login), ...environment, ...more }).ended,
    restore: (words: string, more: Environment = {}) => command(`restore ${words}`, { ...environment, ...more }).ended,
    /** A database of the same server for a restore to fill. */
    async emptyDatabase(work: (url: string) => Promise<void>): Promise<void> {
      const name = `${source.name}_${randomBytes(4).toString('hex')}`;
      await withClient(source.adminUrl, (admin) => admin.query(`create database ${name}`));
      try {
        await work(urlAs(source.adminUrl, { database: name }));
      } finally {
        await dropDatabases(source.adminUrl, name);
      }
    },
    async drop() {
      await withClient(source.adminUrl, (admin) => admin.query(`drop role ${login.user}`));
      await place.remove();
    },
  };
}
export type BackedUp = Awaited<ReturnType<typeof toBackUp>>;
