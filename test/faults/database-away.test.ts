import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { abandon } from '../../src/database/abandon.ts';
import { ensureDatabase } from '../../src/database/bootstrap.ts';
import { openPools } from '../../src/database/pools.ts';
import { endCommands } from '../support/command.ts';
import { type HubProcess, type Installation, installation } from './support/hub-process.ts';
import { type Postgres, postgresOfOwn } from './support/postgres.ts';

let postgres: Postgres;
let place: Installation;
let hub: HubProcess;

beforeAll(async () => {
  postgres = await postgresOfOwn();
  place = await installation(await ensureDatabase(postgres.adminUrl, 'away'), randomBytes(32));
  hub = await place.hub();
});
afterAll(async () => {
  await hub?.kill();
  endCommands();
  await postgres?.remove();
  await place?.remove();
});

const health = async () => [await hub.statusOf('/health/live'), await hub.statusOf('/health/ready')];

it('a hub that starts before its database lives, says that it is not ready, and begins once the database is there', async () => {
  await postgres.stop();
  const started = hub.start();
  await started.printed(/Waiting for it/);
  await started.printed(/Until then/);
  expect(await health()).toEqual([200, 503]);
  const answer = await fetch(`${hub.url}/graphql`, { method: 'POST' });
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
  await postgres.start();
  await hub.ready();
  expect(await health()).toEqual([200, 200]);
});

it('while its database is frozen a hub lives, says that it is not ready, answers 503, and is well when that goes on', async () => {
  await postgres.freeze();
  try {
    expect(await health()).toEqual([200, 503]);
  } finally {
    await postgres.thaw();
  }
  await hub.ready();
});

it('a connection whose server does not even answer that it cancels is cut, and nobody waits for it any more', async () => {
  const pool = openPools(postgres.adminUrl).read;
  const client = await pool.connect();
  await client.query('select');
  await postgres.freeze();
  try {
    const asked = client.query('select 1');
    await Promise.all([
      abandon(client, () => new Promise(() => undefined)),
      expect(asked).rejects.toThrow('terminated'),
    ]);
    client.release(true);
  } finally {
    await postgres.thaw();
  }
  await pool.end();
});

it('a hub whose database is frozen stops in good order all the same', async () => {
  await postgres.freeze();
  try {
    const stopped = hub.stop();
    expect(await Promise.race([stopped, pause(60_000, 'still there', { ref: false })])).toBe(0);
  } finally {
    await postgres.thaw();
  }
});

it('a hub that waits for its database stops when it is asked to', async () => {
  await postgres.stop();
  const started = hub.start();
  await started.printed(/Until then/);
  expect(await hub.stop()).toBe(0);
  if (started.child.exitCode === null) await once(started.child, 'exit');
  await postgres.start();
});
