import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { driftOf } from '../../register/register.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { day } from '../../support/days.ts';
import { type Factories, factoriesOn, type MadeOrganisation, type MadePlace } from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';

const STAYS = `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { familyName hospitalStays { nodes {
  id version dischargedAt dischargeReadyOn pathway delayReason delayAgency } } } }`;
const RECORD = 'id version dischargedAt dischargeReadyOn pathway delayReason delayAgency destination avoidableFactors';
const mutations = {
  setDischargeReady: 'SetDischargeReadyInput',
  recordDelay: 'RecordDelayInput',
  dischargePatient: 'DischargePatientInput',
  reviewAdmission: 'ReviewAdmissionInput',
} as const;
type Mutation = keyof typeof mutations;
type Stay = Record<string, unknown> & { id: string; version: number };
interface Outcome {
  record: Stay | null;
  problems: { path: string[]; code: string }[];
}

let database: TestDatabase;
let make: Factories;
let hub: HubUnderTest;
let home: MadePlace;
let practice: MadePlace;
let trust: MadeOrganisation;
let coordinator: Asking;
let doctor: Asking;

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  make = factoriesOn(database.owner);
  [practice, home, trust] = [await make.practice(), await make.home(), await make.organisation('trust')];
  hub = await startHub({ database });
  coordinator = await hub.as(trust.code, 'discharge-coordinator', 'DISCHARGE');
  doctor = await hub.as(trust.code, 'clinician', 'DIRECT_CARE');
});
afterAll(async () => {
  await hub?.close();
  await database?.drop();
});

/** A trust sees what it wrote for 30 days after the discharge. */
const admittedAt = `${day(-20)}T22:30:00Z`;
async function inpatient() {
  const resident = await make.resident({ home, registeredWith: practice, since: '2024-02-01' });
  await make.stay({ resident, trust, admittedAt });
  const { id } = (await staysSeenBy(coordinator, resident.nhsNumber))[0] as Stay;
  return { ...resident, stay: id };
}
async function staysSeenBy(viewer: Asking, nhsNumber: string): Promise<Stay[]> {
  const { data } = await viewer.ask<{ resident: { hospitalStays: { nodes: Stay[] } } | null }>(STAYS, { nhsNumber });
  return data.resident?.hospitalStays.nodes ?? [];
}
let keys = 0;
function asked(viewer: Asking, mutation: Mutation, stay: string, version: number, more: object) {
  const document = `mutation ($input: ${mutations[mutation]}!) {
    ${mutation}(input: $input) { record { ${RECORD} } problems { path code } } }`;
  const input = { idempotencyKey: `stay-${++keys}-key`, stay, version, ...more };
  return viewer.ask<Record<Mutation, Outcome>>(document, { input });
}
async function write(viewer: Asking, mutation: Mutation, stay: string, version: number, more: object) {
  return (await asked(viewer, mutation, stay, version, more)).data[mutation];
}
const problemsOf = ({ problems }: Outcome) => problems.map(({ path, code }) => [path.at(-1), code]);
const left = { dischargedAt: `${day(-2)}T15:00:00Z`, pathway: 'P0', destination: '65' };

describe('the way out of hospital', () => {
  it('is told step by step, to the home and the practice as to the trust, and nothing is overwritten', async () => {
    const { id, nhsNumber, stay } = await inpatient();
    const ready = await write(coordinator, 'setDischargeReady', stay, 1, { readyOn: day(-12), pathway: 'P3' });
    expect(ready.record).toMatchObject({ id: stay, version: 2, dischargeReadyOn: day(-12), pathway: 'P3' });
    const delay = { reason: 'CARE_HOME_PLACEMENT', agency: 'SOCIAL_CARE' };
    expect((await write(coordinator, 'recordDelay', stay, 2, delay)).problems).toEqual([]);
    const manager = await hub.as(home.organisation.code, 'manager', 'DIRECT_CARE');
    expect(await staysSeenBy(manager, nhsNumber)).toMatchObject([
      { version: 3, dischargedAt: null, delayReason: 'CARE_HOME_PLACEMENT', delayAgency: 'SOCIAL_CARE' },
    ]);
    const { record, problems } = await write(coordinator, 'dischargePatient', stay, 3, left);
    expect([record, problems]).toEqual([expect.objectContaining({ id: stay, version: 4, destination: '65' }), []]);
    const clinician = await hub.as(practice.organisation.code, 'clinician', 'DIRECT_CARE');
    expect(await staysSeenBy(clinician, nhsNumber)).toMatchObject([
      { version: 4, dischargedAt: `${day(-2)}T15:00:00.000Z`, pathway: 'P0' },
    ]);
    const { rows } = await database.owner.query(
      `select version, discharge_ready_on is not null as ready, delay_reason, discharged_at is not null as "left",
         valid_until is null as stands
       from hospital_stay where resident_id = $1 order by version`,
      [id],
    );
    const [reason, stands] = ['CARE_HOME_PLACEMENT', false];
    expect(rows).toEqual([
      { version: 1, ready: false, delay_reason: null, left: false, stands },
      { version: 2, ready: true, delay_reason: null, left: false, stands },
      { version: 3, ready: true, delay_reason: reason, left: false, stands },
      { version: 4, ready: true, delay_reason: reason, left: true, stands: true },
    ]);
  });

  it('leaves the trust with its own stay, and the register is what its facts give reason for', async () => {
    const { id, nhsNumber, stay } = await inpatient();
    await write(coordinator, 'dischargePatient', stay, 1, left);
    expect(await staysSeenBy(doctor, nhsNumber)).toMatchObject([{ id: stay, version: 2 }]);
    const { rows } = await database.owner.query(
      `select kind from hub.relationship where resident_id = $1 and organisation_id = $2
         and since <= now() and (until is null or until > now())`,
      [id, trust.id],
    );
    expect(rows).toEqual([{ kind: 'trust.discharged' }]);
    expect(await driftOf(database.owner)).toEqual([]);
    const factors = ['A catheter blocked', ' A nurse at night '];
    const { record } = await write(doctor, 'reviewAdmission', stay, 2, { factors });
    expect(record).toMatchObject({ version: 3, avoidableFactors: ['A catheter blocked', 'A nurse at night'] });
  });

  it('turns back for who needs the hospital again: no delay is counted any more', async () => {
    const { stay } = await inpatient();
    await write(coordinator, 'setDischargeReady', stay, 1, { readyOn: day(-12) });
    await write(coordinator, 'recordDelay', stay, 2, { reason: 'CHOICE', agency: 'NHS' });
    const { record } = await write(coordinator, 'setDischargeReady', stay, 3, { readyOn: null });
    expect(record).toMatchObject({ dischargeReadyOn: null, delayReason: null, delayAgency: null });
    expect(problemsOf(await write(coordinator, 'recordDelay', stay, 4, { reason: 'CHOICE', agency: 'NHS' }))).toEqual([
      ['stay', 'NOT_READY'],
    ]);
    await write(coordinator, 'setDischargeReady', stay, 4, { readyOn: day(-2) });
    const before = { ...left, dischargedAt: `${day(-3)}T12:00:00Z` };
    expect(problemsOf(await write(coordinator, 'dischargePatient', stay, 5, before))).toEqual([
      ['dischargedAt', 'TOO_EARLY'],
    ]);
  });

  it.each([
    ['setDischargeReady', { readyOn: '2999-01-01' }, [['readyOn', 'IN_FUTURE']]],
    ['setDischargeReady', { readyOn: day(-21) }, [['readyOn', 'TOO_EARLY']]],
    ['recordDelay', { reason: 'DISPUTE', agency: null }, [['agency', 'REQUIRED']]],
    ['recordDelay', { reason: null, agency: 'BOTH' }, [['reason', 'REQUIRED']]],
    ['dischargePatient', { ...left, dischargedAt: '2999-01-01T00:00:00Z' }, [['dischargedAt', 'IN_FUTURE']]],
    ['dischargePatient', { ...left, dischargedAt: `${day(-20)}T22:29:59Z` }, [['dischargedAt', 'TOO_EARLY']]],
    ['dischargePatient', { ...left, destination: '5' }, [['destination', 'OUT_OF_RANGE']]],
    ['reviewAdmission', { factors: [' '] }, [['factors', 'REQUIRED']]],
    ['reviewAdmission', { factors: ['x'.repeat(201)] }, [['factors', 'TOO_LONG']]],
    ['reviewAdmission', { factors: Array.from({ length: 11 }, (_, n) => `${n}`) }, [['factors', 'OUT_OF_RANGE']]],
  ] as const)('makes no step that cannot be: %s %j', async (mutation, more, problems) => {
    const { stay } = await inpatient();
    expect(problemsOf(await write(doctor, mutation, stay, 1, more))).toEqual(problems);
  });

  it('is taken once: whoever discharges again, or read another version, is told so', async () => {
    const { stay } = await inpatient();
    const both = await Promise.all(
      [1, 1].map((version) => write(coordinator, 'dischargePatient', stay, version, left)),
    );
    expect(both.flatMap(problemsOf)).toEqual([['version', 'STALE_VERSION']]);
    expect(problemsOf(await write(coordinator, 'dischargePatient', stay, 2, left))).toEqual([
      ['stay', 'ALREADY_ENDED'],
    ]);
  });
});

describe('a stay is written about by nobody else', () => {
  it('not by another trust, nor by those who read it', async () => {
    const { nhsNumber, stay } = await inpatient();
    const other = await hub.as((await make.organisation('trust')).code, 'clinician', 'DIRECT_CARE');
    expect(problemsOf(await write(other, 'dischargePatient', stay, 1, left))).toEqual([['stay', 'UNKNOWN']]);
    const manager = await hub.as(home.organisation.code, 'manager', 'DIRECT_CARE');
    const [seen] = await staysSeenBy(manager, nhsNumber);
    const { errors } = await asked(manager, 'dischargePatient', seen?.id ?? '', 1, left);
    expect(errors?.[0]?.extensions.code).toBe('NOT_SHARED');
  });

  it('not by the trust of a later stay, who reads the earlier one', async () => {
    const { nhsNumber, stay } = await inpatient();
    await write(coordinator, 'dischargePatient', stay, 1, left);
    const later = await make.organisation('trust');
    const { id } = (await database.owner.query('select id from resident where nhs_number = $1', [nhsNumber])).rows[0];
    await make.stay({ resident: { id }, trust: later, admittedAt: `${day(-1)}T08:00:00Z` });
    const reader = await hub.as(later.code, 'clinician', 'DIRECT_CARE');
    const earlier = (await staysSeenBy(reader, nhsNumber)).find(({ dischargedAt }) => dischargedAt);
    expect(earlier).toBeDefined();
    const review = await write(reader, 'reviewAdmission', earlier?.id ?? '', 2, { factors: ['None'] });
    expect(problemsOf(review)).toEqual([['stay', 'UNKNOWN']]);
  });

  it('not by a coordinator who reviews what clinicians review', async () => {
    const { stay } = await inpatient();
    const { errors } = await asked(coordinator, 'reviewAdmission', stay, 1, { factors: [] });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
