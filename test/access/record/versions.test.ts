import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { cellsShown } from '../../../src/access/record/derive.ts';
import type { KeptPlan } from '../../../src/access/record/plan.ts';
import type { Agreement } from '../../../src/agreement/model.ts';
import { examineAgreement, keptAgreement } from '../../../src/agreement/read.ts';
import type { Contract } from '../../../src/server/contract/contract.ts';
import { apply, changed } from '../../server/support/changing.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { factoriesOn, type MadePlace } from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';
import { type Logged, logged } from './support/log.ts';

const LIST = '{ residents(first: 5) { nodes { id dateOfBirth withheld { field form } } } }';
/** With the other version, the registered practice sees years of birth only. */
const passage = `clear: [home.current, home.accepted, home.admitting & author, gp, hospital, trust.discharged, council.funder, council.safeguarding, icb.chc, icb.fnc]
      year: [practice.aligned]`;
const instead = `clear: [home.current, hospital, trust.discharged, council.funder, council.safeguarding, icb.chc, icb.fnc]
      year: [gp, practice.aligned]`;

let database: TestDatabase;
let hub: HubUnderTest;
let practice: MadePlace;
let clinician: Asking;
let other: Contract;

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  const make = factoriesOn(database.owner);
  practice = await make.practice();
  await make.resident({ home: await make.home(), registeredWith: practice, bornOn: '1934-05-02' });
  other = await changed(passage, instead);
  hub = await startHub({ database });
  clinician = await hub.as(practice.organisation.code, 'clinician', 'DIRECT_CARE', 'ada');
});
afterAll(async () => {
  await hub?.close();
  await database?.drop();
});

it('an answer that was begun under one version and given under another has one entry, of the version that it followed', async () => {
  const log: Logged[] = [];
  const ask = async () => log.push(await logged(hub.url, clinician.token, 'ada', LIST));
  await ask();
  let applied = false;
  const asking = async () => {
    for (let n = 0; n < 15 || !applied; n++) await ask();
  };
  const applying = async () => {
    await apply(database, other).finally(() => {
      applied = true;
    });
  };
  await Promise.all([asking(), asking(), asking(), asking(), applying()]);
  log.push(await logged(hub.url, clinician.token, 'ada', LIST));

  const { rows } = await database.owner.query<{ id: string; agreement: string }>(
    'select request_id as id, agreement from hub.access_entry order by number',
  );
  const answered = log.filter(({ status }) => status === 200);
  expect(answered.length).toBeGreaterThan(log.length / 2);
  expect(rows.map(({ id }) => id).sort()).toEqual(log.map(({ requestId }) => requestId).sort());
  expect(new Set(rows.map(({ agreement }) => agreement))).toEqual(
    new Set([hub.contract.agreement.hash, other.agreement.hash]),
  );
  expect(rows.at(-1)?.agreement).toBe(other.agreement.hash);
});

it('the version of an entry is kept as it was, so that its cells can be told when another is in force', async () => {
  const { rows } = await database.owner.query<{
    agency: string;
    role: string;
    purpose: string;
    residents: string[];
    shown: Buffer;
    plan: KeptPlan;
    body: string;
  }>(
    `select entry.agency, entry.role, entry.purpose, entry.residents, entry.shown, plan.plan, version.body
     from hub.access_entry entry join hub.access_plan plan on plan.hash = entry.plan
     join hub.agreement_version version on version.hash = entry.agreement
     where entry.outcome = 'ANSWERED' order by entry.number`,
  );
  const birth = rows.map((entry) =>
    cellsShown(entry, entry.plan, keptAgreement(entry.body) as Agreement).map(({ field, form }) => `${field} ${form}`),
  );
  expect(birth[0]).toEqual(['dateOfBirth clear', 'id clear']);
  expect(birth.at(-1)).toEqual(['dateOfBirth year', 'id clear']);
});

it('a version from before the hub knew of a relationship is read as it was, though none may be put in force without its words', () => {
  const { agreement } = hub.contract;
  const before = agreement.text
    .replace(/^ {2}council\.safeguarded: .*\n/m, '')
    .replaceAll(
      /council\.safeguarded( & \w+)?, |, council\.safeguarded( & \w+)?| *- council\.safeguarded( & \w+)?\n/g,
      '',
    );
  const wanted = expect.objectContaining({ what: 'the relationship council.safeguarded is not described' });
  expect(examineAgreement(before, 'before').findings).toContainEqual(wanted);
  expect(examineAgreement(before, 'before').agreement).toBeUndefined();
  const kept = keptAgreement(before);
  expect(kept?.relationships.has('council.safeguarded')).toBe(false);
  expect(kept?.subjects.get('Incident')).toEqual(
    expect.objectContaining({ personal: true, nobody: agreement.subjects.get('Incident')?.nobody }),
  );
  expect(keptAgreement(before.replaceAll('council.funder', 'council.founder'))).toBeUndefined();
});
