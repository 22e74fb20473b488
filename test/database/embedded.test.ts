import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { withClient } from '../../src/database/client.ts';
import { type EmbeddedServer, startEmbedded } from '../../src/database/embedded.ts';
import { command, endCommands } from '../support/command.ts';
import { freshFolder } from '../support/folder.ts';

describe('the embedded PostgreSQL', () => {
  let place: Awaited<ReturnType<typeof freshFolder>>;
  let server: EmbeddedServer | undefined;
  const start = async (durable = false) => {
    server = await startEmbedded(place.folder, { durable });
    return server;
  };
  const stop = async () => {
    await server?.stop();
    server = undefined;
  };
  const ask = async (sql: string) =>
    withClient(server?.adminUrl ?? '', async (client) => (await client.query(sql)).rows);
  const pidOf = async (home: string) =>
    Number((await readFile(join(home, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]);

  beforeEach(async () => {
    place = await freshFolder();
  });
  afterEach(async () => {
    endCommands();
    await stop();
    await place.remove();
  });

  it('keeps its data between two starts, and no port is its own', async () => {
    await start();
    await ask('create table kept as select 1 as one');
    await stop();
    await start();
    expect(await ask('select one from kept')).toEqual([{ one: 1 }]);
    expect(server?.notes.join()).not.toContain('Made a new database');
  });

  it('writes into its own log what operators are told to let a PostgreSQL of their own write', async () => {
    const told = [...(await readFile('docs/operators.md', 'utf8')).matchAll(/^(log_\w+) = (\w+)$/gm)];
    expect(told.length).toBeGreaterThan(4);
    await start();
    for (const [, name, value] of told) {
      const [shown] = await ask(`select current_setting('${name}') as value`);
      expect([name, shown]).toEqual([name, { value }]);
    }
    await ask('create table once (nhs_number text primary key)');
    await ask(`insert into once values ('9990000018')`);
    await expect(ask(`insert into once values ('9990000018')`)).rejects.toThrow('duplicate key');
    await expect(ask(`select '9990000018x'::date`)).rejects.toThrow('invalid input syntax');
    expect(await readFile(join(server?.home ?? '', 'postgres.log'), 'utf8')).not.toContain('9990000018');
  });

  it('recovers when its server was killed, with all that was committed', async () => {
    const { home } = await start(true);
    await ask('create table kept as select 1 as one');
    process.kill(await pidOf(home), 'SIGKILL');
    await stop();
    await start();
    expect(await ask('select one from kept')).toEqual([{ one: 1 }]);
  });

  it('ends the server that a killed hub left behind, and starts anew', async () => {
    const left = command('start', { CAREGRAPH_DATA: place.folder, PORT: '0' });
    await left.printed(/PostgreSQL/);
    left.child.kill('SIGKILL');
    await left.ended;
    await start();
    expect(server?.notes).toContain('Ended a database server that an earlier hub had left behind.');
  });

  it('is not kept from starting by a pid that now belongs to another program', async () => {
    const { home } = await start();
    await stop();
    await writeFile(join(home, 'postgres/postmaster.pid'), `${process.pid}\n${home}/postgres\n0\n5432\n\n127.0.0.1\n`);
    await start();
    expect(await ask('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('serves one hub at a time, and tells the second in one sentence', async () => {
    await start();
    const second = await command('migrate', { CAREGRAPH_DATA: place.folder }).ended;
    expect(second.code).toBe(1);
    expect(second.output.trim()).toBe(
      `Another hub is using the data in ${place.folder}. Stop it first, or set CAREGRAPH_DATA to another folder.`,
    );
  });

  it('lets one of two first starts win', async () => {
    const both = [1, 2].map(() => command('migrate', { CAREGRAPH_DATA: place.folder }).ended);
    const ended = await Promise.all(both);
    expect(ended.map(({ code }) => code).sort()).toEqual([0, 1]);
  });

  it('asks for a password, keeps its secrets to itself, and listens on this machine only', async () => {
    const { home, adminUrl } = await start();
    const { mode } = await stat(join(home, 'administrator.password'));
    expect(mode & 0o777).toBe(0o600);
    const wrong = new URL(adminUrl);
    wrong.password = 'guessed';
    await expect(withClient(wrong.href, async () => undefined)).rejects.toThrow('password authentication failed');
    const [rules] = await ask(`select count(*)::int as trusting from pg_hba_file_rules where auth_method = 'trust'`);
    expect(rules).toEqual({ trusting: 0 });
    expect(await ask('show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await ask('show unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
  });
});
