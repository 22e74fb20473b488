import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { factoriesOn } from '../support/factories.ts';
import { type HubUnderTest, startHub } from '../support/hub.ts';
import { answeredOtherwise } from './examples.ts';

let database: TestDatabase;
let hub: HubUnderTest;
const codes: Record<string, string> = {};

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  const icb = await make.organisation('icb');
  const network = await make.network({ icb, columns: { code: 'U90001' } });
  const practice = await make.practice({ network, columns: { ods_code: 'Y90001' } });
  const home = await make.home({ columns: { name: 'Weaversyke House', cqc_location_id: '1-1000000032' } });
  const columns = { clinical_lead_name: 'Dr Amis' };
  await make.alignment({ home, network, leadPractice: practice, from: '2024-04-01', columns });
  const resident = await make.resident({ home, registeredWith: practice, since: '2024-02-01' });
  await make.carePlan({ resident, author: practice.organisation });
  await database.owner.query(
    `update care_plan set due_on = current_date + 99, medication_review_due_on = current_date + 99, medication_reviewed_on = reviewed_on`,
  );
  await make.incident({ resident, home, occurredAt: new Date(Date.now() - 86_400_000).toISOString() });
  await database.owner.query(
    `insert into concern (author_id, resident_id, addressed_to, urgency, text, answer_due_at)
     values ($1, $2, 'PRACTICE', 'SOON', 'Sleepier since the fall.', now() + interval '1 day')`,
    [home.organisation.id, resident.id],
  );
  Object.assign(codes, { home: home.organisation.code, practice: practice.organisation.code, icb: icb.code });
  hub = await startHub({ database });
});
afterAll(async () => {
  await hub?.close();
  await database?.drop();
});

it('the page about rounds is answered as it says, from its first example to its last', async () => {
  const known = new Map([['2026-12-01', new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10)]]);
  const purposes = { commissioner: 'PLANNING' };
  expect(await answeredOtherwise(hub, 'docs/rounds.md', { codes, purposes, known })).toEqual([]);
});
