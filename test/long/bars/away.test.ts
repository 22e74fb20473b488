import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { withClient } from '../../../src/database/client.ts';
import { addressOf } from '../../faults/support/address.ts';
import { type HubProcess, type Installation, installation } from '../../faults/support/hub-process.ts';
import { Load } from '../../faults/support/load.ts';
import { type Postgres, postgresOfOwn } from '../../faults/support/postgres.ts';
import { type World, worldOn } from '../../faults/support/world.ts';
import { endCommands } from '../../support/command.ts';
import { inWords, measured } from './support/figures.ts';

const times = 5;
const most = 5_000;
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

let postgres: Postgres;
let standby: Awaited<ReturnType<Postgres['standby']>>;
let address: Awaited<ReturnType<typeof addressOf>>;
let world: World;
let place: Installation;
let hub: HubProcess;

beforeAll(async () => {
  postgres = await postgresOfOwn();
  standby = await postgres.standby('standby');
  address = await addressOf(postgres.port);
  world = await worldOn(postgres.adminUrl, 20);
  place = await installation(at(world.adminUrl, address.port), world.key);
  hub = await place.hub();
}, 300_000);
afterAll(async () => {
  await hub?.kill();
  endCommands();
  address?.close();
  await postgres?.remove();
  await place?.remove();
});

/** The same server's address, by another door. */
function at(url: string, port: number): string {
  const changed = new URL(url);
  changed.port = String(port);
  return changed.href;
}

const summary = (back: number[]) => ({
  measured: `${back.length} times; ready again after ${inWords(Math.max(...back))} at most`,
  holds: Math.max(...back) < most,
});
const untilNotReady = async () => {
  while ((await hub.statusOf('/health/ready')) === 200) await pause(20);
};

it('a hub whose database is away at start is ready soon after its return', async () => {
  const back: number[] = [];
  for (let n = 0; n < times; n++) {
    await postgres.stop();
    const started = hub.start();
    await started.printed(/Until then/);
    expect(await hub.statusOf('/health/live')).toBe(200);
    await postgres.start();
    back.push(await hub.ready());
    if (n < times - 1) await hub.stop();
  }
  await measured({ awayAtStart: summary(back) });
}, 600_000);

it('a hub whose database stood still or was killed is ready soon after its return', async () => {
  const [frozen, killed] = [[] as number[], [] as number[]];
  for (let n = 0; n < times; n++) {
    await postgres.freeze();
    await untilNotReady();
    expect(await hub.statusOf('/health/live')).toBe(200);
    await postgres.thaw();
    frozen.push(await hub.ready());
    await postgres.kill();
    await untilNotReady();
    expect(await hub.statusOf('/health/live')).toBe(200);
    await postgres.start();
    killed.push(await hub.ready());
  }
  await measured({ frozen: summary(frozen), killedDatabase: summary(killed) });
}, 600_000);

it('a hub whose database dies for good goes on with its standby, and every acknowledged write is there', async () => {
  // Only what the standby has, too, is acknowledged; the hub's users say nothing of that.
  await withClient(postgres.adminUrl, async (admin) => {
    await admin.query(`alter system set synchronous_standby_names = 'standby'`);
    await admin.query('select pg_reload_conf()');
    const follows = `select from pg_stat_replication where sync_state = 'sync'`;
    while (!(await admin.query(follows)).rows.length) await pause(20);
  });
  const tokens = {
    worker: await place.token(world.home, 'care-worker'),
    clinician: await place.token(world.practice, 'clinician'),
  };
  const load = new Load(world, hub.url, tokens, seed);
  await load.begin();
  await pause(5_000);
  await postgres.kill();
  address.lead(undefined);
  await untilNotReady();
  expect(await hub.statusOf('/health/live')).toBe(200);
  await withClient(at(postgres.adminUrl, standby.port), async (admin) => {
    await admin.query('select pg_promote()');
  });
  address.lead(standby.port);
  const back = await hub.ready();
  await pause(5_000);
  await load.end();
  const wrong = [...load.wrong];
  await withClient(at(world.ownerUrl, standby.port), async (owner) => {
    for (const { input } of load.writes) {
      const { rows } = await owner.query('select from incident where narrative = $1', [input.narrative]);
      if (rows.length !== 1) wrong.push(`${input.narrative} stands ${rows.length} times`);
    }
  });
  expect(wrong).toEqual([]);
  await measured({
    failedOver: {
      measured: `ready after ${inWords(back)}; of ${load.writes.length} writes before and after, each once`,
      holds: back < most,
    },
  });
}, 600_000);
