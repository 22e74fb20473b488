import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { databaseAccount } from '../../../src/database/account.ts';
import { findBinaries } from '../../../src/database/binaries.ts';
import { administrator, administratorPassword, clusterOf, ensureCluster } from '../../../src/database/cluster.ts';
import { clearPostmaster, readPostmaster } from '../../../src/database/postmaster.ts';
import { freshFolder } from '../../support/folder.ts';
import { freePort, signal, withChildren } from './processes.ts';

/** A PostgreSQL that a test may do anything to. It is as durable as a real one. */
export async function postgresOfOwn() {
  const { folder, remove } = await freshFolder();
  const cluster = clusterOf(folder);
  const account = await databaseAccount(cluster);
  const binaries = await findBinaries(account);
  await ensureCluster(folder, binaries, account, true);
  const port = await freePort();
  const flags = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: 60 };
  let running: ChildProcess;

  async function start(): Promise<void> {
    // Of one that was killed, a file stays behind, and for a moment its children do.
    await clearPostmaster(cluster, binaries, account);
    for (;;) {
      const log = await open(`${cluster}.log`, 'a');
      const options = Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
      running = spawn(binaries.postgres, ['-D', cluster, ...options], {
        ...account,
        cwd: cluster,
        env: { PATH: process.env.PATH, LC_ALL: 'C' },
        stdio: ['ignore', log.fd, log.fd],
      });
      await log.close();
      while (running.exitCode === null && running.signalCode === null) {
        const found = await readPostmaster(cluster);
        if (found?.pid === running.pid && found?.ready) return;
        await pause(20);
      }
    }
  }
  const all = () => withChildren(running.pid as number);
  const ended = () => (running.exitCode ?? running.signalCode) !== null || once(running, 'exit');
  await start();
  return {
    adminUrl: `postgresql://${administrator}:${await administratorPassword(folder)}@127.0.0.1:${port}/postgres`,
    port,
    cluster,
    start,
    async freeze() {
      signal(await all(), 'SIGSTOP');
    },
    async thaw() {
      signal(await all(), 'SIGCONT');
    },
    /** As `kill -9` of everything that PostgreSQL is. */
    async kill() {
      signal(await all(), 'SIGKILL');
      await ended();
    },
    /** One of its processes is killed: it ends all others, and recovers by itself. */
    async killOne(pick: (many: number) => number) {
      const [, ...children] = await all();
      const one = children[pick(children.length)];
      if (one) signal([one], 'SIGKILL');
    },
    /** In good order, whoever is connected. */
    async stop() {
      running.kill('SIGINT');
      await ended();
    },
    async remove() {
      signal(await all(), 'SIGCONT');
      running.kill('SIGINT');
      await ended();
      await remove();
    },
  };
}
export type Postgres = Awaited<ReturnType<typeof postgresOfOwn>>;
