import { execFile } from 'node:child_process';
import { chown, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { CannotStart } from './cannot-start.ts';
import { secretFile } from './secrets.ts';

const run = promisify(execFile);

/** The embedded server's administrator. It can do everything, so only bootstrap and migrations' set-up use it. */
export const administrator = 'postgres';

export const clusterOf = (home: string): string => join(home, 'postgres');

/** The administrator's password: random, in a file that only we and the database's user can read. */
export const administratorPassword = (home: string): Promise<string> => secretFile(passwordFile(home));

const passwordFile = (home: string) => join(home, 'administrator.password');

/**
 * Makes the folder of database files unless there is one already. Made beside and then renamed, so that an interrupted
 * first start is begun anew. Sorting is by code point from PostgreSQL itself: the same on every system and release.
 */
export async function ensureCluster(
  home: string,
  { initdb, postgres }: Binaries,
  account: Account,
  durable: boolean,
): Promise<boolean> {
  const cluster = clusterOf(home);
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version !== undefined) {
    await refuseOtherMajor(version.trim(), postgres, cluster);
    return false;
  }
  await administratorPassword(home);
  const partial = `${cluster}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { mode: 0o700 });
  const { uid, gid } = account;
  if (uid !== undefined && gid !== undefined) {
    await Promise.all([partial, passwordFile(home)].map((path) => chown(path, uid, gid)));
  }
  const wanted = ['-D', partial, '-U', administrator, `--pwfile=${passwordFile(home)}`, '--auth=scram-sha-256'];
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  await run(initdb, [...wanted, ...locale, '--no-instructions', ...(durable ? [] : ['--no-sync'])], {
    ...account,
    cwd: partial,
  });
  await rename(partial, cluster);
  return true;
}

async function refuseOtherMajor(found: string, postgres: string, cluster: string): Promise<void> {
  const { stdout } = await run(postgres, ['--version'], { cwd: '/' });
  const installed = /(\d+)\./.exec(stdout)?.[1];
  if (found === installed) return;
  throw new CannotStart(
    `The data in ${cluster} was written by PostgreSQL ${found}, and PostgreSQL ${installed} is installed. ` +
      'Move it with pg_upgrade or pg_dump, or set CAREGRAPH_DATA to another folder to begin anew.',
  );
}
