import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type HubProcess, type Installation, installation } from '../faults/support/hub-process.ts';
import { type Answer, ask } from '../support/ask.ts';
import { endCommands } from '../support/command.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { type Factories, factoriesOn, type MadePlace } from '../support/factories.ts';
import { Listener } from '../support/hear.ts';
import { agreementFile } from '../support/hub.ts';
import { type ProxyBeforeHubs, proxyTo } from './support/proxy.ts';

const FIND = 'query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { id familyName dateOfBirth } }';
const PAGE = `query ($after: String) {
  residents(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
}`;
const NODE = 'query ($id: ID!) { node(id: $id) { id } }';
const TELL =
  'mutation ($input: RecordIncidentInput!) { recordIncident(input: $input) { record { id } problems { code } } }';
const HEAR = 'subscription ($since: String) { incidentRecorded(since: $since) { cursor node { narrative } } }';

interface Page {
  residents: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}
interface Heard {
  incidentRecorded: { cursor: string; node: { narrative: string } };
}
interface Recorded {
  recordIncident: { record: { id: string } | null; problems: { code: string }[] };
}

/** Two processes as an operator runs them, on one database and behind one address. */
describe('two hubs', () => {
  let database: TestDatabase;
  let place: Installation;
  let hubs: [HubProcess, HubProcess];
  let proxy: ProxyBeforeHubs;
  let make: Factories;
  let home: MadePlace;
  let worker: string;
  let resident: { id: string; nhsNumber: string };

  const put = <Data>(at: { url: string }, token: string, document: string, variables: object = {}) =>
    ask<Data>(`${at.url}/graphql`, document, variables, { authorization: `Bearer ${token}` });
  const incident = (key: string, narrative = 'Found on the floor.') => ({
    ...{ idempotencyKey: key, resident: resident.id, kind: 'FALL', harm: 'LOW', narrative },
    occurredAt: '2026-05-04T06:30:00Z',
  });
  const recorded = async (narrative: string) =>
    (await database.owner.query('select id from incident where narrative = $1', [narrative])).rows.length;

  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    make = factoriesOn(database.owner);
    home = await make.home();
    const practice = await make.practice();
    const people = [];
    for (let n = 0; n < 5; n++)
      people.push(await make.resident({ home, registeredWith: practice, since: '2024-02-01' }));
    place = await installation(database.adminUrl, database.key);
    hubs = [await place.hub(), await place.hub()];
    for (const hub of hubs) {
      hub.start();
      await hub.ready();
    }
    worker = await place.token(home.organisation.code, 'care-worker');
    const { nhsNumber } = people[0] as { nhsNumber: string };
    const { data } = await put<{ resident: { id: string } }>(hubs[0], worker, FIND, { nhsNumber });
    resident = { id: data.resident.id, nhsNumber };
  });
  afterAll(async () => {
    for (const hub of hubs ?? []) await hub.kill();
    endCommands();
    await place?.remove();
    await database?.drop();
  });
  beforeEach(async () => {
    for (const hub of hubs) await hub.ready();
    proxy = await proxyTo(hubs);
  });
  afterEach(() => proxy.close());

  it('know each other’s ids and cursors, so that a list goes on wherever its next page is asked for', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let n = 0; ; n++) {
      const { data }: Answer<Page> = await put<Page>(hubs[n % 2] as HubProcess, worker, PAGE, { after });
      seen.push(...data.residents.nodes.map(({ id }) => id));
      if (!data.residents.pageInfo.hasNextPage) break;
      after = data.residents.pageInfo.endCursor;
    }
    expect(new Set(seen).size).toBe(5);
    for (const id of seen) expect((await put<object>(proxy, worker, NODE, { id })).data).toEqual({ node: { id } });
  });

  it('hear of what happens at the other, and go on from what was heard of it there', async () => {
    const listeners = await Promise.all(
      hubs.map(() => new Listener<Heard>(`${proxy.url}/graphql`, worker, HEAR).opened()),
    );
    try {
      for (const [n, hub] of hubs.entries()) {
        await put(hub, worker, TELL, { input: incident(`heard-at-${n}`, `Told at ${n}.`) });
        for (const listener of listeners) {
          const heard = (await listener.heard(n + 1)).map(({ data }) => data.incidentRecorded.node.narrative);
          expect(heard.at(-1)).toBe(`Told at ${n}.`);
        }
      }
      const since = listeners[0]?.told[0]?.data.incidentRecorded.cursor;
      for (const hub of hubs) {
        const later = await new Listener<Heard>(`${hub.url}/graphql`, worker, HEAR, { since }).opened();
        listeners.push(later);
        expect((await later.heard(1)).map(({ data }) => data.incidentRecorded.node.narrative)).toEqual(['Told at 1.']);
      }
    } finally {
      for (const listener of listeners) await listener.close();
    }
  });

  it('do once what they are told at the same moment, and answer it again when the one that did it is gone', async () => {
    const input = incident('told-to-both', 'Told to both.');
    const both = await Promise.all([...hubs, ...hubs].map((hub) => put<Recorded>(hub, worker, TELL, { input })));
    const ids = both.map(({ data }) => data.recordIncident.record?.id);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toEqual(expect.any(String));
    await hubs[0].kill();
    const again = await put<Recorded>(hubs[1], worker, TELL, { input });
    expect(again.data.recordIncident.record?.id).toBe(ids[0]);
    expect(await recorded('Told to both.')).toBe(1);
    hubs[0].start();
  });

  it('show nobody any more of whom a relationship has ended, whichever of them knew it', async () => {
    const other = await make.practice();
    const someone = await make.resident({ home, registeredWith: other, since: '2024-02-01' });
    const clinician = await place.token(other.organisation.code, 'clinician');
    const find = (hub: HubProcess) =>
      put<{ resident: { id: string } | null }>(hub, clinician, FIND, { nhsNumber: someone.nhsNumber });
    for (const hub of hubs) expect((await find(hub)).data.resident).toMatchObject({ id: expect.any(String) });
    await database.owner.query('update gp_registration set to_on = current_date - 1 where resident_id = $1', [
      someone.id,
    ]);
    for (const hub of hubs) expect((await find(hub)).data.resident).toBeNull();
  });

  it('follow an agreement that is applied, both from their next question on, and neither goes back', async () => {
    const text = readFileSync(agreementFile, 'utf8');
    const other = join(place.environment.CAREGRAPH_DATA, 'agreement.yml');
    writeFileSync(other, withoutDateOfBirth(text));
    const dateOfBirth = async (at: { url: string }) =>
      (await put<{ resident: { dateOfBirth: string | null } }>(at, worker, FIND, { nhsNumber: resident.nhsNumber }))
        .data.resident.dateOfBirth;
    for (const hub of hubs) expect(await dateOfBirth(hub)).toEqual(expect.any(String));

    let over = false;
    const told: (string | null)[][] = [];
    const asking = hubs.map(async (hub) => {
      const answers: (string | null)[] = [];
      told.push(answers);
      while (!over) answers.push(await dateOfBirth(hub));
    });
    const { code, output } = await place.run(`agreement apply ${other} --yes --by Guardian`);
    expect({ code, output }).toMatchObject({ code: 0 });
    for (const at of [...hubs, proxy, proxy]) expect(await dateOfBirth(at)).toBeNull();
    over = true;
    await Promise.all(asking);
    for (const answers of told) {
      const first = answers.indexOf(null);
      expect(answers.slice(0, first).every((answer) => answer !== null)).toBe(true);
      expect(answers.slice(first).every((answer) => answer === null)).toBe(true);
    }
  });
});

/** The shipped agreement, but that a home is not shown when its residents were born. */
function withoutDateOfBirth(text: string): string {
  const shown = 'fields: [dateOfBirth, dateOfDeath]\n      clear: [home.current, ';
  if (!text.includes(shown)) throw new Error('the agreement has another clause about dates of birth');
  return text.replace(shown, shown.replace('home.current, ', ''));
}
