import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type Account, databaseAccount } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { CannotStart } from './cannot-start.ts';
import { administrator, administratorPassword, clusterOf, ensureCluster } from './cluster.ts';
import { homeOf, knownHomeOf, lockFolder, makeFolder } from './data-folder.ts';
import { clearPostmaster, readPostmaster } from './postmaster.ts';

/** A PostgreSQL of the hub's own, from node_modules, on 127.0.0.1 and a free port. */
export interface EmbeddedServer {
  /** The folder that holds database and keys. */
  home: string;
  adminUrl: string;
  /** What the operator should know: first start, moved data, copied programs. */
  notes: string[];
  stop(): Promise<void>;
}

/** `durable: false` trades safety against power failure for speed, and is for tests only. */
export async function startEmbedded(folder: string, { durable = true } = {}): Promise<EmbeddedServer> {
  await makeFolder(folder);
  const unlock = lockFolder(folder);
  try {
    const account = await databaseAccount(clusterOf(folder));
    const binaries = await findBinaries(account);
    const home = await homeOf(folder, account);
    const cluster = clusterOf(home);
    const notes: string[] = [];
    if (home !== folder) notes.push(`PostgreSQL's user cannot enter ${folder}, so the data is kept in ${home}.`);
    if (binaries.copiedTo) notes.push(`PostgreSQL's programs run from ${binaries.copiedTo} for the same reason.`);
    if (await ensureCluster(home, binaries, account, durable)) notes.push(`Made a new database in ${cluster}.`);
    if (await clearPostmaster(cluster, binaries, account)) {
      notes.push('Ended a database server that an earlier hub had left behind.');
    }
    const server = await launch(cluster, binaries, account, durable);
    return {
      home,
      notes,
      adminUrl: await adminUrlOf(home, server.port),
      async stop() {
        await clearPostmaster(cluster, binaries, account);
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** The administrator's address at the server of the hub that now runs on this folder, if one does. */
export async function runningEmbedded(folder: string): Promise<{ home: string; adminUrl: string } | undefined> {
  const home = await knownHomeOf(folder);
  const postmaster = await readPostmaster(clusterOf(home));
  return postmaster?.ready ? { home, adminUrl: await adminUrlOf(home, postmaster.port) } : undefined;
}

async function adminUrlOf(home: string, port: number): Promise<string> {
  return `postgresql://${administrator}:${await administratorPassword(home)}@127.0.0.1:${port}/postgres`;
}

async function launch(cluster: string, binaries: Binaries, account: Account, durable: boolean) {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const child = await spawnServer(cluster, port, binaries.postgres, account, durable);
    if (await isReady(child, cluster)) return { process: child, port };
    const log = await readFile(logOf(cluster), 'utf8').catch(() => '');
    // Another program may have taken the port meanwhile; children of a killed server leave within moments.
    if (attempt === 10 || !/could not bind|still in use|lock file/i.test(log)) {
      throw new CannotStart(`The embedded PostgreSQL did not start: ${log.trim().split('\n').slice(-3).join(' ')}`);
    }
    await pause(300);
  }
}

const logOf = (cluster: string) => `${cluster}.log`;

async function spawnServer(cluster: string, port: number, postgres: string, account: Account, durable: boolean) {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '256MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Messages of failed statements quote values, and nothing personal belongs in a log.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = await open(logOf(cluster), 'w', 0o600);
  try {
    // A process group of its own: Ctrl-C in the terminal reaches the hub alone, which stops its server last.
    return spawn(postgres, ['-D', cluster, ...flags], {
      ...account,
      cwd: cluster,
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
    });
  } finally {
    await log.close();
  }
}

async function isReady(child: ChildProcess, cluster: string): Promise<boolean> {
  let gone = false;
  child.once('error', () => {
    gone = true;
  });
  // Without this the hub could not end while its server runs. A hub that ends without stopping its server takes it
  // along: asked like this, PostgreSQL ends in good order by itself.
  child.unref();
  const abandon = () => child.kill('SIGINT');
  process.once('exit', abandon);
  child.once('exit', () => process.off('exit', abandon));
  for (;;) {
    if (gone || child.exitCode !== null || child.signalCode !== null) return false;
    const found = await readPostmaster(cluster);
    if (found?.pid === child.pid && found?.ready) return true;
    await pause(15);
  }
}

/** A port that nobody listens on at this moment. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
