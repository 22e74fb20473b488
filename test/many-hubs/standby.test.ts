import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withClient } from '../../src/database/client.ts';
import { addressOf } from '../faults/support/address.ts';
import { type HubProcess, type Installation, installation } from '../faults/support/hub-process.ts';
import { type Postgres, postgresOfOwn } from '../faults/support/postgres.ts';
import { type World, worldOn } from '../faults/support/world.ts';
import { ask } from '../support/ask.ts';
import { endCommands } from '../support/command.ts';

const HOMES = '{ careHomes(first: 1) { nodes { cqcLocationId capacity(careType: RESIDENTIAL) { available } } } }';
const PEOPLE = '{ residents(first: 5) { totalCount nodes { familyName } } }';
const STATE = `mutation ($input: UpdateCapacityInput!) { updateCapacity(input: $input) { problems { code } } }`;

interface Homes {
  careHomes: { nodes: { capacity: { available: number } | null }[] };
}
interface People {
  residents: { totalCount: number };
}

/** A real primary, a real standby that streams from it, and a hub that knows both. One case after the other. */
describe('with a standby', () => {
  let primary: Postgres;
  let standby: Awaited<ReturnType<Postgres['standby']>>;
  let address: Awaited<ReturnType<typeof addressOf>>;
  let world: World;
  let place: Installation;
  let hubs: HubProcess[];
  let manager: string;
  let clinician: string;
  let keys = 0;

  beforeAll(async () => {
    primary = await postgresOfOwn();
    world = await worldOn(primary.adminUrl, 3);
    // Both servers write down what hubs ask of them: a role's settings come to the standby as well.
    await withClient(world.adminUrl, (administrator) =>
      administrator.query(`alter role caregraph_hub set log_statement = 'all'`),
    );
    standby = await primary.standby('standby');
    address = await addressOf(primary.port);
    place = await installation(at(address.port), world.key);
    Object.assign(place.environment, {
      DATABASE_REPLICA_URLS: at(standby.port),
      DATABASE_REPLICA_MAX_LAG: '1',
    });
    hubs = [await place.hub(), await place.hub()];
    for (const hub of hubs) {
      hub.start();
      await hub.ready();
    }
    manager = await place.token(world.home, 'manager');
    clinician = await place.token(world.practice, 'clinician');
  });
  afterAll(async () => {
    for (const hub of hubs ?? []) await hub.kill();
    endCommands();
    address?.close();
    await place?.remove();
    await primary?.remove();
  });

  const at = (port: number) => {
    const url = new URL(world.adminUrl);
    url.port = String(port);
    return url.href;
  };
  const put = async <Data>(token: string, document: string, variables: object = {}, hub = hubs[0] as HubProcess) => {
    const { data, errors } = await ask<Data>(`${hub.url}/graphql`, document, variables, {
      authorization: `Bearer ${token}`,
    });
    expect(errors).toBeUndefined();
    return data;
  };
  const asked = (cluster: string, what: RegExp) => readFileSync(`${cluster}.log`, 'utf8').match(what)?.length ?? 0;
  const searches = ({ cluster }: { cluster: string }) => asked(cluster, /execute [^\n]*with origin as/g);
  const available = async (token: string, hub?: HubProcess) =>
    (await put<Homes>(token, HOMES, {}, hub)).careHomes.nodes[0]?.capacity?.available;
  const state = async (available: number, hub?: HubProcess) => {
    const careTypes = [{ careType: 'RESIDENTIAL', maximum: 10, occupied: 3, reserved: 0, available }];
    const input = { idempotencyKey: `standby-${++keys}`, careTypes };
    expect(await put(manager, STATE, { input }, hub)).toEqual({ updateCapacity: { problems: [] } });
  };
  const onStandby = <Row extends object>(text: string) =>
    withClient(at(standby.port), async (client) => (await client.query<Row>(text)).rows);
  /** Whether a question about homes goes to the standby now, or comes to do so soon. */
  const isAsked = async (patience = 10_000): Promise<boolean> => {
    const before = searches(standby);
    for (const until = performance.now() + patience; performance.now() < until; await pause(50)) {
      await put<Homes>(clinician, HOMES);
      if (searches(standby) > before) return true;
    }
    return false;
  };

  it('what is about homes is asked of it, and what is about residents never', async () => {
    expect(await isAsked()).toBe(true);
    for (let n = 0; n < 5; n++) expect((await put<People>(clinician, PEOPLE)).residents.totalCount).toBe(3);
    expect(asked(standby.cluster, /public\.resident|hub\.relationship/g)).toBe(0);
    expect(asked(primary.cluster, /public\.resident/g)).toBeGreaterThan(0);
  });

  it('a home reads what it has written, at whichever hub, though the standby has not heard of it', async () => {
    await isAsked();
    await onStandby('select pg_wal_replay_pause()');
    await state(7, hubs[0]);
    expect(await available(manager, hubs[0])).toBe(7);
    expect(await available(manager, hubs[1])).toBe(7);
    // Nobody reads what is older than the limit: by then the standby is left alone.
    await pause(1_600);
    const before = searches(standby);
    for (const hub of hubs) expect(await available(clinician, hub)).toBe(7);
    expect(searches(standby)).toBe(before);
    await onStandby('select pg_wal_replay_resume()');
    expect(await isAsked()).toBe(true);
    expect(await available(clinician)).toBe(7);
  });

  it('nothing fails when it dies while it is asked, and it is asked again when it is back', async () => {
    let over = false;
    const asking = Promise.all(
      [1, 2, 3, 4].map(async () => {
        let answers = 0;
        while (!over) if ((await available(clinician)) === 7) answers += 1;
        return answers;
      }),
    );
    await standby.kill();
    await pause(500);
    over = true;
    for (const answers of await asking) expect(answers).toBeGreaterThan(5);
    await standby.start();
    expect(await isAsked()).toBe(true);
  });

  it('nobody waits for one that is frozen', async () => {
    await isAsked();
    await standby.freeze();
    const began = performance.now();
    const answers = await Promise.all(Array.from({ length: 20 }, () => available(clinician)));
    expect(new Set(answers)).toEqual(new Set([7]));
    // Long before the hub itself would give up, which is after half a minute.
    expect(performance.now() - began).toBeLessThan(15_000);
    await standby.thaw();
    expect(await isAsked()).toBe(true);
  });

  it('it is left alone once it is promoted, and answers for the primary when that is gone', async () => {
    await onStandby('select pg_promote()');
    await pause(1_500);
    const before = searches(standby);
    await state(3);
    for (let n = 0; n < 10; n++) expect(await available(clinician)).toBe(3);
    expect(searches(standby)).toBe(before);

    await primary.kill();
    address.lead(standby.port);
    for (const hub of hubs) await hub.ready();
    for (const hub of hubs) expect((await put<People>(clinician, PEOPLE, {}, hub)).residents.totalCount).toBe(3);
    // What was written after somebody promoted it beside the primary is gone with that: nobody can keep both.
    expect(await available(clinician)).toBe(7);
    await state(5);
    expect(await available(manager)).toBe(5);
  });
});
