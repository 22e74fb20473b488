import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GraphQLClient } from 'graphql-request';
import { publishMeasures } from '../../src/measures/publish.ts';
import { declareAll } from '../measures/support/borough.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { factoriesOn } from '../support/factories.ts';
import { type HubUnderTest, startHub } from '../support/hub.ts';
import { getSdk } from '../support/sdk.ts';
import { expectGolden } from './golden.ts';

let database: TestDatabase;
let hub: HubUnderTest;
let home: string;
let nhsNumber: string;
let more: () => Promise<void>;
let moreHomes: () => Promise<void>;
const practice = 'Y99001';
const statements: string[] = [];

/** One home of a practice, with a resident of its own, one of its network and one of another; nothing depends on today. */
beforeAll(async () => {
  database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  const network = await make.network();
  const lead = await make.practice({ network, columns: { ods_code: practice, name: 'Weirside Practice' } });
  await database.owner.query('update organisation set code = $1 where id = $2', [practice, lead.organisation.id]);
  const neighbour = await make.practice({ network, columns: { name: 'Cobbler Street Practice', ods_code: 'Y99002' } });
  const stranger = await make.practice({ columns: { name: 'Lamplighter Surgery', ods_code: 'Y99003' } });
  const place = await make.home({
    columns: { name: 'Beech House', postcode: 'ZZ1 1AB', cqc_location_id: '1-99000001' },
  });
  home = '1-99000001';
  await database.owner.query('update organisation set code = $1 where id = $2', [home, place.organisation.id]);
  await make.alignment({ home: place, leadPractice: lead, network });
  const trust = await make.organisation('trust', { code: 'RZ9', name: 'Weirs Hospitals' });
  await make.organisation('dashboard', { code: 'DASH9', name: 'Observatory' });
  await make.capacity({ home: place, columns: { care_type: 'RESIDENTIAL' } });
  await database.owner.query(
    `insert into postcode_location (postcode, latitude, longitude) select postcode, latitude, longitude from care_home`,
  );
  await database.owner.query(
    `insert into rating (home_id, domain, rating, published_on) values ($1, 'OVERALL', 'GOOD', '2025-06-01')`,
    [place.id],
  );
  await database.owner.query(
    `insert into discharge_hours (home_id, weekday, from_at, until_at) values ($1, 'SATURDAY', '09:00', '18:00')`,
    [place.id],
  );

  const living = async (familyName: string, registeredWith: typeof lead, bornOn: string) => {
    const resident = await make.resident({ familyName, home: place, registeredWith, bornOn, since: '2024-02-01' });
    await make.incident({ resident, home: place });
    for (const day of ['2024-04-20', '2025-01-09', '2025-03-01', '2025-04-30']) {
      await make.stay({ resident, trust, admittedAt: `${day}T10:00:00Z`, dischargedAt: `${day}T15:00:00Z` });
    }
    await make.carePlan({ resident, author: lead.organisation });
    return resident;
  };
  ({ nhsNumber } = await living('Ashford', lead, '1934-05-02'));
  await living('Birch', neighbour, '1941-11-30');
  await living('Cole', stranger, '1929-01-17');
  more = async () => {
    for (let n = 0; n < 30; n++) await living(`Another ${n}`, [lead, neighbour, stranger][n % 3] ?? lead, '1940-01-01');
  };
  moreHomes = async () => {
    for (let n = 0; n < 8; n++) {
      const another = await make.home({ columns: { name: `Beech House ${n}`, postcode: 'ZZ1 1AB' } });
      await make.capacity({ home: another, columns: { care_type: 'RESIDENTIAL' } });
    }
    await database.owner.query(
      `insert into rating (home_id, domain, rating, published_on)
       select id, 'OVERALL', 'GOOD', '2025-06-01' from care_home where name like 'Beech House _'`,
    );
    await database.owner.query(
      `insert into discharge_hours (home_id, weekday, from_at, until_at)
       select id, 'SATURDAY', '09:00', '18:00' from care_home where name like 'Beech House _'`,
    );
  };
  hub = await startHub({ database, observe: (text) => statements.push(text) });
  await declareAll(database.owner);
  const owner = await database.owner.connect();
  await publishMeasures(owner, hub.contract.agreement, new Date('2025-05-20T12:00:00Z')).finally(() => owner.release());
});
afterAll(async () => {
  await hub.close();
  await database.drop();
});

/** The typed questions of one signed-in role. */
async function as(organisation: string, role: string, purpose: string) {
  const { token } = await hub.as(organisation, role, purpose);
  statements.length = 0;
  return getSdk(new GraphQLClient(hub.url, { headers: { authorization: `Bearer ${token}` } }));
}

const question = (name: string) => readFileSync(`test/documents/${name}.graphql`, 'utf8');
const golden = (name: string, variables: object, answer: unknown) =>
  expectGolden(name, { question: question(name), variables, answer, statements: [...statements] });

/** What differs from run to run though nothing else does: the moment at which the beds were stated. */
const withoutMoments = (answer: unknown) =>
  JSON.parse(JSON.stringify(answer, (key, value: unknown) => (key === 'asOf' ? 'a moment ago' : value))) as unknown;

describe('the documents of the first users', () => {
  test('HomeRound: a practice before its weekly round', async () => {
    const variables = { since: '2025-01-01T00:00:00Z' };
    golden('HomeRound', variables, await (await as(practice, 'clinician', 'DIRECT_CARE')).HomeRound(variables));
  });

  test('BedSearch: a discharge team with a patient ready to go', async () => {
    const at = '2026-11-28T15:00:00Z';
    const variables = { careType: 'RESIDENTIAL', near: { postcode: 'ZZ1 1AB' }, at } as const;
    const answer = await (await as('RZ9', 'discharge-coordinator', 'DISCHARGE')).BedSearch(variables);
    golden('BedSearch', variables, withoutMoments(answer));
  });

  test('AdmissionProfile: a dashboard asking who is admitted when', async () => {
    const variables = { from: '2025-03-01', to: '2025-05-01' };
    const answer = await (await as('DASH9', 'service', 'PLANNING')).AdmissionProfile(variables);
    golden('AdmissionProfile', variables, answer);
  });

  test('Me, OneResident and Homes: the small ones', async () => {
    golden('Me', {}, await (await as(practice, 'clinician', 'DIRECT_CARE')).Me());
    golden(
      'OneResident',
      { nhsNumber },
      await (await as(practice, 'clinician', 'DIRECT_CARE')).OneResident({ nhsNumber }),
    );
    golden('Homes', {}, await (await as('DASH9', 'service', 'PLANNING')).Homes());
  });
});

test('a home sees itself, and itself only, among the aligned homes', async () => {
  const { alignedHomes } = await (await as(home, 'care-worker', 'DIRECT_CARE')).HomeRound({
    since: '2025-01-01T00:00:00Z',
  });
  expect(alignedHomes.nodes.map(({ cqcLocationId }) => cqcLocationId)).toEqual([home]);
});

test('the statements of a document are the same for three residents and for thirty-three', async () => {
  const variables = { since: '2025-01-01T00:00:00Z' };
  const few = await as(practice, 'clinician', 'DIRECT_CARE');
  await few.HomeRound(variables);
  const before = [...statements];
  await more();
  const many = await as(practice, 'clinician', 'DIRECT_CARE');
  const { alignedHomes } = await many.HomeRound(variables);
  expect(alignedHomes.nodes[0]?.residents?.totalCount).toBe(33);
  expect([...statements].sort()).toEqual(before.sort());
});

test('the statements of a search are the same for one home and for nine', async () => {
  const variables = { careType: 'RESIDENTIAL', near: { postcode: 'ZZ1 1AB' }, at: '2026-11-28T15:00:00Z' } as const;
  const search = async () => {
    const { careHomes } = await (await as('RZ9', 'discharge-coordinator', 'DISCHARGE')).BedSearch(variables);
    const found = { homes: careHomes.totalCount, statements: [...statements].sort() };
    await (await as('DASH9', 'service', 'PLANNING')).Homes();
    return { ...found, listing: [...statements].sort() };
  };
  const one = await search();
  await moreHomes();
  expect(await search()).toEqual({ ...one, homes: one.homes + 8 });
  expect(one.homes).toBe(1);
});
