import { hash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { register, type TrustedDocument, withdraw } from '../../../src/server/trusted/stored.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { factoriesOn, type MadePlace, type MadeResident } from '../../support/factories.ts';
import { Listener } from '../../support/hear.ts';
import { type HubUnderTest, startHub } from '../../support/hub.ts';

const OWN = '{ viewer { agency } }';
const PERSON = `query Person($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { familyName } }
query Role { viewer { role } }`;
const BEDS = 'subscription Beds { capacityChanged { cursor } }';
const GONE = 'query Gone { viewer { purpose } }';
const UNKNOWN = 'query Unknown { viewer { role purpose } }';

const trusted = (body: string, ...operations: string[]): TrustedDocument => ({
  hash: hash('sha256', body),
  body,
  operations,
});
const byHash = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: hash('sha256', text) } });

interface Body {
  query?: string;
  operationName?: string;
  variables?: object;
  extensions?: unknown;
}

let database: TestDatabase;
/** One that answers every document, and one that answers none but those it trusts. */
let open: HubUnderTest;
let only: HubUnderTest;
let practice: MadePlace;
let person: MadeResident;

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  practice = await make.practice();
  person = await make.resident({ home: await make.home(), registeredWith: practice, familyName: 'Ferrars' });
  open = await startHub({ database });
  only = await startHub({ database, documents: { own: [OWN], only: true } });
  const documents = [trusted(PERSON, 'Person', 'Role'), trusted(BEDS, 'Beds'), trusted(GONE, 'Gone')];
  await register(database.owner, documents, 'a tester');
});
afterAll(async () => {
  await open?.close();
  await only?.close();
  await database?.drop();
});

const tokenAt = async (hub: HubUnderTest) =>
  (await hub.as(practice.organisation.code, 'clinician', 'DIRECT_CARE')).token;

async function send(hub: HubUnderTest, path: string, init: RequestInit = {}, token?: string) {
  const response = await fetch(hub.url + path, {
    ...init,
    headers: {
      authorization: `Bearer ${token ?? (await tokenAt(hub))}`,
      accept: 'application/graphql-response+json',
      ...(init.body ? { 'content-type': 'application/json' } : {}),
    },
  });
  const { data, errors = [] } = (await response.json()) as {
    data?: unknown;
    errors?: { extensions: { code: string } }[];
  };
  return { status: response.status, data, codes: errors.map(({ extensions }) => extensions.code) };
}
const post = (hub: HubUnderTest, body: Body | Body[], token?: string) =>
  send(hub, '', { method: 'POST', body: JSON.stringify(body) }, token);
const get = (hub: HubUnderTest, words: Record<string, string>) => send(hub, `?${new URLSearchParams(words)}`);

const refused = { status: 400, data: undefined, codes: ['DOCUMENT_NOT_REGISTERED'] };
const malformed = { status: 400, data: undefined, codes: ['BAD_REQUEST'] };

describe('a document that is asked by its hash', () => {
  it('is answered as its text is, and recorded as the same', async () => {
    const variables = { nhsNumber: person.nhsNumber };
    const byText = await post(open, { query: PERSON, operationName: 'Person', variables });
    const named = await post(open, { extensions: byHash(PERSON), operationName: 'Person', variables });
    expect(named).toEqual({ status: 200, data: { resident: { familyName: 'Ferrars' } }, codes: [] });
    expect(byText).toEqual(named);
    const { rows } = await database.owner.query<{ times: string; documents: string; marked: boolean }>(
      `select count(*) as times, count(distinct document) as documents, bool_and(document is not null) as marked
       from hub.access_entry where residents @> array[$1::uuid] and operation = 'resident'`,
      [person.id],
    );
    expect(rows).toEqual([{ times: '2', documents: '1', marked: true }]);
  });

  it('has its operation chosen by name, as a text has', async () => {
    const extensions = byHash(PERSON);
    expect(await post(open, { extensions, operationName: 'Role' })).toMatchObject({
      data: { viewer: { role: 'clinician' } },
    });
    expect(await post(open, { extensions })).toEqual(await post(open, { query: PERSON }));
    expect(await post(open, { extensions, operationName: 'Other' })).toEqual(
      await post(open, { query: PERSON, operationName: 'Other' }),
    );
  });

  it('is not known to the hub because somebody asked it', async () => {
    expect(await post(open, { query: UNKNOWN })).toMatchObject({ status: 200 });
    expect(await post(open, { query: UNKNOWN, extensions: byHash(UNKNOWN) })).toEqual(malformed);
    expect(await post(open, { extensions: byHash(UNKNOWN) })).toEqual(refused);
  });

  it('is not sent beside a text', async () => {
    expect(await post(open, { query: OWN, extensions: byHash(OWN) })).toEqual(malformed);
    expect(await post(open, { query: OWN, extensions: byHash(PERSON) })).toEqual(malformed);
    expect(await post(only, { query: UNKNOWN, extensions: byHash(PERSON) })).toEqual(refused);
  });

  it.each<[string, unknown]>([
    ['of another version', { persistedQuery: { ...byHash(PERSON).persistedQuery, version: 2 } }],
    ['in upper case', { persistedQuery: { version: 1, sha256Hash: hash('sha256', PERSON).toUpperCase() } }],
    ['cut short', { persistedQuery: { version: 1, sha256Hash: hash('sha256', PERSON).slice(0, 63) } }],
    ['that is no text', { persistedQuery: { version: 1, sha256Hash: [hash('sha256', PERSON)] } }],
    ['that is none', { persistedQuery: null }],
    ['of the prototype', { persistedQuery: 'constructor' }],
  ])('is a malformed request by a hash %s', async (_, extensions) => {
    expect(await post(open, { extensions })).toEqual(malformed);
  });

  it('is asked by POST only, and one at a time', async () => {
    const words = { operationName: 'Role', extensions: JSON.stringify(byHash(PERSON)) };
    expect(await get(open, words)).toMatchObject({ status: 400, codes: ['BAD_REQUEST'] });
    expect(await post(open, [{ extensions: byHash(PERSON), operationName: 'Role' }])).toMatchObject({
      codes: ['BATCH_REFUSED'],
    });
  });

  it('is refused to whoever may not ask its text', async () => {
    const outsider = await factoriesOn(database.owner).home();
    const { token } = await open.as(outsider.organisation.code, 'analyst', 'PLANNING');
    const variables = { nhsNumber: person.nhsNumber };
    const body = { operationName: 'Person', variables };
    const byText = await post(open, { query: PERSON, ...body }, token);
    expect(byText).toMatchObject({ status: 403, codes: [expect.any(String)] });
    expect(await post(open, { extensions: byHash(PERSON), ...body }, token)).toEqual(byText);
  });

  it('leaves a refusal on record if it is unknown', async () => {
    const before = await refusals();
    expect(await post(open, { extensions: byHash('never') })).toEqual(refused);
    expect(await refusals()).toBe(before + 1);
  });

  it('opens a subscription', async () => {
    for (const hub of [open, only]) {
      const extensions = byHash(BEDS);
      const listener = await new Listener(hub.url, await tokenAt(hub), '', {}, { extensions }).opened();
      expect(listener.ended).toBeUndefined();
      await listener.close();
    }
    const unknown = new Listener(open.url, await tokenAt(open), '', {}, { extensions: byHash('never') });
    expect(await unknown.over()).toEqual({ codes: ['DOCUMENT_NOT_REGISTERED'] });
    await unknown.close();
  });
});

describe('a hub that answers nothing but documents it trusts', () => {
  it('answers registered ones and its own, by text and by hash', async () => {
    const variables = { nhsNumber: person.nhsNumber };
    const shown = { status: 200, data: { resident: { familyName: 'Ferrars' } }, codes: [] };
    expect(await post(only, { query: PERSON, operationName: 'Person', variables })).toEqual(shown);
    expect(await post(only, { extensions: byHash(PERSON), operationName: 'Person', variables })).toEqual(shown);
    for (const body of [{ query: OWN }, { extensions: byHash(OWN) }])
      expect(await post(only, body)).toMatchObject({ data: { viewer: { agency: 'practice' } } });
    expect(await get(only, { query: OWN })).toMatchObject({ data: { viewer: { agency: 'practice' } } });
  });

  it.each([
    ['another text', UNKNOWN],
    ['a space more', `${OWN} `],
    ['introspection', '{ __schema { types { name } } }'],
    ['what is no GraphQL', '{ {'],
  ])('refuses %s by every way', async (_, query) => {
    expect(await post(only, { query })).toEqual(refused);
    expect(await get(only, { query })).toEqual(refused);
    const listener = new Listener(only.url, await tokenAt(only), query);
    expect(await listener.over()).toEqual({ codes: ['DOCUMENT_NOT_REGISTERED'] });
    await listener.close();
  });

  it('tells of requests that are none what any hub tells', async () => {
    for (const body of [{}, { query: '' }, { query: 7 as unknown as string }])
      expect(await post(only, body)).toEqual(await post(open, body));
  });
});

it('is answered no more by any hub soon after it was withdrawn, and again once it is registered anew', async () => {
  const sees = async () => [
    (await post(open, { extensions: byHash(GONE) })).status,
    (await post(only, { query: GONE })).status,
  ];
  expect(await sees()).toEqual([200, 200]);
  expect(await withdraw(database.owner, trusted(GONE).hash.slice(0, 12), 'a tester')).toEqual([trusted(GONE).hash]);
  const end = Date.now() + 15_000;
  while ((await sees()).includes(200) && Date.now() < end) await pause(250);
  expect(await sees()).toEqual([400, 400]);
  expect(await register(database.owner, [trusted(GONE, 'Gone')], 'a tester')).toEqual(new Set([trusted(GONE).hash]));
  expect(await sees()).toEqual([200, 200]);
});

async function refusals(): Promise<number> {
  const { rows } = await database.owner.query<{ many: number }>(
    "select count(*)::int as many from hub.access_entry where kind = 'REFUSAL' and outcome = 'DOCUMENT_NOT_REGISTERED'",
  );
  return rows[0]?.many ?? 0;
}
