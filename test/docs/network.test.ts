import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { day } from '../support/days.ts';
import { factoriesOn } from '../support/factories.ts';
import { type HubUnderTest, startHub } from '../support/hub.ts';
import { answeredOtherwise } from './examples.ts';

let database: TestDatabase;
let hub: HubUnderTest;
const codes: Record<string, string> = {};

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  const name = 'Weirs Community and Mental Health NHS Trust';
  const trust = await make.organisation('trust', { code: 'RZ2', name });
  const home = await make.home({ columns: { name: 'Weaversyke House', cqc_location_id: '1-1000000032' } });
  const resident = await make.resident({ home, since: '2024-02-01' });
  await make.trustContact({ resident, trust, kind: 'CASELOAD', startedAt: '2025-02-01T09:00:00Z' });
  Object.assign(codes, { home: home.organisation.code, trust: trust.code });
  hub = await startHub({ database });
});
afterAll(async () => {
  await hub?.close();
  await database?.drop();
});

it('the page about the directory and the network is answered as it says, from its first example to its last', async () => {
  const known = new Map([
    ['2026-12-01', day(9)],
    ['2027-03-31', day(99)],
    ['2027-03-01T08:00:00Z', `${day(90)}T08:00:00Z`],
    ['2027-04-23T16:00:00Z', `${day(140)}T16:00:00Z`],
  ]);
  expect(await answeredOtherwise(hub, 'docs/directory-and-network.md', { codes, known })).toEqual([]);
});
