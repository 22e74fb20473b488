import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';
import { nobody, type Setting, setting } from '../claim/setting.ts';
import { OWN, TO } from './setting.ts';

const LIST = '{ residents(first: 20) { nodes { id familyName dateOfBirth incidents(first: 2) { nodes { kind } } } } }';
const UNUSUAL = `query ($from: DateTime!, $to: DateTime!) {
  unusualAccesses(from: $from, to: $to) { pattern user count since sample { requestId residents { id shown { field } } } }
}`;

let s: Setting;
let admin: pg.Client;
let hub: HubUnderTest;
let officer: Asking;
let until: string;
let statements = 0;
let unseen: { id: string; nhsNumber: string };
let strangers: { id: string; nhsNumber: string };

beforeAll(async () => {
  s = await setting();
  admin = new pg.Client({ connectionString: s.database.adminUrl });
  await admin.connect();
  hub = await startHub({ database: s.database, observe: () => (statements += 1) });
  for (let n = 0; n < 8; n += 1) await s.someone();
  const { organisation } = s.practice;
  unseen = await s.make.resident({ home: s.home, registeredWith: s.otherPractice });
  strangers = await s.make.resident({ home: await s.make.home(), registeredWith: s.otherPractice });
  const network = await s.make.network();
  await s.make.alignment({ home: s.home, leadPractice: s.practice, network });
  for (const [user, role, purpose] of [
    ['smith', 'analyst', 'PLANNING'],
    ['dr-p', 'clinician', 'DIRECT_CARE'],
    ['j.brien', 'clinician', 'DIRECT_CARE'],
  ] as const) {
    const viewer = await hub.as(organisation.code, role, purpose, user);
    for (let n = 0; n < 6; n += 1) await viewer.ask(LIST);
  }
  officer = await hub.as(organisation.code, 'privacy-officer', 'INFORMATION_GOVERNANCE', 'officer-p');
  until = new Date(Date.now() + 1).toISOString();
});
afterAll(async () => {
  await hub?.close();
  await admin?.end();
  await s?.end();
});

async function everyAnswer(): Promise<string[]> {
  const filter = { to: until };
  const from = new Date(Date.parse(until) - 86_400_000).toISOString();
  const about = [nobody, unseen, strangers].map(({ nhsNumber }) => ({ nhsNumber }));
  const answers = [
    await officer.ask(OWN, { first: 100, filter }),
    await officer.ask(UNUSUAL, { from, to: until }),
    ...(await Promise.all(about.map((resident) => officer.ask(TO, { resident, filter })))),
  ];
  return answers.map(({ text }) => text);
}

it('what an officer is told is the same, byte for byte, whatever others did and whatever the organisation cannot see', async () => {
  const before = await everyAnswer();
  expect(before[0]).toContain('practice.aligned');
  expect(before[1]).toContain('j.brien');
  for (const empty of before.slice(2)) expect(empty).toContain('"totalCount":0');

  // Names and numbers of whom the practice sees without, looks of others at the same people, and a claim of another's.
  await s.make.change('resident', unseen, { family_name: 'Smith', nhs_number: '9990000107' });
  await s.make.change('resident', strangers, { family_name: 'Brien', nhs_number: nobody.nhsNumber });
  const home = await hub.as(s.home.organisation.code, 'manager', 'DIRECT_CARE', 'dr-p');
  for (let n = 0; n < 12; n += 1) await home.ask(LIST);
  for (let n = 0; n < 12; n += 1) await home.ask('{ privacyAlerts { totalCount } }');
  const other = await hub.as(s.otherPractice.organisation.code, 'clinician', 'DIRECT_CARE', 'j.brien');
  await other.ask(LIST);
  await admin.query(
    `insert into hub.access_entry (request_id, organisation_id, at, agency, "user", role, agreement, kind, outcome, residents)
     select gen_random_uuid(), organisation_id, $1::timestamptz - interval '10 ms', agency, "user", role, agreement, kind,
       outcome, residents from hub.access_entry where organisation_id = $2`,
    [until, s.home.organisation.id],
  );
  expect(await everyAnswer()).toEqual(before);
});

it('and is asked in as many statements, however much there is to tell', async () => {
  const count = async (first: number) => {
    statements = 0;
    await officer.ask(OWN, { first, filter: { to: until } });
    return statements;
  };
  await count(1);
  expect(await count(18)).toBe(await count(2));
  expect(await count(18)).toBeLessThanOrEqual(4);
});
