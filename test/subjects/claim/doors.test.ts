import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { driftOf, relationsOf } from '../../register/register.ts';
import type { Made, MadeOrganisation, MadeResident } from '../../support/factories.ts';
import type { Asking } from '../../support/hub.ts';
import { BREAK_GLASS, nobody, type Setting, setting } from './setting.ts';

const STAY = 'mutation ($input: ClaimStayInput!) { claimStay(input: $input) { outcome problems { code } } }';
const REGISTRATION =
  'mutation ($input: ClaimRegistrationInput!) { claimRegistration(input: $input) { outcome problems { code } } }';
const MINE = '{ myClaims(first: 50) { nodes { nhsNumber state confirmedAt } } }';
const admittedAt = '2026-11-01T08:30:00Z';

/** Ways in which somebody might open a door for himself. */
describe('a claim', () => {
  let s: Setting;
  let trust: Asking;
  let otherTrust: Asking;
  let practice: Asking;

  beforeAll(async () => {
    s = await setting();
    trust = await s.hub.as(s.trust.code, 'clinician', 'DIRECT_CARE', 'dr-a');
    otherTrust = await s.hub.as(s.otherTrust.code, 'clinician', 'DIRECT_CARE', 'dr-c');
    practice = await s.hub.as(s.otherPractice.organisation.code, 'clinician', 'DIRECT_CARE', 'dr-b');
  });
  afterAll(() => s.end());

  const admit = (viewer: Asking, person: { nhsNumber: string }, more: object = {}) =>
    viewer.ask(STAY, { input: s.typed(person, { admittedAt, admissionMethod: '21', ...more }) });
  const register = (person: { nhsNumber: string }, more: object = {}) =>
    practice.ask(REGISTRATION, { input: s.typed(person, { from: '2026-11-01', ...more }) });
  const holds = async (person: Made, organisation: MadeOrganisation) =>
    (await relationsOf(s.database.owner, person, organisation)).map(([kind]) => kind);
  const states = async (viewer: Asking, { nhsNumber }: { nhsNumber: string }) =>
    (
      await viewer.ask<{ myClaims: { nodes: { nhsNumber: string; state: string }[] } }>(MINE)
    ).data.myClaims.nodes.flatMap((one) => (one.nhsNumber === nhsNumber ? [one.state] : []));
  async function absent(person: MadeResident, more: object = {}): Promise<Made> {
    const { rows } = await s.database.owner.query<Made>('select id from placement where resident_id = $1', [person.id]);
    const placement = rows[0] as Made;
    return s.make.absence({ resident: person, home: s.home, placement, from: '2026-11-01', ...more });
  }
  const unregistered = () => s.make.resident({ home: s.home, familyName: 'O’Brien-Smith', bornOn: '1938-03-04' });
  /** As if all that was said and opened were of a day before. */
  const aDayLater = (person: Made) =>
    s.database.owner.query(
      `with aged as (
         update hub.claim set made_at = made_at - interval '25 hours', opens_until = opens_until - interval '25 hours'
         where resident_id = '${person.id}'
       )
       update hub.relationship set since = since - interval '25 hours', until = until - interval '25 hours'
       where resident_id = '${person.id}' and kind like '%.emergency'`,
    );

  it('that is made again opens nothing again: a day is a day', async () => {
    const person = await unregistered();
    await register(person);
    await register(person, { from: '2026-11-02' });
    expect(await holds(person, s.otherPractice.organisation)).toEqual(['practice.emergency']);
    await aDayLater(person);
    expect(await s.finds(practice, person)).toBeNull();
    await register(person, { from: '2026-11-03' });
    expect(await s.finds(practice, person)).toBeNull();
    expect(await states(practice, person)).toEqual(['PENDING', 'PENDING', 'EXPIRED']);
  });

  it('that contradicts what is on record reads like one of nobody: where somebody lies in hospital is not told', async () => {
    const person = await s.someone();
    await s.make.stay({ resident: person, trust: s.otherTrust, admittedAt: '2026-10-20T10:00Z' });
    await admit(trust, person);
    await admit(trust, nobody);
    await register(person);
    expect([await states(trust, person), await states(trust, nobody), await states(practice, person)]).toEqual([
      ['PENDING'],
      ['PENDING'],
      ['PENDING'],
    ]);
  });

  it('of a stay is not confirmed by an absence that is over', async () => {
    const person = await s.someone();
    await absent(person, { from: '2026-10-30', to: '2026-11-10' });
    await admit(trust, person);
    expect(await states(trust, person)).toEqual(['OPEN']);
    expect(await holds(person, s.trust)).toEqual(['trust.emergency']);
  });

  it('of a stay that stands on an absence alone ends with it', async () => {
    const person = await s.someone();
    await admit(trust, person);
    const absence = await absent(person);
    expect(await holds(person, s.trust)).toContain('trust.inpatient');
    await s.make.change('absence', absence, { to_on: '2026-11-20' });
    const { rows } = await s.database.owner.query(
      `select discharged_at, version from hospital_stay where resident_id = $1`,
      [person.id],
    );
    expect(rows).toEqual([{ discharged_at: new Date('2026-11-20T00:00:00Z'), version: 2 }]);
    await aDayLater(person);
    expect(await s.finds(trust, person)).toMatchObject({ clinicalSummary: null });
  });

  it('of a stay by feed is not ended by an absence', async () => {
    const person = await s.someone();
    await s.make.stay({ resident: person, trust: s.trust, admittedAt });
    await absent(person, { to: '2026-11-05' });
    expect(await holds(person, s.trust)).toEqual(['trust.inpatient']);
  });

  it('of two trusts about one absence confirms neither: an absence does not say in which hospital', async () => {
    const person = await s.someone();
    await admit(trust, person);
    await admit(otherTrust, person);
    await absent(person);
    for (const organisation of [s.trust, s.otherTrust])
      expect(await holds(person, organisation)).toEqual(['trust.emergency']);
    await s.make.stay({ resident: person, trust: s.otherTrust, admittedAt });
    expect(await states(otherTrust, person)).toEqual(['CONFIRMED']);
    expect(await states(trust, person)).toEqual(['OPEN']);
  });

  it('needs a family name, not its punctuation: no name of another script is taken for any other', async () => {
    const names = { familyName: 'Ωμέγα', bornOn: '1938-03-04' };
    const person = await s.make.resident({ home: s.home, registeredWith: s.practice, ...names });
    for (const familyName of ['-', '’', 'Άλφα', '.'])
      await trust.ask(BREAK_GLASS, { input: s.typed(person, { reason: 'Unconscious', familyName }) });
    expect(await s.finds(trust, person)).toBeNull();
    await trust.ask(BREAK_GLASS, { input: s.typed(person, { reason: 'Unconscious', familyName: 'ωμέγα ' }) });
    expect(await s.finds(trust, person)).not.toBeNull();
  });

  it('is told to those who have to do with the resident, where no home and no practice looks after anybody', async () => {
    const person = await s.make.resident({ familyName: 'O’Brien-Smith', bornOn: '1938-03-04' });
    await s.make.trustContact({ resident: person, trust: s.otherTrust, kind: 'CASELOAD', startedAt: '2026-10-01' });
    await trust.ask(BREAK_GLASS, { input: s.typed(person, { reason: 'Unconscious' }) });
    const told = (await s.alertsOf(s.otherTrust)).filter(({ nhsNumber }) => nhsNumber === person.nhsNumber);
    expect(told.map(({ kind, organisation }) => [kind, organisation.code])).toEqual([['BREAK_GLASS', s.trust.code]]);
  });

  it('opens no way to end what opens to others: who broke the glass records no objection', async () => {
    const person = await s.someone();
    await trust.ask(BREAK_GLASS, { input: s.typed(person, { reason: 'Unconscious' }) });
    const found = (await s.finds(trust, person)) as { id: string } | null;
    const { data } = await trust.ask<{ recordObjection: { problems: { code: string }[] } }>(
      'mutation ($input: RecordObjectionInput!) { recordObjection(input: $input) { problems { code } } }',
      {
        input: {
          ...{ idempotencyKey: 'objection-by-glass', resident: found?.id },
          ...{ kind: 'DIRECT_CARE_SHARING', decidedBy: 'RESIDENT' },
        },
      },
    );
    expect(data.recordObjection.problems).toEqual([{ code: 'UNKNOWN' }]);
  });

  it('twenty times within an hour stops the user also if all are sent at once', async () => {
    const guesser = await s.hub.as(s.otherTrust.code, 'clinician', 'DIRECT_CARE', 'guesser');
    const codes = await Promise.all(
      Array.from({ length: 26 }, async (_, day) => {
        const dateOfBirth = `1938-04-${String(day + 1).padStart(2, '0')}`;
        const input = s.typed(nobody, { reason: 'Unconscious', dateOfBirth });
        return (await guesser.ask(BREAK_GLASS, { input })).errors?.[0]?.extensions.code;
      }),
    );
    expect(codes).toContain('TOO_MANY_REQUESTS');
    const made = await s.database.owner.query(`select from hub.claim where made_by = 'guesser'`);
    expect(made.rowCount).toBeLessThanOrEqual(20);
  });

  it('leaves the register equal to its recomputation', async () => {
    expect(await driftOf(s.database.owner)).toEqual([]);
  });
});
