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
  const council = await make.organisation('council');
  const home = await make.home({ council, columns: { name: 'Weaversyke House', cqc_location_id: '1-1000000032' } });
  await make.resident({ home, since: '2024-02-01' });
  Object.assign(codes, { home: home.organisation.code, council: council.code });
  hub = await startHub({ database });
});
afterAll(async () => {
  await hub?.close();
  await database?.drop();
});

it('the page about feedback and visits is answered as it says, from its first example to its last', async () => {
  const known = new Map([
    ['2026-11-20', day(-2)],
    ['2026-11', day(-2).slice(0, 7)],
    ['2026-11-18', day(-4)],
    ['2026-11-21', day(-1)],
    ['2026-12-31', day(39)],
  ]);
  const purposes = { 'quality-officer': 'FUNDING' };
  expect(await answeredOtherwise(hub, 'docs/feedback-and-visits.md', { codes, purposes, known })).toEqual([]);
});
