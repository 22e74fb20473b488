import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { type Factories, factoriesOn, type MadePlace } from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';
import { faults } from './support/faults.ts';
import { kept, logged } from './support/log.ts';

const RESIDENT = '{ residents(first: 5) { nodes { id nhsNumber givenName familyName } } }';
const RECORD = `mutation ($input: RecordObjectionInput!) {
  recordObjection(input: $input) { record { id kind } problems { code } }
}`;
const unavailable = 'AUDIT_UNAVAILABLE';
const HOMES = '{ careHomes(first: 1) { nodes { id } } }';

let database: TestDatabase;
let hub: HubUnderTest;
let admin: pg.Client;
let practice: MadePlace;
let clinician: Asking;
let resident: { id: string; shown: string; words: string[] };
let keys = 0;

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  const make: Factories = factoriesOn(database.owner);
  practice = await make.practice();
  const home = await make.home();
  const known = await make.resident({ home, registeredWith: practice, givenName: 'Ottoline', familyName: 'Quince' });
  hub = await startHub({ database });
  clinician = await hub.as(practice.organisation.code, 'clinician', 'DIRECT_CARE', 'ada');
  const { data } = await clinician.ask<{ residents: { nodes: { id: string }[] } }>(RESIDENT);
  const shown = data.residents.nodes[0]?.id ?? '';
  resident = { id: known.id, shown, words: ['Ottoline', 'Quince', known.nhsNumber, shown] };
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await hub?.close();
  await admin?.end();
  await database?.drop();
});

const ask = (query: string, variables: object = {}, token: string | undefined = clinician.token) =>
  logged(hub.url, token, 'ada', query, variables);
const objection = () => ({
  input: {
    idempotencyKey: `key-of-fault-${++keys}`,
    resident: resident.shown,
    kind: 'ARTICLE_21',
    decidedBy: 'RESIDENT',
  },
});
const objections = async () => (await database.owner.query('select from objection')).rowCount;
const ready = async () => (await fetch(hub.url.replace('graphql', 'health/ready'))).status;

describe.each(faults)('when $title', ({ inflict }) => {
  it('nothing about a resident is shown, done or refused unrecorded; what is about nobody is answered', async () => {
    const before = await kept(database.owner);
    const written = await objections();
    const heal = await inflict(admin);
    try {
      const [answers, homes] = await Promise.all([
        Promise.all([
          // Whoever writes learns from a commit that failed no more than that it did.
          ask(RECORD, objection()).then((answer) => ({
            ...answer,
            code: answer.code?.replace('NOT_CONFIRMED', unavailable),
          })),
          ask(RESIDENT),
          ask(RESIDENT),
          ask('{ residents { nodes { favouriteColour } } }'),
          ask(RESIDENT, {}, 'no token'),
        ]),
        ask(HOMES),
      ]);
      for (const { status, code, text } of answers) {
        expect([status >= 500, code]).toEqual([true, unavailable]);
        expect((JSON.parse(text) as { data?: unknown }).data ?? null).toBeNull();
        for (const word of resident.words) expect(text).not.toContain(word);
      }
      expect([homes.status, homes.code]).toEqual([200, undefined]);
      expect(await ready()).toBe(503);
    } finally {
      await heal();
    }
    expect(await kept(database.owner)).toEqual(before);
    expect(await objections()).toBe(written);

    // A write that was answered with a refusal was not done; sent again, it is.
    const [read, write] = [await ask(RESIDENT), await ask(RECORD, objection())];
    expect([read.status, write.status]).toEqual([200, 200]);
    expect(read.text).toContain('Ottoline');
    const since = (await kept(database.owner)).slice(before.length);
    expect(since.map(({ requestId, kind, residents }) => [requestId, kind, residents])).toEqual([
      [read.requestId, 'READ', [resident.id]],
      [write.requestId, 'WRITE', [resident.id]],
      [write.requestId, 'READ', [resident.id]],
    ]);
    expect(await ready()).toBe(200);
    await admin.query('delete from objection');
  });
});
