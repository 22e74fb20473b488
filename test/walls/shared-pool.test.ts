import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { objectionBits } from '../../src/agreement/relationships.ts';
import { withClient } from '../../src/database/client.ts';
import { openPools, type Pools } from '../../src/database/pools.ts';
import { contractOf } from '../../src/server/contract/contract.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { agreementFile, type HubUnderTest, startHub } from '../support/hub.ts';
import { Oracle } from '../support/oracle.ts';
import { everyoneLooking } from './support/matrix.ts';
import { plantedResidents } from './support/residents.ts';
import { write } from './support/write.ts';

const oracle = new Oracle(readFileSync(agreementFile, 'utf8'));
const viewers = everyoneLooking(oracle).filter(({ organisation }) => organisation.agency !== 'dashboard');

let database: TestDatabase;
let pools: Pools;
let hub: HubUnderTest;

beforeAll(async () => {
  const contract = await contractOf(agreementFile);
  const residents = plantedResidents(contract.graph, oracle, Object.keys(objectionBits));
  database = await databaseOfOwn();
  await write(
    database.owner,
    residents.filter(({ relationships }) => relationships.length < 3),
  );
  pools = openPools(database.hubUrl, { read: 2, write: 1 });
  hub = await startHub({ database: { ...database, pools }, contract });
});
afterAll(async () => {
  await hub?.close();
  await pools?.close();
  await database?.drop();
});

const person = 'id givenName familyName dateOfBirth withheld { field form }';
const documents = [
  `{ residents(first: 100) { totalCount nodes { ${person} } } }`,
  `{ residents(first: 30) { nodes { id incidents(first: 5) { totalCount nodes { id narrative withheld { field } } } } } }`,
  `{ residents(first: 30) { nodes { id carePlan { status dueOn } currentPlacement { id home { id } careType } } } }`,
  `{ viewer { agency role purpose organisation { code } } residents(first: 3) { totalCount pageInfo { endCursor } } }`,
];
/** Questions that fail: before the first statement, in the middle of the transaction, and in the document. */
const failing = [
  '{ residents(first: 0) { totalCount } }',
  '{ residents(first: 5) { nodes { id incidents(after: "no cursor") { totalCount } } } }',
  '{ residents(first: 5) { nodes { id favouriteColour } } }',
];
const withoutIds = (answer: string) => answer.replace(/"requestId":"[^"]*"/g, '"requestId":""');

/** Who lost the connection is told so, and is shown nothing. */
function isUnavailable(answer: string): boolean {
  const { data, errors = [] } = JSON.parse(answer) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  // The record's own connection may be the one that was lost.
  const lost = ({ extensions }: (typeof errors)[number]) => /^(AUDIT_)?UNAVAILABLE$/.test(extensions.code);
  return data === undefined && errors.length > 0 && errors.every(lost);
}

interface Asked {
  viewer: number;
  document: string;
}
async function answerTo({ viewer, document }: Asked): Promise<string> {
  const { organisation, role, purpose } = viewers[viewer % viewers.length] as (typeof viewers)[number];
  const { ask } = await hub.as(organisation.code, role, purpose);
  return withoutIds((await ask(document)).text);
}

/** Whatever a viewer left behind on a connection, the next one would find. */
async function leftBehind(): Promise<unknown[]> {
  const clients = await Promise.all([pools.read.connect(), pools.read.connect()]);
  const found = await Promise.all(
    clients.map(async (client) => {
      const { rows } = await client.query(
        `select current_user::text as user, current_setting('role') as role, pg_current_xact_id_if_assigned() is null as idle,
          concat(current_setting('hub.organisation', true), current_setting('hub.kinds', true), current_setting('hub.ends_with', true), current_setting('hub.never_ends', true), current_setting('hub.purpose', true)) as settings`,
      );
      client.release();
      return rows[0];
    }),
  );
  return found;
}
const clean = { user: 'caregraph_hub', role: 'none', idle: true, settings: '' };

describe('viewers who share the hub’s connections', () => {
  it('are answered interleaved as they are in turn', async () => {
    const asked = documents.flatMap((document) => [0, 8].map((viewer): Asked => ({ viewer, document })));
    const inTurn: string[] = [];
    for (const one of asked) inTurn.push(await answerTo(one));
    expect(new Set(inTurn).size).toBe(asked.length);
    for (let round = 0; round < 5; round++) {
      expect(await Promise.all(asked.map(answerTo))).toEqual(inTurn);
    }
  });

  it('are a hundred over two connections, some of whom err, leave or lose the connection: nobody gets another’s answer', async () => {
    const expected = new Map<string, string>();
    for (const viewer of viewers.keys()) {
      for (const document of documents) expected.set(`${viewer} ${document}`, await answerTo({ viewer, document }));
    }
    const wrong: string[] = [];
    let right = 0;
    const one = async (n: number) => {
      const document = documents[n % documents.length] as string;
      const viewer = (n * 7) % viewers.length;
      if (n % 5 === 0) await answerTo({ viewer, document: failing[n % failing.length] as string });
      if (n % 11 === 0) return leave(viewer, document);
      const answer = await answerTo({ viewer, document });
      if (answer === expected.get(`${viewer} ${document}`)) right++;
      else if (!isUnavailable(answer)) wrong.push(answer.slice(0, 500));
    };
    for (let round = 0; round < 3; round++) {
      const asking = Array.from({ length: 100 }, (_, n) => one(n + round * 31));
      await Promise.all([...asking, loseConnection()]);
    }
    expect({ wrong, enough: right > 200 }).toEqual({ wrong: [], enough: true });
    expect(await leftBehind()).toEqual([clean, clean]);
  });
});

/** A client that does not wait for its answer. */
async function leave(viewer: number, document: string): Promise<void> {
  const { organisation, role, purpose } = viewers[viewer] as (typeof viewers)[number];
  const { token } = await hub.as(organisation.code, role, purpose);
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const body = JSON.stringify({ query: document });
  await fetch(hub.url, { method: 'POST', headers, body, signal: AbortSignal.timeout(5) }).catch(() => {});
}

async function loseConnection(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
  await withClient(database.adminUrl, (client) =>
    client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and usename = 'caregraph_hub' order by random() limit 1`,
    ),
  );
}
