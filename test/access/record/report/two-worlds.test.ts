import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { planHash, planText } from '../../../../src/access/record/plan.ts';
import type { Look } from '../../../../src/access/record/report/look.ts';
import { packShown } from '../../../../src/access/record/shown.ts';
import { withClient } from '../../../../src/database/client.ts';
import { narrative, type Person, type Setting, setting } from '../../../subjects/safeguarding/setting.ts';
import type { MadeOrganisation } from '../../../support/factories.ts';
import type { Asking } from '../../../support/hub.ts';
import { insertEntries } from '../sealing/record.ts';
import { csvOf, looksIn, pagesOf, pdfOf } from './support/reports.ts';

const ALL = `query ($n: NhsNumber!) { resident(nhsNumber: $n) {
  id givenName dateOfBirth placements { nodes { home { name } from } } incidents { nodes { kind harm } }
  safeguardingConcerns { totalCount nodes { id kinds narrative status resident { familyName nhsNumber } } }
} }`;
const LIST = `{ residents { nodes { familyName safeguardingConcerns { nodes { id raisedAt } } } } }`;
const EXPLAIN = `query ($n: NhsNumber!) {
  explainAccess(resident: { nhsNumber: $n }, field: "Resident.safeguardingConcerns") { form }
}`;
const NODE = `query ($id: ID!) { node(id: $id) { id ... on SafeguardingConcern {
  narrative resident { givenName incidents { nodes { kind } } } } ... on Resident { familyName } } }`;
const OBJECT = `mutation ($input: RecordObjectionInput!) {
  recordObjection(input: $input) { record { kind } problems { code } } }`;
const BOTH = `mutation ($one: RecordObjectionInput!, $other: RaiseSafeguardingConcernInput!) {
  recordObjection(input: $one) { record { kind } problems { code } }
  raiseSafeguardingConcern(input: $other) { record { id resident { familyName } } problems { code } } }`;
const ALERTS = '{ privacyAlerts { totalCount nodes { id nhsNumber } } }';
const OWN = '{ ownAccesses { nodes { operation residents { id resident { nhsNumber } shown { field } } } } }';
const TO = `query ($n: NhsNumber!) { accessesTo(resident: { nhsNumber: $n }) { nodes { operation residents { id } } } }`;
const GLASS = `mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { outcome problems { code } } }`;

let s: Setting;
let finance: Asking;
let stranger: Asking;
let officers: Asking[];
let keys = 0;
const key = () => ({ idempotencyKey: `two-worlds-${++keys}` });

/** Whom an enquiry is about, and one of the same name and the same life without. */
let one: Person;
let other: Person;

beforeAll(async () => {
  s = await setting();
  [one, other] = [await s.someone(), await s.someone()];
  for (const resident of [one, other]) {
    const { rows } = await s.database.owner.query('select id from placement where resident_id = $1', [resident.id]);
    await s.make.funding({ resident, home: s.home, placement: rows[0], source: 'COUNCIL', payer: s.council });
    await s.make.stay({ resident, trust: s.trust, admittedAt: '2026-11-01T10:00Z' });
    await s.make.incident({ resident, home: s.home });
  }
  finance = await s.hub.as(s.council.code, 'finance', 'FUNDING', 'payer');
  stranger = await s.hub.as(s.otherPractice.organisation.code, 'clinician', 'DIRECT_CARE', 'stranger');
  officers = await Promise.all(
    [s.home.organisation, s.practice.organisation, s.council].map(({ code }) =>
      s.hub.as(code, 'privacy-officer', 'INFORMATION_GOVERNANCE', 'officer'),
    ),
  );
});
afterAll(() => s.end());

/** A question that is refused would try nothing. */
async function ask<Data>(viewer: Asking, document: string, variables: object = {}): Promise<{ data: Data }> {
  const answer = await viewer.ask<Data>(document, variables);
  if (/"errors"/.test(answer.text)) throw new Error(answer.text);
  return answer;
}

/** What happens in both worlds, at the same places of their lives. */
async function live(person: Person): Promise<void> {
  const n = person.nhsNumber;
  for (const viewer of [s.manager, s.clinician, s.hospital, finance]) {
    await ask(viewer, ALL, { n });
    await ask(viewer, EXPLAIN, { n });
  }
  const { data } = await ask<{ resident: { id: string } }>(s.clinician, ALL, { n });
  const objection = { ...key(), resident: data.resident.id, kind: 'ARTICLE_21', decidedBy: 'RESIDENT' };
  for (let times = 0; times < 2; times += 1) await ask(s.clinician, OBJECT, { input: { ...objection, ...key() } });
  const typed = {
    nhsNumber: n,
    dateOfBirth: person.bornOn,
    familyName: person.familyName,
    reason: 'Found on the floor',
  };
  await ask(stranger, GLASS, { input: { ...key(), ...typed } });
  await ask(stranger, ALL, { n });
}

/** Everything that happens around an enquiry, by everybody who may know of it and by those who may not. */
async function enquire(person: Person): Promise<void> {
  const n = person.nhsNumber;
  await s.raise(s.clinician, person, { narrative: '' });
  await s.raise(s.clinician, person);
  const [own] = await s.concerns(s.clinician, person);
  const [concern] = await s.concerns(s.worker, person);
  await ask(s.clinician, NODE, { id: own?.id });
  await ask(s.worker, ALL, { n });
  await ask(s.worker, NODE, { id: concern?.id });
  await ask(s.worker, EXPLAIN, { n });
  await ask(s.worker, LIST);
  await ask(s.worker, '{ safeguardingReports { nodes { id nhsNumber } } }');
  const found = await s.finds(s.worker, person);
  const objection = { ...key(), resident: found?.id, kind: 'NATIONAL_DATA_OPT_OUT', decidedBy: 'ATTORNEY' };
  await ask(s.worker, OBJECT, { input: objection });
  await s.decide(s.worker, concern?.id, 'ENQUIRY', { outcome: null });
  await s.decide(s.worker, concern?.id, 'ENQUIRY');
  await s.release(s.worker, concern?.id, s.home.organisation);
  await ask(s.worker, '{ safeguardingReleases { nodes { id concern reason } } }');
  const [released] = await s.concerns(s.manager, person);
  await ask(s.manager, NODE, { id: released?.id });
  await s.withdraw(s.worker, concern?.id, s.home.organisation);
  await s.report(s.hospital, person);
  const known = await s.finds(s.manager, person);
  const raised = { kinds: ['PHYSICAL'], narrative };
  await ask(s.manager, BOTH, {
    one: { ...key(), resident: known?.id, kind: 'NATIONAL_DATA_OPT_OUT', decidedBy: 'RESIDENT' },
    other: { ...key(), ...raised, resident: known?.id },
  });
}

/** What of that tells nothing by itself, because those who care for somebody look and write every day. */
async function care(person: Person): Promise<void> {
  for (const viewer of [s.clinician, s.clinician, s.clinician, s.manager]) await s.finds(viewer, person);
  const known = await s.finds(s.manager, person);
  const objection = { ...key(), resident: known?.id, kind: 'NATIONAL_DATA_OPT_OUT', decidedBy: 'RESIDENT' };
  await ask(s.manager, OBJECT, { input: objection });
}

/** The entry of an officer who read of looks at a person. */
async function readOf({ id }: Person, { id: organisation_id, agency }: MadeOrganisation): Promise<void> {
  const place = { path: 'ownAccesses', type: 'AccessEvent', fields: ['operation'] };
  const text = planText({ operation: 'ownAccesses', places: [place] });
  const plan = planHash(agency, text);
  const { bytes: shown, residents } = packShown([[{ _resident: id, _m: 0 }]]);
  const asked = { role: 'privacy-officer', purpose: 'INFORMATION_GOVERNANCE', operation: 'ownAccesses' };
  const said = { ...asked, organisation_id, agency, agreement: s.hub.contract.agreement.hash, plan, shown, residents };
  await withClient(s.database.adminUrl, async (admin) => {
    const keep = 'insert into hub.access_plan (hash, agency, plan) values ($1, $2, $3) on conflict do nothing';
    await admin.query(keep, [plan, agency, text]);
    await insertEntries(admin, s.database.key, 1, said);
  });
}

/** Times apart, for the two worlds have one clock. */
async function told(person: Person): Promise<Look[]> {
  const looks = await looksIn(s.database.ownerUrl, { resident: person.id });
  return looks.map((look, index) => ({ ...look, at: new Date(Date.UTC(2026, 9, 26) - index * 3_000_000) }));
}

/** Both reports as they are handed out. */
async function reports(person: Person): Promise<{ csv: string; pages: string[] }> {
  const looks = await told(person);
  return { csv: await csvOf(looks), pages: await pagesOf(await pdfOf(looks)) };
}

describe('the report of a resident about whom an enquiry is open', () => {
  it('is that of a resident without, byte for byte, whatever was looked at and written for the enquiry', async () => {
    for (const person of [one, other]) await live(person);
    await enquire(one);
    await care(other);
    await ask(s.manager, LIST);
    for (const officer of officers) await ask(officer, ALERTS);
    for (const person of [one, other]) await live(person);
    const [here, there] = [await reports(one), await reports(other)];
    expect(here.csv).toBe(there.csv);
    expect(here.pages).toEqual(there.pages);
    expect(there.csv.split('\r\n').length).toBeGreaterThan(40);
    expect(here.csv + here.pages.join()).not.toMatch(/safeguard|enquir/i);
  });

  it('tells of no officer who read of looks for an enquiry, where there is nothing else to read of', async () => {
    const [third, fourth] = [await s.someone(), await s.someone()];
    await s.raise(s.clinician, third);
    await s.concerns(s.worker, third);
    await s.finds(s.clinician, fourth);
    for (const person of [third, fourth]) await s.finds(s.manager, person);
    for (const officer of officers) {
      await ask(officer, OWN);
      for (const { nhsNumber: n } of [third, fourth]) await officer.ask(TO, { n });
    }
    // Under an agreement by which an enquiry opens more than safeguarding, an officer may read of such looks.
    for (const organisation of [s.council, s.home.organisation]) await readOf(third, organisation);
    await readOf(fourth, s.home.organisation);
    const [here, there] = [await reports(third), await reports(fourth)];
    expect(here).toEqual(there);
    expect(there.csv).toMatch(/care home,privacy officer,.*,who of its own looked at the record,/);
    expect(there.csv).not.toContain(',council,');
    await readOf(one, s.council);
    expect((await reports(one)).csv).toMatch(/,council,privacy officer,.*,who of its own looked at the record,/);
    for (const { id } of await s.concerns(s.worker, third)) await s.decide(s.worker, id, 'NO_FURTHER_ACTION');
    expect((await reports(third)).csv).toMatch(/,council,privacy officer,.*,who of its own looked at the record,/);
  });

  it('tells all of it once the enquiry has ended, and of an enquiry that ended before while another is open', async () => {
    for (const { id } of await s.concerns(s.worker, one)) await s.decide(s.worker, id, 'NO_FURTHER_ACTION');
    const ended = await reports(one);
    for (const words of [
      "safeguarding,The council has an enquiry open about the resident's safety.",
      'Wrote to the record: raise safeguarding concern',
      'Wrote to the record: decide safeguarding concern',
      'Wrote to the record: release safeguarding concern',
      'GP practice,clinician,direct care,The resident is registered with this practice.,Looked at the record,safeguarding concern,1,',
      'care home,manager,direct care,The resident lives in this home.,Looked at the record,safeguarding concern,1,"kinds,',
      'Looked at the record,safeguarding release',
    ]) {
      expect(ended.csv).toContain(words);
    }
    expect(ended.pages.join()).toContain('Makes safeguarding enquiries for the council.');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const before = await looksIn(s.database.ownerUrl, { resident: one.id });
    await s.raise(s.clinician, one);
    await s.concerns(s.worker, one);
    const [ofFinding, ...after] = await looksIn(s.database.ownerUrl, { resident: one.id });
    expect(after).toEqual(before);
    expect(ofFinding).toMatchObject({ agency: 'practice', purpose: 'DIRECT_CARE', kind: 'READ' });
  });
});
