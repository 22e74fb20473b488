import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { factoriesOn, type MadeResident } from '../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../support/hub.ts';

const question = 'query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { familyName } }';
const json = 'application/json';

interface Way {
  method: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}

describe('whatever way a question comes in', () => {
  let database: TestDatabase;
  let hub: HubUnderTest;
  let clinician: Asking;
  let person: MadeResident;
  let asked: string;
  let inAddress: string;

  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    const make = factoriesOn(database.owner);
    const practice = await make.practice();
    person = await make.resident({ home: await make.home(), registeredWith: practice, familyName: 'Quince' });
    hub = await startHub({ database });
    clinician = await hub.as(practice.organisation.code, 'clinician', 'DIRECT_CARE');
    const variables = { nhsNumber: person.nhsNumber };
    asked = JSON.stringify({ query: question, variables });
    inAddress = `?${new URLSearchParams({ query: question, variables: JSON.stringify(variables) })}`;
  });
  afterAll(async () => {
    await hub.close();
    await database.drop();
  });

  async function send({ method, path = '', headers = {}, body }: Way) {
    const own = { authorization: `Bearer ${clinician.token}`, accept: `${json}, */*;q=0.1` };
    const response = await fetch(hub.url + path, { method, headers: { ...own, ...headers }, ...(body && { body }) });
    const id = response.headers.get('x-request-id');
    const { rows } = await database.owner.query<{ kind: string; residents: string[] }>(
      'select kind, residents from hub.access_entry where request_id = $1',
      [id],
    );
    return { status: response.status, text: await response.text(), entries: rows };
  }

  it.each<[string, () => Way]>([
    ['in a body of JSON', () => ({ method: 'POST', headers: { 'content-type': json }, body: asked })],
    [
      'in one that names its letters',
      () => ({
        ...{ method: 'POST', headers: { 'content-type': `${json}; charset=utf-8` }, body: asked },
      }),
    ],
    ['in the address', () => ({ method: 'GET', path: inAddress })],
    [
      'in the address, as a type that JSON is sent in',
      () => ({
        ...{ method: 'GET', path: inAddress, headers: { 'content-type': json } },
      }),
    ],
    [
      'in a body, and other things in the address',
      () => ({
        ...{ method: 'POST', headers: { 'content-type': json }, body: asked, path: '?query=%7Bviewer%7Brole%7D%7D' },
      }),
    ],
  ])('%s: what it is shown is on record when it is answered', async (_, way) => {
    const { status, text, entries } = await send(way());
    expect([status, text]).toEqual([200, '{"data":{"resident":{"familyName":"Quince"}}}']);
    expect(entries).toEqual([{ kind: 'READ', residents: [person.id] }]);
  });

  const form = 'application/x-www-form-urlencoded';
  const part = (value: string) =>
    `--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${value}\r\n--x--\r\n`;
  it.each<[string, () => Way]>([
    ['a form', () => ({ method: 'POST', headers: { 'content-type': form }, body: inAddress.slice(1) })],
    [
      'a form in parts',
      () => ({
        ...{ method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: part(asked) },
      }),
    ],
    ['a plain text', () => ({ method: 'POST', headers: { 'content-type': 'text/plain' }, body: asked })],
    [
      'a document by itself',
      () => ({
        ...{ method: 'POST', headers: { 'content-type': 'application/graphql' }, body: question },
      }),
    ],
    ['several at once', () => ({ method: 'POST', headers: { 'content-type': json }, body: `[${asked}]` })],
    [
      'by its hash',
      () => ({
        ...{
          method: 'GET',
          path: `?extensions=${encodeURIComponent('{"persistedQuery":{"version":1,"sha256Hash":"0"}}')}`,
        },
      }),
    ],
    ['twice in the address', () => ({ method: 'GET', path: `${inAddress}&query=%7Bviewer%7Brole%7D%7D` })],
    [
      'in the address of a body without one',
      () => ({
        ...{ method: 'POST', path: inAddress, headers: { 'content-type': json }, body: '{}' },
      }),
    ],
    ['with another method', () => ({ method: 'PUT', path: inAddress, headers: { 'content-type': json }, body: asked })],
    [
      'in pieces',
      () => ({
        ...{ method: 'POST', headers: { 'content-type': json, accept: 'multipart/mixed' }, body: asked },
      }),
    ],
  ])('as %s, it is refused and the refusal is on record', async (_, way) => {
    const { status, text, entries } = await send(way());
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).not.toMatch(/Quince|"data":\{/);
    expect(entries).toEqual([{ kind: 'REFUSAL', residents: [] }]);
  });
});
