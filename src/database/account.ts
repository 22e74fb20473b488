import { execFile, spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { CannotStart } from './cannot-start.ts';

const run = promisify(execFile);

/** The system user that PostgreSQL runs as: PostgreSQL refuses to run as root. Empty when it runs as ourselves. */
export interface Account {
  uid?: number;
  gid?: number;
}

const userName = 'postgres';

/** Data that is there already stays with the user that it belongs to. */
export async function databaseAccount(cluster: string): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const { uid, gid } = await stat(cluster).catch(() => ({ uid: 0, gid: 0 }));
  if (uid !== 0) return { uid, gid };
  return (await existing()) ?? (await created());
}

async function existing(): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, userName])).stdout)),
    );
    return { uid, gid };
  } catch {
    return undefined;
  }
}

async function created(): Promise<Account> {
  const common = ['--system', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin'];
  try {
    await run('useradd', [...common, '--user-group', userName]);
  } catch {
    // The group may be there without its user: then the user joins it.
    await run('useradd', [...common, '--gid', userName, userName]).catch(() => undefined);
  }
  const account = await existing();
  if (account) return account;
  throw new CannotStart(
    `PostgreSQL does not run as root, and the system user "${userName}" could not be created. ` +
      `Create it (useradd --system ${userName}), start the hub as another user, or set DATABASE_URL.`,
  );
}

/** Whether this account may run a program of ours. Asks the system instead of guessing from modes. */
export const mayRun = (account: Account, program: string): Promise<boolean> =>
  asAccount(account, program, ['--version']);

/** Whether this account may pass through a folder to what it owns inside. */
export const mayEnter = (account: Account, folder: string): Promise<boolean> =>
  asAccount(account, 'test', ['-x', folder]);

function asAccount(account: Account, program: string, wanted: string[]): Promise<boolean> {
  if (account.uid === undefined) return Promise.resolve(true);
  return new Promise((resolve) => {
    const probe = spawn(program, wanted, { ...account, cwd: '/', stdio: 'ignore' });
    probe.once('error', () => resolve(false));
    probe.once('exit', (code) => resolve(code === 0));
  });
}
