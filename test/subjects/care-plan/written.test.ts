import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { day } from '../../support/days.ts';
import { untilSomebodyWaits } from '../../support/waiting.ts';
import { type Mutation, mutations, type Person, problemsOf, type Setting, setting } from './setting.ts';

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

const plan = { agreedOn: '2026-11-02', agreedWith: ['RESIDENT', 'FAMILY'], goals: 'To walk to the garden.' };
const given: Record<Mutation, object> = {
  agreeCarePlan: plan,
  declineCarePlan: { declinedOn: '2026-11-02' },
  reviewMedicines: { reviewedOn: '2026-11-02' },
  writeHomePart: { helpWithMoving: 'One carer and a frame' },
  writeClinicalSummary: { allergies: [], medicines: ['Ramipril 2.5 mg'] },
  writePersonalSummary: { whatMattersToMe: 'The wireless at breakfast' },
  stateDeprivationOfLiberty: { deprivationOfLiberty: 'APPLIED' },
};
/** Of a plan one stands from the admission on. */
const first = (mutation: Mutation) => (/Plan|Medicines|Part/.test(mutation) ? { version: 1 } : {});
const whoMay = (mutation: Mutation) =>
  ({ writeHomePart: s.worker, writePersonalSummary: s.worker, stateDeprivationOfLiberty: s.signatory })[
    mutation as 'writeHomePart'
  ] ?? s.clinician;
async function versions(table: string, { id }: { id: string }) {
  const { rows } = await s.database.owner.query(
    `select version, author_id, valid_until is null as stands from ${table} where resident_id = $1 order by version`,
    [id],
  );
  return rows;
}
/** The resident moves out; `look` then says what the home that was left still reads. */
async function movedOut(person: Person, on: string, selection: string) {
  const { data } = await s.worker.ask<{ resident: { id: string } }>(
    'query ($n: NhsNumber!) { resident(nhsNumber: $n) { id } }',
    { n: person.nhsNumber },
  );
  await s.database.owner.query('update placement set to_on = $2 where resident_id = $1', [person.id, on]);
  return async () =>
    (
      await s.worker.ask<{ node: Record<string, object | null> }>(
        `query ($id: ID!) { node(id: $id) { ... on Resident { ${selection} } } }`,
        { id: data.resident.id },
      )
    ).data.node;
}

describe('a care plan', () => {
  it('is agreed by the practice with those it names, and is due again a year later', async () => {
    const person = await s.someone('2026-10-30');
    const { record, problems } = await s.write(s.clinician, 'agreeCarePlan', person, { version: 1, ...plan });
    expect(problems).toEqual([]);
    expect(record).toMatchObject({
      version: 2,
      status: 'IN_PLACE',
      dueOn: '2027-11-02',
      agreedWith: ['RESIDENT', 'FAMILY'],
    });
    const again = { version: 2, agreedOn: '2026-11-20', agreedWith: ['ATTORNEY'], reviewBy: '2027-02-01' };
    const reviewed = await s.write(s.clinician, 'agreeCarePlan', person, again);
    expect(reviewed.record).toMatchObject({
      version: 3,
      dueOn: '2027-02-01',
      goals: plan.goals,
      agreedWith: ['ATTORNEY'],
    });
    expect(await s.read(s.worker, person, 'carePlan')).toMatchObject({
      version: 3,
      goals: plan.goals,
      reviewedOn: '2026-11-20',
    });
    const [practice, home] = [s.practice.organisation.id, s.home.organisation.id];
    expect(await versions('care_plan', person)).toEqual([
      { version: 1, author_id: home, stands: false },
      { version: 2, author_id: practice, stands: false },
      { version: 3, author_id: practice, stands: true },
    ]);
  });

  it('is due anew within the clock after a return from hospital, and no later review makes that later', async () => {
    const person = await s.someone('2026-03-02');
    await s.write(s.clinician, 'agreeCarePlan', person, { version: 1, ...plan, agreedOn: '2026-03-05' });
    const times = { admittedAt: '2026-11-10T10:00:00Z', dischargedAt: '2026-11-14T19:00:00Z' };
    await s.make.stay({ resident: person, trust: s.trust, ...times });
    const due = { countedFrom: '2026-11-14', dueOn: '2026-11-21', reviewedOn: '2026-03-05' };
    const stands = await s.read(s.clinician, person, 'carePlan');
    expect(stands).toMatchObject(due);
    expect(['DUE', 'OVERDUE']).toContain(stands?.status);
    const version = stands?.version;
    const { record } = await s.write(s.clinician, 'agreeCarePlan', person, {
      version,
      ...plan,
      agreedOn: '2026-11-16',
    });
    expect(record).toMatchObject({ status: 'IN_PLACE', dueOn: '2027-11-16' });
  });

  it('may be declined, and is offered again after the next return from hospital', async () => {
    const person = await s.someone('2026-03-02');
    const { record } = await s.write(s.clinician, 'declineCarePlan', person, { version: 1, declinedOn: '2026-03-04' });
    expect(record).toMatchObject({ status: 'DECLINED', declinedOn: '2026-03-04' });
    const declined = { version: 2, reviewedOn: '2026-03-04', declined: true };
    expect((await s.write(s.clinician, 'reviewMedicines', person, declined)).record).toMatchObject({
      medicationReviewStatus: 'DECLINED',
      medicationReviewedOn: null,
    });
    const times = { admittedAt: '2026-05-10T10:00:00Z', dischargedAt: '2026-05-14T19:00:00Z' };
    await s.make.stay({ resident: person, trust: s.trust, ...times });
    expect(await s.read(s.clinician, person, 'carePlan')).toMatchObject({
      status: 'OVERDUE',
      medicationReviewStatus: 'OVERDUE',
    });
  });

  it('has the medicines reviewed by a clinician, and by no coordinator', async () => {
    const person = await s.someone('2026-10-30');
    const { record } = await s.write(s.clinician, 'reviewMedicines', person, { version: 1, reviewedOn: '2026-11-12' });
    expect(record).toMatchObject({
      medicationReviewStatus: 'IN_PLACE',
      medicationReviewDueOn: '2027-11-12',
      status: 'OVERDUE',
    });
    const coordinator = await s.hub.as(s.practice.organisation.code, 'care-coordinator', 'DIRECT_CARE');
    const { errors } = await s.asked(coordinator, 'reviewMedicines', person, { version: 2, reviewedOn: '2026-11-13' });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await s.write(coordinator, 'agreeCarePlan', person, { version: 2, ...plan })).problems).toEqual([]);
  });

  it('has a part of the home’s own, which leaves the rest as it is', async () => {
    const person = await s.someone('2026-10-30');
    await s.write(s.clinician, 'agreeCarePlan', person, { version: 1, ...plan });
    const help = { helpWithMoving: ' Two carers and the hoist ', helpAtNight: 'Turned every four hours' };
    const { record } = await s.write(s.worker, 'writeHomePart', person, { version: 2, ...help });
    expect(record).toMatchObject({
      ...{
        version: 3,
        helpWithMoving: 'Two carers and the hoist',
        helpAtNight: help.helpAtNight,
        helpWithEating: null,
      },
      ...{
        goals: plan.goals,
        reviewedOn: '2026-11-02',
        dueOn: '2027-11-02',
        homePartBy: { code: s.home.organisation.code },
      },
    });
    const less = await s.write(s.worker, 'writeHomePart', person, { version: 3, helpAtNight: null });
    expect(less.record).toMatchObject({ helpAtNight: null, helpWithMoving: 'Two carers and the hoist' });
    const finance = await s.hub.as(s.council.code, 'finance', 'FUNDING');
    expect(await s.asked(finance, 'writeHomePart', person, help)).toMatchObject({
      errors: [{ extensions: { code: 'NOT_SHARED' } }],
    });
    const paid = await finance.ask<{ resident: { carePlan: object } }>(
      'query ($n: NhsNumber!) { resident(nhsNumber: $n) { carePlan { reviewedOn agreedWith dueOn } } }',
      { n: person.nhsNumber },
    );
    expect(paid.data.resident.carePlan).toEqual({
      reviewedOn: '2026-11-02',
      agreedWith: ['RESIDENT', 'FAMILY'],
      dueOn: '2027-11-02',
    });
  });

  it('is no longer read by the home that was left once it begins anew in another', async () => {
    const person = await s.someone(day(-60));
    const look = await movedOut(person, day(-20), 'carePlan { countedFrom status }');
    expect(await look()).toEqual({ carePlan: { countedFrom: day(-60), status: 'OVERDUE' } });
    await s.make.placement({ resident: person, home: await s.make.home(), from: day(-10) });
    expect(await look()).toEqual({ carePlan: null });
    expect(await s.read(s.clinician, person, 'carePlan')).toMatchObject({ countedFrom: day(-10) });
  });

  it('stays declined whatever was agreed or reviewed before that was said', async () => {
    const person = await s.someone(day(-60));
    await s.write(s.clinician, 'declineCarePlan', person, { version: 1, declinedOn: day(-10) });
    const agreed = { ...plan, version: 2, agreedOn: day(-11) };
    expect(problemsOf(await s.write(s.clinician, 'agreeCarePlan', person, agreed))).toEqual([['agreedOn', 'OUTDATED']]);
    await s.write(s.clinician, 'reviewMedicines', person, { version: 2, reviewedOn: day(-10), declined: true });
    const reviewed = { version: 3, reviewedOn: day(-11) };
    expect(problemsOf(await s.write(s.clinician, 'reviewMedicines', person, reviewed))).toEqual([
      ['reviewedOn', 'OUTDATED'],
    ]);
    expect(
      (await s.write(s.clinician, 'agreeCarePlan', person, { ...agreed, version: 3, agreedOn: day(-10) })).problems,
    ).toEqual([]);
  });

  it('is not agreed with nobody, about nothing, tomorrow, or before what stands', async () => {
    const person = await s.someone('2026-10-30');
    const agree = async (more: object) =>
      problemsOf(await s.write(s.clinician, 'agreeCarePlan', person, { version: 1, ...plan, ...more }));
    expect(await agree({ agreedWith: [] })).toEqual([['agreedWith', 'REQUIRED']]);
    expect(await agree({ agreedWith: ['OTHER'] })).toEqual([['agreedWithNames', 'REQUIRED']]);
    expect(await agree({ goals: undefined })).toEqual([['goals', 'REQUIRED']]);
    expect(await agree({ goals: ' ' })).toEqual([['goals', 'REQUIRED']]);
    expect(await agree({ agreedOn: '2199-01-01' })).toEqual([['agreedOn', 'IN_FUTURE']]);
    expect(await agree({ reviewBy: '2026-11-02' })).toEqual([['reviewBy', 'TOO_EARLY']]);
    expect(await agree({})).toEqual([]);
    expect(await agree({ version: 2, agreedOn: '2026-11-01' })).toEqual([['agreedOn', 'OUTDATED']]);
    await expect(
      s.database.owner.query(`update care_plan set reviewed_on = '2199-01-01' where resident_id = $1`, [person.id]),
    ).rejects.toThrow('care_plan_reviewed_not_in_future');
  });
});

describe('the clinical summary', () => {
  it('is written by the practice, says first whether there are allergies, and keeps what it said', async () => {
    const person = await s.someone();
    const without = await s.write(s.clinician, 'writeClinicalSummary', person, { medicines: [], frailty: 6 });
    expect(problemsOf(without)).toEqual([['allergies', 'REQUIRED']]);
    const said = { allergies: [' Penicillin: rash '], medicines: ['Amlodipine 5 mg once a day'], frailty: 6 };
    const { record } = await s.write(s.clinician, 'writeClinicalSummary', person, said);
    expect(record).toMatchObject({
      version: 1,
      allergies: ['Penicillin: rash'],
      resuscitation: 'NOT_RECORDED',
      frailty: 6,
    });
    const more = { version: 1, resuscitation: 'DO_NOT_ATTEMPT', escalationPlan: 'Comfort in the home.' };
    await s.write(s.clinician, 'writeClinicalSummary', person, more);
    expect(await s.read(s.worker, person, 'clinicalSummary')).toMatchObject({
      ...{ version: 2, allergies: ['Penicillin: rash'], resuscitation: 'DO_NOT_ATTEMPT' },
    });
    const author_id = s.practice.organisation.id;
    expect(await versions('clinical_summary', person)).toEqual([
      { version: 1, author_id, stands: false },
      { version: 2, author_id, stands: true },
    ]);
  });

  it('is taken over by the practice to which the resident changes', async () => {
    const person = await s.someone();
    await s.write(s.clinician, 'writeClinicalSummary', person, { allergies: [], medicines: [] });
    const next = await s.make.practice();
    await s.database.owner.query(`update gp_registration set to_on = '2026-10-01' where resident_id = $1`, [person.id]);
    await s.make.registration({ resident: person, practice: next, from: '2026-10-01' });
    const doctor = await s.hub.as(next.organisation.code, 'clinician', 'DIRECT_CARE');
    const { record } = await s.write(doctor, 'writeClinicalSummary', person, { version: 1, frailty: 7 });
    expect(record).toMatchObject({ version: 2, frailty: 7, allergies: [] });
    expect((await versions('clinical_summary', person)).map(({ author_id }) => author_id)).toEqual([
      ...[s.practice.organisation.id, next.organisation.id],
    ]);
  });

  it('has a frailty from 1 to 9, and lists without empty or endless entries', async () => {
    const person = await s.someone();
    const write = async (more: object) =>
      problemsOf(await s.write(s.clinician, 'writeClinicalSummary', person, { allergies: [], medicines: [], ...more }));
    expect(await write({ frailty: 10 })).toEqual([['frailty', 'OUT_OF_RANGE']]);
    expect(await write({ frailty: 0 })).toEqual([['frailty', 'OUT_OF_RANGE']]);
    expect(await write({ allergies: null })).toEqual([['allergies', 'REQUIRED']]);
    expect(await write({ medicines: ['  '] })).toEqual([['medicines', 'REQUIRED']]);
    expect(await write({ medicines: ['x'.repeat(201)] })).toEqual([['medicines', 'TOO_LONG']]);
    expect(await write({ resuscitation: null })).toEqual([['resuscitation', 'REQUIRED']]);
  });
});

describe('the personal summary', () => {
  const kin = { nextOfKinName: 'Ann Example', nextOfKinTelephone: '07700 900123' };
  const year = { authorisedFrom: '2026-11-01', authorisedUntil: '2027-10-31' };
  const authorised = { deprivationOfLiberty: 'AUTHORISED', ...year, conditions: 'Walks outside twice a week.' };

  it('is the home’s, but for what the council decided about liberty', async () => {
    const person = await s.someone();
    const { record } = await s.write(s.worker, 'writePersonalSummary', person, kin);
    expect(record).toMatchObject({ version: 1, ...kin, deprivationOfLiberty: 'NONE' });
    const stated = await s.write(s.signatory, 'stateDeprivationOfLiberty', person, { version: 1, ...authorised });
    expect(stated.record).toMatchObject({
      ...{ version: 2, ...kin, deprivationOfLiberty: 'AUTHORISED', libertyAuthorisedUntil: '2027-10-31' },
      libertyStatedBy: { code: s.council.code },
    });
    expect(
      (await s.write(s.worker, 'writePersonalSummary', person, { version: 2, whatMattersToMe: 'Tea' })).problems,
    ).toEqual([]);
    expect(await s.read(s.clinician, person, 'personalSummary')).toMatchObject({
      ...{
        version: 3,
        whatMattersToMe: 'Tea',
        deprivationOfLiberty: 'AUTHORISED',
        libertyConditions: authorised.conditions,
      },
    });
    const more = { version: 3, deprivationOfLiberty: 'NONE' };
    expect((await s.asked(s.worker, 'stateDeprivationOfLiberty', person, more)).errors?.[0]?.extensions.code).toBe(
      'NOT_SHARED',
    );
  });

  it('may begin with what the council decided, and is the home’s as soon as the home writes', async () => {
    const person = await s.someone();
    await s.write(s.signatory, 'stateDeprivationOfLiberty', person, { deprivationOfLiberty: 'APPLIED' });
    const { record } = await s.write(s.worker, 'writePersonalSummary', person, { version: 1, ...kin });
    expect(record).toMatchObject({ version: 2, ...kin, deprivationOfLiberty: 'APPLIED' });
    expect((await versions('personal_summary', person)).map(({ author_id }) => author_id)).toEqual([
      ...[s.council.id, s.home.organisation.id],
    ]);
  });

  it('tells the home that was left its own words, and nothing of what the council decides after that', async () => {
    const person = await s.someone(day(-60));
    await s.write(s.worker, 'writePersonalSummary', person, kin);
    const liberty = 'deprivationOfLiberty libertyAuthorisedUntil libertyConditions libertyStatedBy { code }';
    const look = await movedOut(person, day(-5), `personalSummary { version nextOfKinName ${liberty} }`);
    const decided = { ...authorised, authorisedFrom: day(-2), authorisedUntil: day(90), version: 1 };
    expect((await s.write(s.signatory, 'stateDeprivationOfLiberty', person, decided)).problems).toEqual([]);
    expect(await look()).toEqual({
      personalSummary: {
        ...{ version: null, nextOfKinName: kin.nextOfKinName, deprivationOfLiberty: null },
        ...{ libertyAuthorisedUntil: null, libertyConditions: null, libertyStatedBy: null },
      },
    });
  });

  it('is stale, not impossible, for whoever began it at the same moment as another', async () => {
    const person = await s.someone();
    const other = await s.database.owner.connect();
    await other.query('begin');
    await other.query(`insert into personal_summary (author_id, resident_id) values ($1, $2)`, [
      ...[s.council.id, person.id],
    ]);
    const writing = s.write(s.worker, 'writePersonalSummary', person, kin);
    await untilSomebodyWaits(s.database.owner);
    await other.query('commit');
    other.release();
    expect(problemsOf(await writing)).toEqual([['version', 'STALE_VERSION']]);
  });

  it('reads an authorisation as ended after its last day, whether or not the council has said so', async () => {
    const person = await s.someone('2024-01-08');
    const past = { deprivationOfLiberty: 'AUTHORISED', authorisedFrom: '2025-02-01', authorisedUntil: '2026-01-31' };
    const { record } = await s.write(s.signatory, 'stateDeprivationOfLiberty', person, past);
    expect(record).toMatchObject({ deprivationOfLiberty: 'ENDED', libertyAuthorisedUntil: '2026-01-31' });
  });

  it('takes an authorisation with both its days, for a year at most', async () => {
    const person = await s.someone();
    const state = async (more: object) =>
      problemsOf(await s.write(s.signatory, 'stateDeprivationOfLiberty', person, { ...authorised, ...more }));
    expect(await state({ authorisedUntil: null })).toEqual([['authorisedUntil', 'REQUIRED']]);
    expect(await state({ authorisedUntil: '2026-10-31' })).toEqual([['authorisedUntil', 'TOO_EARLY']]);
    expect(await state({ authorisedUntil: '2027-11-01' })).toEqual([['authorisedUntil', 'OUT_OF_RANGE']]);
    expect(await state({ deprivationOfLiberty: 'ENDED' })).toEqual([['authorisedUntil', 'IN_FUTURE']]);
    expect(await state({ deprivationOfLiberty: 'REFUSED', conditions: null })).toEqual([
      ...[
        ['authorisedFrom', 'NOT_OF_THIS_KIND'],
        ['authorisedUntil', 'NOT_OF_THIS_KIND'],
      ],
    ]);
    expect(await state({})).toEqual([]);
    await expect(
      s.database.owner.query(
        `update personal_summary set liberty_authorised_until = '2028-01-01' where resident_id = $1`,
        [person.id],
      ),
    ).rejects.toThrow('personal_summary_liberty_for_a_year');
  });

  it('shows the one who decides about liberty nothing but what that needs', async () => {
    const person = await s.someone();
    const { data } = await s.signatory.ask<{ resident: Record<string, unknown> }>(
      `query ($n: NhsNumber!) { resident(nhsNumber: $n) { familyName ethnicity incidents { totalCount } carePlan { dueOn }
        currentPlacement { home { name } careType } } }`,
      { n: person.nhsNumber },
    );
    expect(data.resident).toEqual({
      ...{ familyName: 'Example', ethnicity: null, incidents: null, carePlan: null },
      currentPlacement: { home: { name: expect.any(String) }, careType: null },
    });
  });
});

describe('each of them', () => {
  it('is written by functions that read nothing of what it says', async () => {
    const said = ['goals', 'help_at_night', 'allergies', 'medicines', 'next_of_kin_name', 'liberty_conditions'];
    const { rows } = await s.database.owner.query(
      `select attname from pg_attribute where attname = any ($1) and attnum > 0 and has_column_privilege(
         'caregraph_register', attrelid, attnum, 'select')
         and attrelid in ('care_plan'::regclass, 'clinical_summary'::regclass, 'personal_summary'::regclass)`,
      [said],
    );
    expect(rows).toEqual([]);
  });

  it.each(mutations)(
    'takes of %s one effect for one key, and no other version than the one that stands',
    async (mutation) => {
      const person = await s.someone('2026-10-30');
      const [viewer, version] = [whoMay(mutation), first(mutation)];
      const input = { idempotencyKey: `once-${mutation}`, ...version, ...given[mutation] };
      const { record, problems } = await s.write(viewer, mutation, person, input);
      expect(problems).toEqual([]);
      expect(await s.write(viewer, mutation, person, input)).toEqual({ record, problems });
      const other = { ...input, version: 9 };
      expect((await s.asked(viewer, mutation, person, other)).errors?.[0]?.extensions.code).toBe(
        'IDEMPOTENCY_KEY_REUSED',
      );
      const stale = { ...version, ...given[mutation] };
      expect(problemsOf(await s.write(viewer, mutation, person, stale))).toEqual([['version', 'STALE_VERSION']]);
      const at = { version: record?.version, ...given[mutation] };
      const both = await Promise.all([s.write(viewer, mutation, person, at), s.write(viewer, mutation, person, at)]);
      expect(both.map(problemsOf).sort()).toEqual([[], [['version', 'STALE_VERSION']]]);
    },
  );

  it.each(mutations)('takes nobody’s resident for one’s own in %s', async (mutation) => {
    const strange = await s.make.resident({ home: await s.make.home(), registeredWith: await s.make.practice() });
    const outcome = await s.write(whoMay(mutation), mutation, strange, { ...first(mutation), ...given[mutation] });
    expect(problemsOf(outcome)).toContainEqual(['resident', 'UNKNOWN']);
  });
});
