import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { driftOf } from '../../register/register.ts';
import type { MadeOrganisation, MadeResident } from '../../support/factories.ts';
import type { Asking } from '../../support/hub.ts';
import { nobody, type Setting, setting } from '../claim/setting.ts';

const CLAIM =
  'mutation ($input: ClaimAttendanceInput!) { claimAttendance(input: $input) { outcome problems { path code } } }';
const RECORD = `id version arrivedAt departedAt outcome arrivalMode conveyedFrom calledAt conveyedAt diagnosis`;
const ATTENDANCES = `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) {
  emergencyAttendances { nodes { ${RECORD} trust { code } } } } }`;
const CLAIMS = '{ myClaims(first: 50) { nodes { kind state nhsNumber } } }';
interface Attendance {
  [field: string]: unknown;
  id: string;
  version: number;
}
interface Outcome {
  record: Attendance | null;
  problems: { path: string[]; code: string }[];
}
const mutations = {
  recordConveyance: 'RecordConveyanceInput',
  endAttendance: 'EndAttendanceInput',
  withdrawAttendance: 'WithdrawAttendanceInput',
} as const;
type Mutation = keyof typeof mutations;

let s: Setting;
let doctor: Asking;
let carer: Asking;
let gp: Asking;
beforeAll(async () => {
  s = await setting();
  doctor = await s.hub.as(s.trust.code, 'clinician', 'DIRECT_CARE', 'dr-e');
  carer = await s.hub.as(s.home.organisation.code, 'care-worker', 'DIRECT_CARE');
  gp = await s.hub.as(s.practice.organisation.code, 'clinician', 'DIRECT_CARE');
});
afterEach(async () => expect(await driftOf(s.database.owner)).toEqual([]));
afterAll(() => s.end());

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const claims = async (viewer: Asking, person: { nhsNumber: string }, arrivedAt = ago(2)) =>
  (await viewer.ask<{ claimAttendance: Outcome }>(CLAIM, { input: s.typed(person, { arrivedAt }) })).data
    .claimAttendance;
const stateOf = async (viewer: Asking, { nhsNumber }: { nhsNumber: string }) =>
  (await viewer.ask<{ myClaims: { nodes: { state: string; nhsNumber: string }[] } }>(CLAIMS)).data.myClaims.nodes
    .filter((claim) => claim.nhsNumber === nhsNumber)
    .map(({ state }) => state);
async function seenBy(viewer: Asking, { nhsNumber }: { nhsNumber: string }): Promise<Attendance[] | null> {
  type Seen = { resident: { emergencyAttendances: { nodes: Attendance[] } | null } | null };
  return (await viewer.ask<Seen>(ATTENDANCES, { nhsNumber })).data.resident?.emergencyAttendances?.nodes ?? null;
}
let keys = 0;
function asked(viewer: Asking, mutation: Mutation, more: object) {
  const document = `mutation ($input: ${mutations[mutation]}!) {
    ${mutation}(input: $input) { record { ${RECORD} } problems { path code } } }`;
  return viewer.ask<Record<Mutation, Outcome>>(document, { input: { idempotencyKey: `attends-${++keys}`, ...more } });
}
const write = async (viewer: Asking, mutation: Mutation, more: object) =>
  (await asked(viewer, mutation, more)).data[mutation];
const codesOf = ({ problems }: Outcome) => problems.map(({ path, code }) => [path.at(-1), code]);
async function read(person: { nhsNumber: string }) {
  const [{ id, version }] = ((await seenBy(doctor, person)) ?? []) as [Attendance];
  return { attendance: id, version };
}
async function attending(arrivedAt = ago(5), departedAt?: string): Promise<MadeResident> {
  const person = await s.someone();
  await s.make.attendance({ resident: person, trust: s.trust, arrivedAt, departedAt });
  return person;
}
const sendsBag = (person: MadeResident, sentAt = ago(2.5)) =>
  s.database.owner.query(
    `insert into red_bag (author_id, resident_id, home_id, items, sent_at) values ($1, $2, $3, '{GLASSES}', $4)`,
    [s.home.organisation.id, person.id, s.home.id, sentAt],
  );
async function sentToHospital(person: MadeResident): Promise<void> {
  const { rows } = await s.database.owner.query<{ id: string }>('select id from placement where resident_id = $1', [
    person.id,
  ]);
  const from = new Date().toISOString().slice(0, 10);
  await s.make.absence({ resident: person, home: s.home, placement: rows[0] as { id: string }, from });
}
async function holds(organisation: MadeOrganisation, person: MadeResident): Promise<string[]> {
  const { rows } = await s.database.owner.query<{ kind: string }>(
    `select kind from hub.relationship where organisation_id = $1 and resident_id = $2 and since <= now()
       and (until is null or until > now()) order by 1`,
    [organisation.id, person.id],
  );
  return rows.map(({ kind }) => kind);
}

describe('whoever claims that somebody is in the emergency department', () => {
  it('is let in for a day as in an emergency, and for the attendance when the home has sent the red bag', async () => {
    const person = await s.someone();
    expect(await claims(doctor, person)).toEqual({ outcome: 'ACCEPTED', problems: [] });
    expect([await holds(s.trust, person), await stateOf(doctor, person)]).toEqual([['trust.emergency'], ['OPEN']]);
    expect(await seenBy(doctor, person)).toEqual([]);
    await sendsBag(person);
    // Open by right now, and not for a day besides.
    expect(await holds(s.trust, person)).toEqual(['trust.attending']);
    expect(await stateOf(doctor, person)).toEqual(['CONFIRMED']);
    expect(await seenBy(gp, person)).toMatchObject([{ version: 1, outcome: null, trust: { code: s.trust.code } }]);
  });

  it('is answered the same of anybody, and nothing is borne out of two trusts, of another day, or of the own word', async () => {
    expect(await claims(doctor, nobody)).toEqual({ outcome: 'ACCEPTED', problems: [] });
    expect(codesOf(await claims(doctor, nobody, '2099-01-01T00:00:00Z'))).toEqual([['arrivedAt', 'IN_FUTURE']]);
    const [two, early] = [await s.someone(), await s.someone()];
    await claims(doctor, two);
    await claims(await s.hub.as(s.otherTrust.code, 'clinician', 'DIRECT_CARE', 'dr-o'), two);
    await sendsBag(two);
    expect(await holds(s.trust, two)).toEqual(['trust.emergency']);
    await claims(doctor, early, ago(30));
    await sendsBag(early);
    expect(await holds(s.trust, early)).toEqual(['trust.emergency']);
    const elsewhere = await s.someone();
    await s.make.attendance({ resident: elsewhere, trust: s.otherTrust, arrivedAt: ago(3) });
    await claims(doctor, elsewhere);
    expect([await holds(s.trust, elsewhere), await stateOf(doctor, elsewhere)]).toEqual([[], ['PENDING']]);
  });

  it('has claimed no stay by it: the home may yet bear that out', async () => {
    const person = await s.someone();
    await doctor.ask('mutation ($input: ClaimStayInput!) { claimStay(input: $input) { outcome } }', {
      input: s.typed(person, { admittedAt: ago(1), admissionMethod: '21' }),
    });
    await s.make.attendance({ resident: person, trust: s.trust, arrivedAt: ago(2) });
    expect(await stateOf(doctor, person)).toEqual(['OPEN']);
    await sentToHospital(person);
    expect(await stateOf(doctor, person)).toEqual(['CONFIRMED']);
    expect(await holds(s.trust, person)).toContain('trust.inpatient');
  });

  it('is not kept out by an attendance of before that nobody has ended', async () => {
    const [here, there] = [await s.someone(), await s.someone()];
    await s.make.attendance({ resident: here, trust: s.trust, arrivedAt: ago(24 * 9) });
    await s.make.attendance({ resident: there, trust: s.otherTrust, arrivedAt: ago(24 * 9) });
    await claims(doctor, here);
    expect(await holds(s.trust, here)).toEqual(['trust.discharged', 'trust.emergency']);
    await sentToHospital(here);
    await claims(doctor, there);
    await sendsBag(there);
    expect(await holds(s.trust, there)).toEqual(['trust.attending']);
  });

  it('is confirmed by the feed, whichever comes first', async () => {
    const person = await s.someone();
    await claims(doctor, person);
    await s.make.attendance({ resident: person, trust: s.trust, arrivedAt: ago(2) });
    expect(await stateOf(doctor, person)).toEqual(['CONFIRMED']);
    const known = await attending();
    await claims(doctor, known);
    expect(await stateOf(doctor, known)).toEqual(['CONFIRMED']);
  });
});

describe('an attendance', () => {
  it('is told from arrival to departure: how the patient came, what came of it, to those who care', async () => {
    const person = await attending();
    const way = { arrivalMode: 'AMBULANCE', conveyedFrom: 'CARE_HOME', calledAt: ago(6.5), conveyedAt: ago(5.5) };
    const told = await write(doctor, 'recordConveyance', { ...(await read(person)), ...way });
    expect([told.problems, told.record]).toEqual([[], expect.objectContaining({ version: 2, ...way })]);
    const end = { departedAt: ago(1), outcome: 'DISCHARGED_BACK', diagnosis: 'Bruised hip, no fracture.' };
    const left = await write(doctor, 'endAttendance', { ...(await read(person)), ...end });
    expect([left.problems, left.record]).toEqual([[], expect.objectContaining({ version: 3, ...end })]);
    expect(await seenBy(carer, person)).toMatchObject([{ ...way, ...end, version: 3 }]);
    expect(await holds(s.trust, person)).toEqual(['trust.discharged']);
    expect(codesOf(await write(doctor, 'endAttendance', { ...(await read(person)), ...end }))).toEqual([
      ['attendance', 'ALREADY_ENDED'],
    ]);
  });

  it('whose end nobody tells keeps nothing open beyond three days', async () => {
    const person = await attending(ago(73));
    expect(await holds(s.trust, person)).toEqual(['trust.discharged']);
    expect(await seenBy(doctor, person)).toHaveLength(1);
    const gone = await attending(ago(24 * 40), ago(24 * 39));
    expect([await holds(s.trust, gone), await seenBy(doctor, gone)]).toEqual([[], null]);
    expect(await seenBy(carer, gone)).toHaveLength(1);
  });

  it('has its moments in their order, and is written in the version that was read', async () => {
    const person = await attending();
    const attendance = await read(person);
    const conveys = async (more: object) =>
      codesOf(await write(doctor, 'recordConveyance', { ...attendance, arrivalMode: 'AMBULANCE', ...more }));
    expect(await conveys({ conveyedAt: ago(4) })).toEqual([['conveyedAt', 'OUT_OF_RANGE']]);
    expect(await conveys({ calledAt: ago(5.5), conveyedAt: ago(6) })).toEqual([['calledAt', 'OUT_OF_RANGE']]);
    expect(await conveys({ version: 5 })).toEqual([['version', 'STALE_VERSION']]);
    const ends = async (more: object) =>
      codesOf(await write(doctor, 'endAttendance', { ...attendance, departedAt: ago(1), outcome: 'LEFT', ...more }));
    expect(await ends({ departedAt: '2099-01-01T00:00:00Z' })).toEqual([['departedAt', 'IN_FUTURE']]);
    expect(await ends({ departedAt: ago(6) })).toEqual([['departedAt', 'TOO_EARLY']]);
    expect(await ends({ diagnosis: 'x'.repeat(501) })).toEqual([['diagnosis', 'TOO_LONG']]);
  });

  it('entered in error is taken back with all that it opened, by its trust alone', async () => {
    const person = await s.someone();
    await claims(doctor, person);
    await sendsBag(person);
    const wrong = { ...(await read(person)), reason: 'The patient in the next cubicle.' };
    const elsewhere = await s.hub.as(s.otherTrust.code, 'clinician', 'DIRECT_CARE');
    expect(codesOf(await write(elsewhere, 'withdrawAttendance', wrong))).toEqual([['attendance', 'UNKNOWN']]);
    expect((await asked(carer, 'withdrawAttendance', wrong)).errors?.[0]?.extensions.code).toBe('NOT_SHARED');
    const analyst = await s.hub.as(s.trust.code, 'analyst', 'PLANNING');
    expect((await asked(analyst, 'withdrawAttendance', wrong)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await write(doctor, 'withdrawAttendance', wrong)).toEqual({ record: null, problems: [] });
    expect([await holds(s.trust, person), await seenBy(gp, person)]).toEqual([[], []]);
    await s.database.owner.query('update red_bag set other_items = $2 where resident_id = $1', [person.id, 'A book.']);
    expect(await holds(s.trust, person)).toEqual([]);
    const { rows } = await s.database.owner.query(
      `select withdrawal_reason as reason from emergency_attendance where resident_id = $1 and former_of is null`,
      [person.id],
    );
    expect(rows).toEqual([{ reason: wrong.reason }]);
  });
});
