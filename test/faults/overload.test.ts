import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type pg from 'pg';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { factoriesOn } from '../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../support/hub.ts';
import { untilSomebodyWaits } from '../support/waiting.ts';

const INCIDENTS =
  'query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { incidents(first: 5) { totalCount } } }';
const RECORD = `mutation ($input: RecordIncidentInput!) { recordIncident(input: $input) { record { id } problems { code } } }`;

let database: TestDatabase;
let hub: HubUnderTest;
let worker: Asking;
let clinician: Asking;
let nhsNumber: string;
let resident: string;
let locking: pg.PoolClient;

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  const [home, practice] = [await make.home(), await make.practice()];
  ({ nhsNumber } = await make.resident({ home, registeredWith: practice, since: '2024-02-01' }));
  hub = await startHub({ database, limits: { shortAtOnce: 6, shortOfOrganisation: 4, newShapes: 1_000 } });
  worker = await hub.as(home.organisation.code, 'care-worker', 'DIRECT_CARE');
  clinician = await hub.as(practice.organisation.code, 'clinician', 'DIRECT_CARE');
  const { data } = await worker.ask<{ resident: { id: string } }>(
    'query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { id } }',
    { nhsNumber },
  );
  resident = data.resident.id;
  locking = await database.owner.connect();
});
afterAll(async () => {
  locking?.release();
  await hub?.close();
  await database?.drop();
});

/** Whoever asks of incidents waits for as long as this lasts. */
async function held(work: () => Promise<void>): Promise<void> {
  await locking.query('begin; lock table incident in access exclusive mode');
  try {
    await work();
  } finally {
    await locking.query('rollback');
  }
}
const read = (who = clinician) =>
  who.ask<{ resident: { incidents: { totalCount: number } } }>(INCIDENTS, { nhsNumber });
const write = (idempotencyKey: string, signal?: AbortSignal) => {
  const said = { kind: 'FALL', harm: 'LOW', occurredAt: '2026-05-04T06:30:00Z', narrative: idempotencyKey };
  return fetch(hub.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${worker.token}` },
    body: JSON.stringify({ query: RECORD, variables: { input: { idempotencyKey, resident, ...said } } }),
    ...(signal && { signal }),
  });
};
const health = async (path: string) => (await fetch(new URL(`/health/${path}`, hub.url))).status;
const recorded = async (narrative: string) =>
  (await database.owner.query('select from incident where narrative = $1', [narrative])).rows.length;

it('what is more than can be answered is refused at once, told when to come back, and answered then; health is answered meanwhile', async () => {
  await held(async () => {
    const under = [1, 2, 3, 4].map(() => read());
    await untilSomebodyWaits(database.owner, 4);
    const ofOne = await read();
    expect([ofOne.status, ofOne.errors?.[0]?.extensions.code]).toEqual([503, 'OVERLOADED']);
    const others = [1, 2].map((n) => write(`overload-${n}`));
    await untilSomebodyWaits(database.owner, 6);
    // Not even asked who it is: finding that out is work, too.
    const more = await fetch(hub.url, { method: 'POST', headers: { authorization: 'Bearer nonsense' } });
    expect([more.status, more.headers.get('retry-after')]).toEqual([503, '1']);
    expect(JSON.parse(await more.text()).errors[0].extensions.code).toBe('OVERLOADED');
    expect([await health('live'), await health('ready')]).toEqual([200, 200]);
    await locking.query('rollback');
    for (const answer of await Promise.all(under)) expect([answer.status, answer.errors]).toEqual([200, undefined]);
    for (const answer of await Promise.all(others)) expect(answer.status).toBe(200);
  });
  expect((await read()).data.resident.incidents.totalCount).toBe(2);
  expect((await fetch(hub.url, { method: 'POST', headers: { authorization: 'Bearer nonsense' } })).status).toBe(401);
});

it('a write whose client has left is cancelled in the database and leaves nothing; sent again, it is done once', async () => {
  await held(async () => {
    const leaving = new AbortController();
    const sent = write('left-in-the-middle', leaving.signal).catch(() => undefined);
    await untilSomebodyWaits(database.owner);
    leaving.abort();
    await sent;
    const waiting = `select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()`;
    while ((await database.owner.query(waiting)).rows.length) await new Promise((resolve) => setTimeout(resolve, 10));
  });
  expect(await recorded('left-in-the-middle')).toBe(0);
  expect((await write('left-in-the-middle')).status).toBe(200);
  expect((await write('left-in-the-middle')).status).toBe(200);
  expect(await recorded('left-in-the-middle')).toBe(1);
});

it('the database gives up by itself what a hub has forgotten', async () => {
  const guards = async (pool: pg.Pool) => {
    const { rows } = await pool.query<{ name: string; setting: string }>(
      `select name, setting from pg_settings where name in ('statement_timeout', 'lock_timeout',
        'client_connection_check_interval', 'idle_in_transaction_session_timeout') order by name`,
    );
    return rows.map(({ setting }) => Number(setting));
  };
  expect(await guards(database.pools.read)).toEqual([500, 45_000, 0, 35_000]);
  expect(await guards(database.pools.write)).toEqual([500, 45_000, 10_000, 25_000]);
});
