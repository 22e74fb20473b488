import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { driftOf, relationsOf } from '../../register/register.ts';
import { day } from '../../support/days.ts';
import type { Made, MadeOrganisation } from '../../support/factories.ts';
import { MINE, type Named, type Setting, setting, WHO } from './setting.ts';

describe('a home that admits somebody', () => {
  let s: Setting;
  beforeAll(async () => {
    s = await setting();
  });
  afterAll(() => s?.end());

  /** The person is in the hub, with whatever else a test wants. */
  const known = (person: Named, more: object = {}) =>
    s.make.resident({
      nhsNumber: person.nhsNumber,
      familyName: person.familyName,
      bornOn: person.dateOfBirth,
      columns: { previous_address: '9 Old Road' },
      ...more,
    });
  const holds = async (person: Made, organisation: MadeOrganisation) =>
    (await relationsOf(s.database.owner, person, organisation)).map(([kind]) => kind);
  const who = async (person: Named) => (await s.manager.ask<{ resident: object | null }>(WHO, person)).data.resident;
  const told = async (organisation: MadeOrganisation, { nhsNumber }: Named) => {
    const officer = await s.hub.as(organisation.code, 'privacy-officer', 'INFORMATION_GOVERNANCE', 'officer');
    const { data } = await officer.ask<{ privacyAlerts: { nodes: Record<string, unknown>[] } }>(
      '{ privacyAlerts(first: 100) { nodes { kind relationship nhsNumber madeBy until organisation { code } } } }',
    );
    return data.privacyAlerts.nodes.filter((one) => one.nhsNumber === nhsNumber && one.kind === 'CLAIM');
  };

  it('cannot tell whether the hub knows the person, nor whether the person lives elsewhere or the number is another’s', async () => {
    const worlds: Record<string, (person: Named) => Promise<unknown>> = {
      'nobody of that number': async () => undefined,
      'a person known to the hub': (person) => known(person),
      'a person who is known in every way': async (person) => {
        const resident = await known(person, { registeredWith: s.otherPractice });
        const author = s.otherPractice.organisation;
        await s.make.clinicalSummary({ resident, author });
        await s.make.placement({ resident, home: s.otherHome, from: '2024-01-01', to: '2026-10-01' });
        await s.make.incident({ resident, home: s.otherHome });
      },
      'a person of another spelling': (person) => known({ ...person, familyName: person.familyName.toUpperCase() }),
      'a person who lives in another home': (person) => known(person, { home: s.otherHome }),
      'another person of that number': (person) =>
        known({ ...person, familyName: 'Somebody', dateOfBirth: '1929-01-01' }),
      'somebody whom another home admits too': async (person) => {
        const manager = await s.hub.as(s.otherHome.organisation.code, 'manager', 'DIRECT_CARE', 'other');
        await s.admits(person, { home: s.otherHome.code }, manager);
      },
    };
    const answers = new Map<string, string[]>();
    for (const [world, made] of Object.entries(worlds)) {
      const person = s.newcomer();
      await made(person);
      const shown = { ...person, nhsNumber: 'number', familyName: 'name' };
      const admitted = await s.admits(person, { room: '7', givenName: 'Ada', sex: 'FEMALE' });
      const { data } = await s.manager.ask<{ myClaims: { nodes: { nhsNumber: string }[] } }>(MINE);
      const claims = data.myClaims.nodes.filter(({ nhsNumber }) => nhsNumber === person.nhsNumber);
      const said = JSON.stringify([admitted, await who(person), claims, await s.admits(person)])
        .replaceAll(person.nhsNumber, shown.nhsNumber)
        .replaceAll(person.familyName, shown.familyName);
      answers.set(said, [...(answers.get(said) ?? []), world]);
    }
    expect([...answers.values()]).toEqual([Object.keys(worlds)]);
    const [answer] = answers.keys();
    expect(JSON.parse(answer ?? '')).toMatchObject([
      { outcome: 'ACCEPTED', problems: [] },
      {
        nhsNumberStatus: 'UNVERIFIED',
        givenName: 'Ada',
        familyName: 'name',
        previousAddress: null,
        dateOfBirth: '1938-03-04',
        registeredPractice: null,
        clinicalSummary: null,
        currentPlacement: { careType: 'RESIDENTIAL', room: '7', from: '2026-11-01', to: null, funding: null },
        placements: { totalCount: 1 },
        hospitalStays: null,
      },
      [
        {
          kind: 'PLACEMENT',
          state: 'PENDING',
          since: '2026-11-01T00:00:00.000Z',
          madeBy: 'manager',
          confirmedAt: null,
        },
      ],
      { outcome: null, problems: [{ path: ['input'], code: 'ALREADY_RECORDED' }] },
    ]);
    expect(await driftOf(s.database.owner)).toEqual([]);
  });

  it('gives nobody else anything of what it said, and leaves what is known of the person as it was', async () => {
    const person = s.newcomer();
    const resident = await known(person, { registeredWith: s.otherPractice });
    const before = await s.database.owner.query('select * from resident where id = $1', [resident.id]);
    await s.admits(person);
    expect((await s.database.owner.query('select * from resident where id = $1', [resident.id])).rows).toEqual(
      before.rows,
    );
    expect(await holds(resident, s.home.organisation)).toEqual([]);
    const doctor = await s.hub.as(s.otherPractice.organisation.code, 'clinician', 'DIRECT_CARE');
    const { data } = await doctor.ask(
      'query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { placements { totalCount } } }',
      person,
    );
    expect(data).toEqual({ resident: { placements: { totalCount: 0 } } });
  });

  it('is told of to its own privacy officer and to those who look after the person', async () => {
    const person = s.newcomer();
    await known(person, { home: s.otherHome, registeredWith: s.otherPractice });
    await s.admits(person);
    const claim = {
      kind: 'CLAIM',
      relationship: 'home.admitting',
      until: null,
      organisation: { code: s.home.organisation.code },
    };
    expect(await told(s.home.organisation, person)).toMatchObject([{ ...claim, madeBy: 'manager' }]);
    for (const { organisation } of [s.otherHome, s.otherPractice])
      expect(await told(organisation, person)).toMatchObject([{ ...claim, madeBy: null }]);
    const stranger = s.newcomer();
    await s.admits(stranger);
    expect(await told(s.home.organisation, stranger)).toHaveLength(1);
  });

  it('is borne out when a practice of the home registers the person, and then sees what others wrote', async () => {
    const person = s.newcomer();
    const resident = await known(person);
    await s.make.clinicalSummary({ resident, author: s.practice.organisation });
    await s.admits(person, { room: '12', from: day(-20) });
    expect(await who(person)).toMatchObject({ previousAddress: null, clinicalSummary: null });
    await s.make.registration({ resident, practice: s.practice, from: day(-18) });
    expect(await s.statesOf(s.manager, person)).toEqual(['CONFIRMED']);
    expect(await holds(resident, s.home.organisation)).toEqual(['home.current']);
    expect(await who(person)).toMatchObject({
      previousAddress: '9 Old Road',
      clinicalSummary: { allergies: ['Penicillin'] },
      currentPlacement: { room: '12', from: day(-20) },
    });
    expect(await driftOf(s.database.owner)).toEqual([]);
  });

  it('is not borne out by a registration of long ago, nor with a practice that does not serve the home, nor by its own word', async () => {
    const person = s.newcomer();
    const resident = await known(person, { registeredWith: s.practice, since: '2023-01-01' });
    const from = day(-19);
    await s.admits(person, { from: day(-20) });
    await s.make.practiceAgreement({ resident, practice: s.otherPractice, from });
    await s.make.practiceAgreement({ resident, practice: s.practice, from, author: s.home.organisation });
    expect(await s.statesOf(s.manager, person)).toEqual(['PENDING']);
    await s.make.practiceAgreement({ resident, practice: s.practice, from });
    expect(await s.statesOf(s.manager, person)).toEqual(['CONFIRMED']);
  });

  it('is not borne out by dating the move back to when the person came to the practice, nor years later by a change of practice', async () => {
    const [back, later] = [s.newcomer(), s.newcomer()];
    const long = await known(back, { registeredWith: s.practice, since: day(-90) });
    await s.admits(back, { from: day(-95) });
    expect(await s.statesOf(s.manager, back)).toEqual(['PENDING']);
    expect(await holds(long, s.home.organisation)).toEqual([]);
    const resident = await known(later);
    await s.admits(later, { from: day(-400) });
    await s.database.owner.query(`update hub.claim set made_at = now() - interval '399 days' where nhs_number = $1`, [
      later.nhsNumber,
    ]);
    await s.make.registration({ resident, practice: s.practice, from: day(-10) });
    expect(await s.statesOf(s.manager, later)).toEqual(['PENDING']);
    expect(await holds(resident, s.home.organisation)).toEqual([]);
  });

  it('is borne out by a placement that the council recorded, which is not recorded twice', async () => {
    const person = s.newcomer();
    const resident = await known(person);
    await s.admits(person);
    await s.make.placement({ resident, home: s.home, from: '2026-10-30', author: s.council });
    expect(await s.statesOf(s.manager, person)).toEqual(['CONFIRMED']);
    expect(await who(person)).toMatchObject({ placements: { totalCount: 1, nodes: [{ from: '2026-10-30' }] } });
  });

  it('of a person new to the hub is borne out when the person comes to it', async () => {
    const person = s.newcomer();
    await s.admits(person, { givenName: 'Ada', from: day(-20) });
    const resident = await known(person, { givenName: 'Adelaide' });
    expect(await s.statesOf(s.manager, person)).toEqual(['PENDING']);
    await s.make.registration({ resident, practice: s.practice, from: day(-19) });
    expect(await who(person)).toMatchObject({ givenName: 'Adelaide', currentPlacement: { from: day(-20) } });
  });

  it('in conflict with a placement elsewhere stays pending, whatever bears it out, until that one ends', async () => {
    const person = s.newcomer();
    const resident = await known(person, { registeredWith: undefined });
    const elsewhere = await s.make.placement({ resident, home: s.otherHome, from: '2025-01-01' });
    await s.admits(person, { from: day(-20) });
    await s.make.registration({ resident, practice: s.practice, from: day(-19) });
    expect(await s.statesOf(s.manager, person)).toEqual(['PENDING']);
    expect(await holds(resident, s.home.organisation)).toEqual([]);
    await s.make.change('placement', elsewhere, { to_on: day(-20) });
    expect(await s.statesOf(s.manager, person)).toEqual(['CONFIRMED']);
    expect(await holds(resident, s.home.organisation)).toEqual(['home.current']);
    expect(await driftOf(s.database.owner)).toEqual([]);
  });

  it('says what is wrong with what it wrote, and of another’s home no more than that it may not', async () => {
    const person = s.newcomer();
    const problems = async (more: object) => (await s.admits(person, more)).problems;
    expect(await problems({ from: '2099-01-01' })).toEqual([{ path: ['input', 'from'], code: 'IN_FUTURE' }]);
    expect(await problems({ from: '1938-03-03' })).toEqual([{ path: ['input', 'from'], code: 'TOO_EARLY' }]);
    expect(await problems({ familyName: ' ' })).toEqual([{ path: ['input', 'familyName'], code: 'REQUIRED' }]);
    expect(await problems({ room: 'x'.repeat(51) })).toEqual([{ path: ['input', 'room'], code: 'TOO_LONG' }]);
    for (const home of [s.otherHome.code, '1-nothing'])
      expect(await problems({ home })).toEqual([{ path: ['input', 'home'], code: 'UNKNOWN' }]);
    expect(await who(person)).toBeNull();
  });

  it('is stopped like any claimant after twenty an hour', async () => {
    const viewer = await s.hub.as(s.home.organisation.code, 'manager', 'DIRECT_CARE', 'busy');
    for (let n = 0; n < 20; n += 1) await s.admits(s.newcomer(), {}, viewer);
    await expect(s.admits(s.newcomer(), {}, viewer)).rejects.toThrow('TOO_MANY_REQUESTS');
  });

  it('is the manager; nobody else of the home and no other agency', async () => {
    const worker = await s.hub.as(s.home.organisation.code, 'care-worker', 'DIRECT_CARE');
    await expect(s.admits(s.newcomer(), {}, worker)).rejects.toThrow('FORBIDDEN');
    const doctor = await s.hub.as(s.practice.organisation.code, 'clinician', 'DIRECT_CARE');
    await expect(s.admits(s.newcomer(), {}, doctor)).rejects.toThrow('NOT_SHARED');
  });
});
