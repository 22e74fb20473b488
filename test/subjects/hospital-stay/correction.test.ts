import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { driftOf } from '../../register/register.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { day } from '../../support/days.ts';
import {
  type Factories,
  factoriesOn,
  type Made,
  type MadeOrganisation,
  type MadePlace,
} from '../../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../../support/hub.ts';

const STAYS = `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { hospitalStays { nodes {
  id version admittedAt admissionMethod emergency dischargedAt } } } }`;
interface Stay {
  [field: string]: unknown;
  id: string;
  version: number;
}
interface Outcome {
  record: Stay | null;
  problems: { path: string[]; code: string }[];
}

let database: TestDatabase;
let make: Factories;
let hub: HubUnderTest;
let home: MadePlace;
let trust: MadeOrganisation;
let doctor: Asking;
let carer: Asking;

beforeAll(async () => {
  database = await databaseOfOwn('empty');
  make = factoriesOn(database.owner);
  [home, trust] = [await make.home(), await make.organisation('trust')];
  hub = await startHub({ database });
  doctor = await hub.as(trust.code, 'clinician', 'DIRECT_CARE');
  carer = await hub.as(home.organisation.code, 'care-worker', 'DIRECT_CARE');
});
afterEach(async () => expect(await driftOf(database.owner)).toEqual([]));
afterAll(async () => {
  await hub?.close();
  await database?.drop();
});

async function inpatient(dischargedAt?: string) {
  const resident = await make.resident({ home });
  const { id } = await make.stay({
    resident,
    trust,
    admittedAt: `${day(-10)}T22:30:00Z`,
    ...(dischargedAt && { dischargedAt }),
  });
  return { ...resident, row: id };
}
async function staysSeenBy(viewer: Asking, nhsNumber: string): Promise<Stay[]> {
  const { data } = await viewer.ask<{ resident: { hospitalStays: { nodes: Stay[] } } | null }>(STAYS, { nhsNumber });
  return data.resident?.hospitalStays.nodes ?? [];
}
let keys = 0;
function asked(viewer: Asking, mutation: 'correctStay' | 'withdrawStay', more: object) {
  const type = mutation === 'correctStay' ? 'CorrectStayInput' : 'WithdrawStayInput';
  return viewer.ask<Record<string, Outcome>>(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) {
      record { id version admittedAt admissionMethod emergency dischargedAt } problems { path code } } }`,
    { input: { idempotencyKey: `correct-${++keys}`, ...more } },
  );
}
const write = async (viewer: Asking, mutation: 'correctStay' | 'withdrawStay', more: object) =>
  (await asked(viewer, mutation, more)).data[mutation] as Outcome;
const codesOf = ({ problems }: Outcome) => problems.map(({ path, code }) => [path.at(-1), code]);
async function stayOf({ nhsNumber }: { nhsNumber: string }) {
  const [{ id, version }] = (await staysSeenBy(doctor, nhsNumber)) as [Stay];
  return { stay: id, version };
}
const holds = async (person: Made) =>
  (
    await database.owner.query<{ kind: string }>(
      `select kind from hub.relationship where organisation_id = $1 and resident_id = $2 and since <= now()
         and (until is null or until > now()) order by 1`,
      [trust.id, person.id],
    )
  ).rows.map(({ kind }) => kind);

describe('a mistyped stay', () => {
  it('is put right by the trust that stated it; what it said before is kept, and the register follows', async () => {
    const person = await inpatient();
    const right = { admittedAt: `${day(-10)}T20:30:00.000Z`, admissionMethod: '11' };
    const { record, problems } = await write(doctor, 'correctStay', { ...(await stayOf(person)), ...right });
    expect([problems, record]).toEqual([[], expect.objectContaining({ version: 2, emergency: false, ...right })]);
    expect(await staysSeenBy(carer, person.nhsNumber)).toMatchObject([{ version: 2, ...right }]);
    const { rows } = await database.owner.query(
      'select version, admission_method as method from hospital_stay where former_of = $1',
      [person.row],
    );
    expect(rows).toEqual([{ version: 1, method: '21' }]);
  });

  it('is not put off into the future, nor beyond its end, and its end is never put off', async () => {
    const person = await inpatient(`${day(-2)}T15:00:00Z`);
    const corrects = async (more: object) =>
      codesOf(await write(doctor, 'correctStay', { ...(await stayOf(person)), ...more }));
    expect(await corrects({})).toEqual([['input', 'REQUIRED']]);
    expect(await corrects({ admittedAt: '2099-01-01T00:00:00Z' })).toContainEqual(['admittedAt', 'IN_FUTURE']);
    expect(await corrects({ admittedAt: `${day(-2)}T16:00:00Z` })).toEqual([['admittedAt', 'OUT_OF_RANGE']]);
    expect(await corrects({ admissionMethod: '99' })).toEqual([['admissionMethod', 'OUT_OF_RANGE']]);
    expect(await corrects({ dischargedAt: `${day(-2)}T15:00:01Z` })).toEqual([['dischargedAt', 'OUT_OF_RANGE']]);
    expect(await corrects({ dischargedAt: `${day(-10)}T15:00:00Z` })).toEqual([['dischargedAt', 'OUT_OF_RANGE']]);
    expect(await corrects({ dischargedAt: `${day(-3)}T15:00:00Z` })).toEqual([]);
    await database.owner.query('update hospital_stay set discharge_ready_on = $2 where id = $1', [person.row, day(-4)]);
    expect(await corrects({ dischargedAt: `${day(-5)}T15:00:00Z` })).toEqual([['dischargedAt', 'OUT_OF_RANGE']]);
    const still = await inpatient();
    const end = { ...(await stayOf(still)), dischargedAt: `${day(-3)}T15:00:00Z` };
    expect(codesOf(await write(doctor, 'correctStay', end))).toEqual([['dischargedAt', 'OUT_OF_RANGE']]);
  });
});

describe('a feed', () => {
  it('adds the discharge to a stay that it recorded before, but none of the future', async () => {
    const person = await inpatient();
    await database.owner.query(`update hospital_stay set recorded_at = now() - interval '9 days' where id = $1`, [
      person.row,
    ]);
    const end = `update hospital_stay set discharged_at = now() + $2::interval where id = $1`;
    await expect(database.owner.query(end, [person.row, '1 hour'])).rejects.toThrow('discharge_not_in_future');
    await database.owner.query(end, [person.row, '-1 hour']);
    const { rows } = await database.owner.query(
      'select discharged_at < recorded_at as later from hospital_stay where id = $1',
      [person.row],
    );
    expect(rows).toEqual([{ later: true }]);
  });
});

describe('a stay that was entered in error', () => {
  it('is taken back: what it opened closes at once, nobody reads it any more, and why is kept', async () => {
    const person = await inpatient();
    const stay = await stayOf(person);
    expect(await holds(person)).toEqual(['trust.inpatient']);
    const reason = 'Typed the number of the patient in the next bed.';
    expect(await write(doctor, 'withdrawStay', { ...stay, reason })).toEqual({ record: null, problems: [] });
    expect([await holds(person), await staysSeenBy(doctor, person.nhsNumber)]).toEqual([[], []]);
    expect(await staysSeenBy(carer, person.nhsNumber)).toEqual([]);
    const { rows } = await database.owner.query(
      `select version, withdrawal_reason as reason, valid_until is not null as ended from hospital_stay
       where resident_id = $1 order by version`,
      [person.id],
    );
    expect(rows).toEqual([
      { version: 1, reason: null, ended: true },
      { version: 2, reason, ended: true },
    ]);
    const entries = await database.owner.query(
      `select kind from hub.access_entry where operation = 'withdrawStay' and $1 = any (residents)`,
      [person.id],
    );
    expect(entries.rows).toEqual([{ kind: 'WRITE' }]);
    expect(codesOf(await write(doctor, 'withdrawStay', { ...stay, reason }))).toEqual([['stay', 'UNKNOWN']]);
  });

  it('closes what its claim opened for a day as well, and nothing revives it', async () => {
    const person = await make.resident({ home });
    const { rows } = await database.owner.query<{ date_of_birth: string; family_name: string; placement: string }>(
      `select date_of_birth::text, family_name, (select id from placement where resident_id = resident.id) as placement
       from resident where id = $1`,
      [person.id],
    );
    const [{ date_of_birth: dateOfBirth, family_name: familyName, placement = '' }] = rows as [(typeof rows)[0]];
    const claimed = { nhsNumber: person.nhsNumber, dateOfBirth, familyName, admissionMethod: '21' };
    const admittedAt = new Date(Date.now() - 3_600_000).toISOString();
    await doctor.ask('mutation ($input: ClaimStayInput!) { claimStay(input: $input) { outcome } }', {
      input: { idempotencyKey: 'claims-1', ...claimed, admittedAt },
    });
    const today = new Date().toISOString().slice(0, 10);
    await make.absence({ resident: person, home, placement: { id: placement }, from: today });
    expect(await holds(person)).toEqual(['trust.inpatient']);
    type Claims = { myClaims: { nodes: { state: string }[] } };
    const claims = async () => (await doctor.ask<Claims>('{ myClaims(first: 9) { nodes { state } } }')).data.myClaims;
    expect(await claims()).toEqual({ nodes: [{ state: 'CONFIRMED' }] });
    await write(doctor, 'withdrawStay', { ...(await stayOf(person)), reason: 'Another of the same name.' });
    expect(await holds(person)).toEqual([]);
    expect(await claims()).toEqual({ nodes: [{ state: 'WITHDRAWN' }] });
    await database.owner.query('update absence set reason = reason where resident_id = $1', [person.id]);
    expect(await holds(person)).toEqual([]);
  });

  it('ends the referral that followed from it: the chosen home sees the person no longer', async () => {
    const [person, still] = [await inpatient(), await inpatient()];
    const chosen = await make.home();
    for (const { id } of [person, still]) {
      await database.owner.query(
        `insert into discharge_referral (author_id, resident_id, kind, care_type, gender, mobility, hoist, oxygen,
           infection_status, medicines_ready, transport, funding_route, earliest, answer_by, reserve_until, state,
           chosen_at, chosen_home_id, accepted_id, lapses_at)
         select $1, $2, 'NEW_PLACEMENT', 'RESIDENTIAL', 'FEMALE', 'INDEPENDENT', false, false, 'NONE_KNOWN', true,
           'SEATED', 'COUNCIL', now(), now(), until, 'CHOSEN', now() - interval '1 hour', $3, $4, until
         from (select now() + interval '2 days' as until) bed`,
        [trust.id, id, chosen.id, chosen.organisation.id],
      );
    }
    const seers = async ({ id }: Made) =>
      (
        await database.owner.query(
          `select from hub.relationship where organisation_id = $1 and resident_id = $2
             and (until is null or until > now())`,
          [chosen.organisation.id, id],
        )
      ).rowCount;
    expect(await seers(person)).toBe(1);
    await make.stay({ resident: still, trust: await make.organisation('trust'), admittedAt: `${day(-1)}T10:00:00Z` });
    const stay = { ...(await stayOf(person)), reason: 'The next bed.' };
    expect(await write(doctor, 'withdrawStay', stay)).toEqual({ record: null, problems: [] });
    expect([await seers(person), await seers(still)]).toEqual([0, 1]);
  });

  it('is the affair of the trust that stated it alone, and of the version that was read', async () => {
    const person = await inpatient();
    const stay = { ...(await stayOf(person)), reason: 'A mistake.' };
    const other = await hub.as((await make.organisation('trust')).code, 'clinician', 'DIRECT_CARE');
    expect(codesOf(await write(other, 'withdrawStay', stay))).toEqual([['stay', 'UNKNOWN']]);
    const { reason: _reason, ...corrected } = { ...stay, admissionMethod: '22' };
    expect(codesOf(await write(other, 'correctStay', corrected))).toEqual([['stay', 'UNKNOWN']]);
    expect(codesOf(await write(doctor, 'withdrawStay', { ...stay, version: 3 }))).toEqual([
      ['version', 'STALE_VERSION'],
    ]);
    expect(codesOf(await write(doctor, 'withdrawStay', { ...stay, reason: ' ' }))).toEqual([['reason', 'REQUIRED']]);
    expect((await asked(carer, 'withdrawStay', stay)).errors?.[0]?.extensions.code).toBe('NOT_SHARED');
    const analyst = await hub.as(trust.code, 'analyst', 'PLANNING');
    expect((await asked(analyst, 'withdrawStay', stay)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await holds(person)).toEqual(['trust.inpatient']);
  });
});
