import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { proxyTo } from '../../many-hubs/support/proxy.ts';
import { endCommands } from '../../support/command.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { factoriesOn } from '../../support/factories.ts';
import { Listener } from '../../support/hear.ts';
import { type HubProcess, type Installation, installation } from './hub-process.ts';

const RESIDENT = '{ residents(first: 5) { nodes { familyName } } }';
const WHO = 'query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { id } }';
const RECORD = `mutation ($input: RecordIncidentInput!) { recordIncident(input: $input) { record { id } problems { code } } }`;
const HEAR = 'subscription { incidentRecorded { cursor } }';

async function ask(hub: { url: string } | undefined, token: string, query: string, variables: object = {}) {
  const answer = await fetch(`${hub?.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return { status: answer.status, said: JSON.parse(await answer.text()) };
}

export interface Rolled {
  failed: string[];
  /** Requests in all. */
  asked: number;
  /** Milliseconds that each hub took to end. */
  ended: number[];
}

/** Two hubs on one database, and how to start them anew in turn so many times: gives what failed meanwhile. */
export function rolling(): (rounds: number) => Promise<Rolled> {
  let database: TestDatabase;
  let place: Installation;
  let hubs: HubProcess[];
  let token: string;
  let resident: string;

  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    const make = factoriesOn(database.owner);
    const [home, practice] = [await make.home(), await make.practice()];
    const { nhsNumber } = await make.resident({ home, registeredWith: practice, since: '2024-02-01' });
    place = await installation(database.adminUrl, database.key);
    hubs = [await place.hub(), await place.hub()];
    for (const hub of hubs) {
      hub.start();
      await hub.ready();
    }
    token = await place.token(home.organisation.code, 'care-worker');
    const known = await ask(hubs[0], token, WHO, { nhsNumber });
    resident = known.said.data.resident.id;
  });
  afterAll(async () => {
    for (const hub of hubs ?? []) await hub.kill();
    endCommands();
    await place?.remove();
    await database?.drop();
  });

  return async (rounds) => {
    let over = false;
    const failed: string[] = [];
    const ended: number[] = [];
    let asked = 0;
    const proxy = await proxyTo(hubs);
    const asking = [1, 2, 3, 4].map(async (who) => {
      for (let n = 0; !over; n++) {
        const said = { kind: 'FALL', harm: 'LOW', occurredAt: '2026-05-04T06:30:00Z', narrative: `rolled ${who} ${n}` };
        const input = { idempotencyKey: `rolling-${who}-${n}`, resident, ...said };
        const answering = n % 3 ? ask(proxy, token, RESIDENT) : ask(proxy, token, RECORD, { input });
        await answering.then(
          ({ status, said: { errors } }) => {
            if (status !== 200 || errors) failed.push(`${status} ${JSON.stringify(errors)}`);
          },
          (error: Error) => failed.push(`${error.message}: ${(error.cause as Error | undefined)?.message}`),
        );
        asked += 1;
        await pause(10);
      }
    });
    for (let round = 0; round < rounds; round++) {
      for (const hub of hubs) {
        const listener = await new Listener(`${hub.url}/graphql`, token, HEAR).opened();
        const began = performance.now();
        const stopped = hub.stop();
        expect(await listener.over(15_000)).toEqual({ close: 1001, reason: 'the hub stops' });
        await listener.close();
        expect(await stopped).toBe(0);
        ended.push(performance.now() - began);
        hub.start();
        await hub.ready();
        await pause(300);
      }
    }
    over = true;
    await Promise.all(asking);
    await proxy.close();
    expect(asked).toBeGreaterThan(100);
    return { failed, asked, ended };
  };
}
