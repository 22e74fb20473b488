import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { factoriesOn, type MadePlace } from '../../support/factories.ts';
import { kept } from './support/log.ts';

const LIST = '{ residents(first: 5) { nodes { id familyName } } }';

let database: TestDatabase;
let admin: pg.Client;
let practice: MadePlace;
let child: ChildProcess | undefined;

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  practice = await make.practice();
  await make.resident({ home: await make.home(), registeredWith: practice, familyName: 'Quince' });
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await admin?.end();
  await database?.drop();
});

async function started(): Promise<{ url: string; token: string }> {
  const { hubUrl, ownerUrl, key } = database;
  const settings = { hubUrl, ownerUrl, key: key.toString('hex'), organisation: practice.organisation.code };
  child = spawn(process.execPath, [join(import.meta.dirname, 'support/hub-process.js'), JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return JSON.parse(line.toString()) as { url: string; token: string };
}

/** Every byte that the hub sends before the connection ends. */
function bytesFrom({ url, token }: { url: string; token: string }): Promise<string> {
  const { hostname, port, pathname } = new URL(url);
  const body = JSON.stringify({ query: LIST });
  const head = [
    ...[`POST ${pathname} HTTP/1.1`, `Host: ${hostname}`, `Authorization: Bearer ${token}`, 'Connection: close'],
    ...['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`],
  ];
  return new Promise((resolve) => {
    let received = '';
    const socket = connect(Number(port), hostname, () => socket.write(`${head.join('\r\n')}\r\n\r\n${body}`));
    socket.setEncoding('utf8').on('data', (text) => {
      received += String(text);
    });
    socket.on('error', () => {}).on('close', () => resolve(received));
  });
}

it('a hub that is killed between the reading and the commit has sent no byte of what it read', async () => {
  const month = 'hub.access_entry';
  const hub = await started();
  expect(await bytesFrom(hub)).toContain('Quince');
  expect((await kept(database.owner)).length).toBe(1);

  await admin.query(
    `create function hub.fault() returns trigger language plpgsql as $$ begin perform pg_sleep(3); return new; end $$;
     create trigger fault before insert on ${month} for each row execute function hub.fault()`,
  );
  const receiving = bytesFrom(hub);
  for (let waiting = 0; waiting === 0; await pause(20)) {
    const { rows } = await admin.query<{ waiting: number }>(
      `select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`,
    );
    waiting = rows[0]?.waiting ?? 0;
  }
  child?.kill('SIGKILL');
  expect(await receiving).toBe('');
  await admin.query(`drop trigger fault on ${month}; drop function hub.fault()`);

  // The entry may have come to be, or not: then somebody was on record who was shown nothing, and never the other way.
  const again = await started();
  expect(await bytesFrom(again)).toContain('Quince');
  const entries = await kept(database.owner);
  expect(entries.length).toBeGreaterThanOrEqual(2);
  expect(entries.every(({ user, outcome }) => user === 'ada' && outcome === 'ANSWERED')).toBe(true);
});
