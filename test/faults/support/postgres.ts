import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, cp, open, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { databaseAccount } from '../../../src/database/account.ts';
import { findBinaries } from '../../../src/database/binaries.ts';
import { administrator, administratorPassword, clusterOf, ensureCluster } from '../../../src/database/cluster.ts';
import { clearPostmaster, readPostmaster } from '../../../src/database/postmaster.ts';
import { freshFolder } from '../../support/folder.ts';
import { freePort, signal, withChildren } from './processes.ts';

type Settings = Record<string, string | number>;
interface Programs {
  account: Awaited<ReturnType<typeof databaseAccount>>;
  binaries: Awaited<ReturnType<typeof findBinaries>>;
}

/** A server on these files, which is started and ended in any way there is. */
async function serverOn(cluster: string, { account, binaries }: Programs, more: Settings) {
  const port = await freePort();
  const flags = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: 60, ...more };
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
      if ((running.exitCode ?? running.signalCode) !== null) return;
      signal(await all(), 'SIGCONT');
      running.kill('SIGINT');
      await ended();
    },
  };
}

/** A PostgreSQL that a test may do anything to. It is as durable as a real one. */
export async function postgresOfOwn(settings: Settings = {}) {
  const { folder, remove } = await freshFolder();
  const account = await databaseAccount(clusterOf(folder));
  const programs = { account, binaries: await findBinaries(account) };
  await ensureCluster(folder, programs.binaries, account, true);
  const server = await serverOn(clusterOf(folder), programs, settings);
  const password = await administratorPassword(folder);
  const standbys: Server[] = [];
  return {
    ...server,
    adminUrl: `postgresql://${administrator}:${password}@127.0.0.1:${server.port}/postgres`,
    /** Another server that follows this one, from a copy of its files made while it is stopped. */
    async standby(name: string): Promise<Server> {
      const cluster = join(folder, name);
      await server.stop();
      await cp(server.cluster, cluster, { recursive: true, preserveTimestamps: true });
      await writeFile(join(cluster, 'standby.signal'), '');
      const { uid, gid } = account;
      if (uid !== undefined && gid !== undefined) {
        await chown(cluster, uid, gid);
        for (const one of await readdir(cluster, { recursive: true })) await chown(join(cluster, one), uid, gid);
      }
      await server.start();
      const at = `host=127.0.0.1 port=${server.port} user=${administrator} password=${password} application_name=${name}`;
      const standby = await serverOn(cluster, programs, { primary_conninfo: at });
      standbys.push(standby);
      return standby;
    },
    async remove() {
      for (const one of [...standbys, server]) await one.stop();
      await remove();
    },
  };
}
type Server = Awaited<ReturnType<typeof serverOn>>;
export type Postgres = Awaited<ReturnType<typeof postgresOfOwn>>;
