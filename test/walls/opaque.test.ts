import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { objectionBits } from '../../src/agreement/relationships.ts';
import { type Contract, contractOf } from '../../src/server/contract/contract.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { type Asking, agreementFile, type HubUnderTest, startHub } from '../support/hub.ts';
import { Oracle } from '../support/oracle.ts';
import { Comparison } from './support/compare.ts';
import { everyoneLooking, groundOf } from './support/matrix.ts';
import { first, second } from './support/organisations.ts';
import { type PlantedResident, plantedResidents } from './support/residents.ts';
import { write } from './support/write.ts';

const text = readFileSync(agreementFile, 'utf8');
const oracle = new Oracle(text);

let contract: Contract;
let database: TestDatabase;
let hub: HubUnderTest;
let residents: PlantedResident[];
let home: Asking;
let practice: Asking;

beforeAll(async () => {
  contract = await contractOf(agreementFile);
  const planted = plantedResidents(contract.graph, oracle, Object.keys(objectionBits));
  residents = planted.filter(({ relationships }) => relationships.length < 3);
  database = await databaseOfOwn();
  await write(database.owner, residents);
  hub = await startHub({ database, contract });
  home = await hub.as(first.home.code, 'manager', 'DIRECT_CARE');
  practice = await hub.as(first.practice.code, 'clinician', 'DIRECT_CARE');
});
afterAll(async () => {
  await hub?.close();
  await database?.drop();
});

interface Cursors {
  residents: {
    pageInfo: { endCursor: string };
    nodes: { id: string; incidents: { edges: { cursor: string }[] } | null }[];
  };
}
const question = `query($after: String, $since: DateTime) { residents(first: 3, after: $after) {
  pageInfo { endCursor } nodes { id incidents(first: 1, since: $since) { edges { cursor } } } } }`;
const onward = 'query($after: String) { residents(first: 3, after: $after) { nodes { id } } }';
const incidents = `query($after: String, $since: DateTime) { residents(first: 9) {
  nodes { incidents(first: 1, after: $after, since: $since) { totalCount } } } }`;

describe('a cursor', () => {
  let cursor: string;
  let ofIncidents: string;
  beforeAll(async () => {
    const { data } = await home.ask<Cursors>(question);
    cursor = data.residents.pageInfo.endCursor;
    ofIncidents = data.residents.nodes.flatMap((node) => node.incidents?.edges ?? [])[0]?.cursor as string;
  });

  const codes = async (asking: Asking, document: string, variables: object) =>
    new Set((await asking.ask(document, variables)).errors?.map(({ extensions }) => extensions.code));

  it('leads its own viewer on', async () => {
    expect(await codes(home, onward, { after: cursor })).toEqual(new Set());
    expect(await codes(home, incidents, { after: ofIncidents })).toEqual(new Set());
  });

  it('is refused to everybody else: another organisation, another agency, another purpose, another role', async () => {
    const others = await Promise.all([
      hub.as(second.home.code, 'manager', 'DIRECT_CARE'),
      practice,
      hub.as(first.home.code, 'privacy-officer', 'INFORMATION_GOVERNANCE'),
      hub.as(first.home.code, 'care-worker', 'DIRECT_CARE'),
      // By the same relationships, though clauses may show it something else.
      hub.as(first.home.code, 'manager', 'DISCHARGE'),
    ]);
    for (const other of others) {
      expect(await codes(other, onward, { after: cursor })).toEqual(new Set(['CURSOR_INVALID']));
    }
  });

  it('is refused to another list, and to the same list under another condition', async () => {
    expect(await codes(home, onward, { after: ofIncidents })).toEqual(new Set(['CURSOR_INVALID']));
    expect(await codes(home, incidents, { after: cursor })).toEqual(new Set(['CURSOR_INVALID']));
    const narrowed = { after: ofIncidents, since: '2010-01-01T00:00:00Z' };
    expect(await codes(home, incidents, narrowed)).toEqual(new Set(['CURSOR_INVALID']));
  });

  it('is refused when one character of it is changed', async () => {
    for (let at = 0; at < cursor.length; at += 7) {
      const changed = `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`;
      expect(await codes(home, onward, { after: changed })).toEqual(new Set(['CURSOR_INVALID']));
    }
  });
});

describe('an id', () => {
  it('learnt from another organisation names nothing, like one that nobody was ever given', async () => {
    const all = viewersOf('home').idsOf(residents);
    const strangers = await hub.as(second.home.code, 'manager', 'DIRECT_CARE');
    const invented = Buffer.from(all[0] as string, 'base64url')
      .fill(7, 2)
      .toString('base64url');
    const answers = new Set<string>();
    for (const id of [...all.slice(0, 200), invented]) {
      const { text: answer } = await strangers.ask('query($id: ID!) { node(id: $id) { __typename id } }', { id });
      answers.add(answer.trim());
    }
    expect([...answers]).toEqual(['{"data":{"node":null}}']);
  });

  it('of a record that the viewer may not see gets the answer of one that is not there', async () => {
    const mine = viewersOf('practice');
    const seen = new Set(mine.seen(residents));
    const hidden = mine.idsOf(residents).filter((id) => !seen.has(id));
    expect(hidden.length).toBeGreaterThan(100);
    for (const id of hidden.slice(0, 200)) {
      const { text: answer } = await practice.ask('query($id: ID!) { node(id: $id) { __typename id } }', { id });
      expect(answer.trim()).toBe('{"data":{"node":null}}');
    }
  });
});

/** The ids by which the first organisation of an agency knows records, and those of them that it sees for direct care. */
function viewersOf(agency: 'home' | 'practice') {
  const looking = everyoneLooking(oracle).find(
    ({ organisation, purpose }) => organisation.agency === agency && purpose === 'DIRECT_CARE',
  );
  if (!looking) throw new Error(`${agency} gives no direct care`);
  const comparison = new Comparison(groundOf(oracle, text, database.key), looking);
  const records = (of: PlantedResident) => [of.resident, ...of.records];
  return {
    idsOf: (all: PlantedResident[]) => all.flatMap((of) => records(of).map((record) => comparison.idOf(record))),
    seen: (all: PlantedResident[]) =>
      all.flatMap((of) =>
        records(of)
          .filter((record) => comparison.sees(of, record))
          .map((record) => comparison.idOf(record)),
      ),
  };
}

it('no id and no cursor holds anything of a record: neither a value nor the UUID, as it stands or decoded', async () => {
  const lists = ['placements', 'registrations', 'incidents', 'hospitalStays', 'objections'];
  const inner = lists.map(
    (list) => `${list}(first: 9) { edges { cursor node { id } } pageInfo { startCursor endCursor } }`,
  );
  const document = `{ residents(first: 100) { edges { cursor } pageInfo { endCursor } nodes { id ${inner.join(' ')} } } }`;
  const { text: answer } = await practice.ask(document);
  const opaque = new Set(
    [...answer.matchAll(/"(?:id|cursor|startCursor|endCursor)":"([^"]+)"/g)].map(([, value]) => value ?? ''),
  );
  expect(opaque.size).toBeGreaterThan(200);
  const forms = [...opaque].flatMap((value) => {
    const bytes = Buffer.from(value, 'base64url');
    return [value, bytes.toString('latin1'), bytes.toString('hex'), Buffer.from(bytes).reverse().toString('latin1')];
  });
  const haystack = forms.join('\n').toLowerCase();
  const rows = residents.flatMap(({ resident, records }) => [resident.row, ...records.map(({ row }) => row)]);
  const values = new Set(rows.flatMap((row) => Object.values(row).filter((value) => typeof value === 'string')));
  const planted = [...values]
    .filter((value) => value.length > 7)
    .flatMap((value) => [value, value.replaceAll('-', '')]);
  expect(planted.length).toBeGreaterThan(1_000);
  expect(planted.filter((value) => haystack.includes(value.toLowerCase()))).toEqual([]);
});

it('names that nearly exist get the answer of names that do not, whether or not the agreement hides them', async () => {
  const nonsense = 'zzzzzzzzzz';
  const around = (name: string) => `{ residents(first: 1) { nodes { id ${name} } } }`;
  const within = (type: string) => `{ node(id: "x") { ... on ${type} { id } } }`;
  const variable = (type: string) => `query($x: ${type}) { node(id: "x") { id } }`;
  const looked = (type: string) => `{ __type(name: "${type}") { name } }`;
  const argument = (name: string) => `{ residents(first: 1, ${name}: 1) { totalCount } }`;
  const value = (name: string) => `{ careHomes(filter: { careType: ${name} }) { totalCount } }`;
  const asked: [(name: string) => string, string[]][] = [
    [
      around,
      ['nhsNumbe', 'nhsnumber', 'familyname', 'internalNote', 'funding', 'author', 'recordedAt', '_m', '_resident'],
    ],
    [within, ['FundingComponent', 'FundingComponen', 'SafeguardingEnquiry', 'TrustContact', 'Residen']],
    [variable, ['FundingSource', 'FundingSourc', 'ResidentFilter']],
    [looked, ['FundingComponent', 'FundingSource', 'SafeguardingEnquiry']],
    [argument, ['firs', 'orderBy', 'filter', 'where', 'nhsNumber']],
    [value, ['NURSIN', 'COUNCIL', 'CHC']],
  ];
  for (const [ask, names] of asked) {
    const of = async (name: string) => {
      const { text: answer } = await practice.ask(ask(name));
      return answer.replace(/"requestId":"[^"]*"/g, '').replace(/"locations":\[[^\]]*\],?/g, '');
    };
    const expected = await of(nonsense);
    expect(expected).toMatch(/NOT_SHARED|"__type":null/);
    for (const name of names) expect([ask(name), await of(name)]).toEqual([ask(name), expected]);
  }
});
