import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { driftOf, relationsOf } from '../../register/register.ts';
import type { MadeResident } from '../../support/factories.ts';
import type { Asking } from '../../support/hub.ts';
import { nobody, type Problems, type Setting, setting } from './setting.ts';

const REGISTRATION = `mutation ($input: ClaimRegistrationInput!) {
  claimRegistration(input: $input) { outcome problems { path code } }
}`;
const STAY = 'mutation ($input: ClaimStayInput!) { claimStay(input: $input) { outcome problems { path code } } }';
const MINE = `{ myClaims(first: 50) { totalCount nodes {
  id kind state nhsNumber dateOfBirth familyName since admissionMethod madeBy opensUntil confirmedAt
} } }`;
interface Claim {
  state: string;
  nhsNumber: string;
  kind: string;
}
const accepted = { outcome: 'ACCEPTED', problems: [] };
const from = '2026-11-01';
const admitted = { admittedAt: '2026-11-01T08:30:00Z', admissionMethod: '21' };

describe('a claim', () => {
  let s: Setting;
  let practice: Asking;
  let trust: Asking;

  beforeAll(async () => {
    s = await setting();
    practice = await s.hub.as(s.otherPractice.organisation.code, 'clinician', 'DIRECT_CARE', 'dr-b');
    trust = await s.hub.as(s.trust.code, 'clinician', 'DIRECT_CARE', 'dr-a');
  });
  afterAll(() => s.end());

  const register = async (person: { nhsNumber: string }, more: object = {}) =>
    (
      await practice.ask<{ claimRegistration: { outcome: string | null; problems: Problems } }>(REGISTRATION, {
        input: s.typed(person, { from, ...more }),
      })
    ).data.claimRegistration;
  const admit = async (person: { nhsNumber: string }, more: object = {}) =>
    (
      await trust.ask<{ claimStay: { outcome: string | null; problems: Problems } }>(STAY, {
        input: s.typed(person, { ...admitted, ...more }),
      })
    ).data.claimStay;
  const stateOf = async (viewer: Asking, person: { nhsNumber: string }) =>
    (await viewer.ask<{ myClaims: { nodes: Claim[] } }>(MINE)).data.myClaims.nodes
      .filter(({ nhsNumber }) => nhsNumber === person.nhsNumber)
      .map(({ state }) => state);
  const unregistered = () => s.make.resident({ home: s.home, familyName: 'O’Brien-Smith', bornOn: '1938-03-04' });

  it('of a registration opens for a day what an emergency opens, and no more', async () => {
    const person = await unregistered();
    expect(await s.finds(practice, person)).toBeNull();
    expect(await register(person)).toEqual(accepted);
    expect(await s.finds(practice, person)).not.toBeNull();
    expect(await stateOf(practice, person)).toEqual(['OPEN']);
    const rows = await s.database.owner.query(
      `select kind, until - since = interval '24 hours' as a_day from hub.relationship
        where resident_id = $1 and organisation_id = $2`,
      [person.id, s.otherPractice.organisation.id],
    );
    expect(rows.rows).toEqual([{ kind: 'practice.emergency', a_day: true }]);
    expect(
      (await s.database.owner.query('select from gp_registration where resident_id = $1', [person.id])).rowCount,
    ).toBe(0);
  });

  it('ends after a day that nothing has borne it out', async () => {
    const person = await unregistered();
    await register(person);
    await s.database.owner.query(
      `update hub.relationship set since = since - interval '1 day', until = until - interval '1 day' where resident_id = $1 and kind like '%emergency'`,
      [person.id],
    );
    await s.database.owner.query(
      `update hub.claim set since = since - interval '1 day', made_at = made_at - interval '1 day', opens_until = opens_until - interval '1 day' where resident_id = $1`,
      [person.id],
    );
    expect(await s.finds(practice, person)).toBeNull();
    expect(await stateOf(practice, person)).toEqual(['EXPIRED']);
  });

  it('of a registration is confirmed by a feed, and the record stays open', async () => {
    const person = await unregistered();
    await register(person);
    await s.make.registration({ resident: person, practice: s.otherPractice, from });
    expect(await stateOf(practice, person)).toEqual(['CONFIRMED']);
    expect((await relationsOf(s.database.owner, person, s.otherPractice)).map(([kind]) => kind)).toContain(
      'practice.registered',
    );
  });

  it('of a stay is confirmed by the home that records its resident in hospital', async () => {
    const person = await s.someone();
    await admit(person);
    expect(await stateOf(trust, person)).toEqual(['OPEN']);
    await absent(person);
    expect(await stateOf(trust, person)).toEqual(['CONFIRMED']);
    const stays = await s.database.owner.query(
      'select trust_id, author_id, emergency from hospital_stay where resident_id = $1',
      [person.id],
    );
    expect(stays.rows).toEqual([{ trust_id: s.trust.id, author_id: s.trust.id, emergency: true }]);
    expect((await relationsOf(s.database.owner, person, s.trust)).map(([kind]) => kind)).toContain('trust.inpatient');
  });

  it('of a stay that the home has recorded already is confirmed at once', async () => {
    const person = await s.someone();
    await absent(person);
    expect(await admit(person)).toEqual(accepted);
    expect(await stateOf(trust, person)).toEqual(['CONFIRMED']);
  });

  it('of a stay is not confirmed by an absence of another reason or time, nor by the trust itself', async () => {
    const person = await s.someone();
    await admit(person);
    await absent(person, { from: '2026-10-01', to: '2026-10-05' });
    await absent(person, { author: s.trust });
    expect(await stateOf(trust, person)).toEqual(['OPEN']);
    const visiting = await s.someone();
    await admit(visiting);
    await absent(visiting, { columns: { reason: 'FAMILY' } });
    expect(await stateOf(trust, visiting)).toEqual(['OPEN']);
  });

  it('that contradicts what is on record stays pending, as if of nobody, opens nothing, and is told to whom it contradicts', async () => {
    const person = await s.someone();
    expect(await register(person)).toEqual(accepted);
    expect(await s.finds(practice, person)).toBeNull();
    expect(await stateOf(practice, person)).toEqual(['PENDING']);
    const told = (await s.alertsOf(s.practice.organisation)).filter(({ nhsNumber }) => nhsNumber === person.nhsNumber);
    expect(told.map(({ kind, until }) => [kind, until])).toEqual([['CLAIM', null]]);

    const elsewhere = await s.someone();
    await s.make.stay({ resident: elsewhere, trust: s.otherTrust, admittedAt: '2026-10-20T10:00Z' });
    expect(await admit(elsewhere)).toEqual(accepted);
    expect(await s.finds(trust, elsewhere)).toBeNull();
    expect(await stateOf(trust, elsewhere)).toEqual(['PENDING']);
    expect((await s.alertsOf(s.otherTrust)).map(({ kind }) => kind)).toEqual(['CLAIM']);
    await absent(elsewhere);
    expect(await stateOf(trust, elsewhere)).toEqual(['PENDING']);
  });

  it('in conflict is confirmed when the feed brings the contradiction to an end', async () => {
    const person = await s.someone();
    await register(person);
    await s.database.owner.query('update gp_registration set to_on = $2 where resident_id = $1', [person.id, from]);
    await s.make.registration({ resident: person, practice: s.otherPractice, from });
    expect(await stateOf(practice, person)).toEqual(['CONFIRMED']);
  });

  it('of somebody whom the hub does not know shows the claimant what it wrote itself, and is confirmed when a feed brings both', async () => {
    expect(await register(nobody)).toEqual(accepted);
    const { data } = await practice.ask<{ myClaims: { nodes: Claim[] } }>(MINE);
    expect(data.myClaims.nodes.find(({ nhsNumber }) => nhsNumber === nobody.nhsNumber)).toMatchObject({
      kind: 'REGISTRATION',
      state: 'PENDING',
      dateOfBirth: '1938-03-04',
      familyName: "O'BRIEN SMITH",
      since: '2026-11-01T00:00:00.000Z',
      madeBy: 'dr-b',
    });
    const person = await s.make.resident({ ...nobody, familyName: 'O’Brien-Smith', bornOn: '1938-03-04' });
    expect(await stateOf(practice, nobody)).toEqual(['PENDING']);
    await s.make.registration({ resident: person, practice: s.otherPractice, from });
    expect(await stateOf(practice, nobody)).toEqual(['CONFIRMED']);
  });

  it('of a person of another birthday or name answers the same and opens nothing', async () => {
    const person = await unregistered();
    expect(await register(person, { dateOfBirth: '1938-03-05' })).toEqual(accepted);
    expect(await register(person, { familyName: 'Jones' })).toEqual(accepted);
    expect(await s.finds(practice, person)).toBeNull();
    expect(await stateOf(practice, person)).toEqual(['PENDING', 'PENDING']);
  });

  it('of what is on record already opens nothing new', async () => {
    const person = await s.make.resident({
      home: s.home,
      registeredWith: s.otherPractice,
      familyName: 'O’Brien-Smith',
      bornOn: '1938-03-04',
    });
    expect(await register(person)).toEqual(accepted);
    expect(await stateOf(practice, person)).toEqual(['CONFIRMED']);
    expect((await relationsOf(s.database.owner, person, s.otherPractice)).map(([kind]) => kind)).toEqual([
      'practice.registered',
    ]);
  });

  it('is of today or before, by a known method, of somebody with a name', async () => {
    expect((await register(nobody, { from: '2999-01-01' })).problems).toEqual([
      { path: ['input', 'from'], code: 'IN_FUTURE' },
    ]);
    expect((await admit(nobody, { admittedAt: '2999-01-01T00:00:00Z' })).problems).toEqual([
      { path: ['input', 'admittedAt'], code: 'IN_FUTURE' },
    ]);
    expect((await admit(nobody, { admissionMethod: 'XX' })).problems).toEqual([
      { path: ['input', 'admissionMethod'], code: 'OUT_OF_RANGE' },
    ]);
    expect((await admit(nobody, { familyName: ' ' })).problems).toEqual([
      { path: ['input', 'familyName'], code: 'REQUIRED' },
    ]);
  });

  it('is read by the claimant’s own organisation alone', async () => {
    const other = await s.hub.as(s.practice.organisation.code, 'clinician', 'DIRECT_CARE');
    const { data } = await other.ask<{ myClaims: { totalCount: number; nodes: Claim[] } }>(MINE);
    expect(data.myClaims).toEqual({ totalCount: 0, nodes: [] });
    const home = await s.hub.as(s.home.organisation.code, 'manager', 'DIRECT_CARE');
    expect((await home.ask(MINE)).errors?.[0]?.extensions.code).toBe('NOT_SHARED');
  });

  it('leaves the register equal to its recomputation', async () => {
    expect(await driftOf(s.database.owner)).toEqual([]);
  });

  async function absent(person: MadeResident, more: object = {}) {
    const { rows } = await s.database.owner.query<{ id: string }>('select id from placement where resident_id = $1', [
      person.id,
    ]);
    const placement = rows[0] as { id: string };
    await s.make.absence({ resident: person, home: s.home, placement, from: '2026-11-01', ...more });
  }
});
