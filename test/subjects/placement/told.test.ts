import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { driftOf, relationsOf } from '../../register/register.ts';
import { day } from '../../support/days.ts';
import type { Asking } from '../../support/hub.ts';
import { type Problems, type Setting, setting } from './setting.ts';

const PLACEMENT = 'id version from to endReason bedHeldUntil absences { id version from to reason }';
const LIVES = `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) {
  id dateOfDeath placements { nodes { ${PLACEMENT} } }
} }`;
const mutations = {
  endPlacement: ['EndPlacementInput', PLACEMENT],
  holdBed: ['HoldBedInput', PLACEMENT],
  recordAbsence: ['RecordAbsenceInput', 'id version from to reason'],
  endAbsence: ['EndAbsenceInput', 'id version from to reason'],
} as const;
type Mutation = keyof typeof mutations;
interface Absence {
  id: string;
  version: number;
  from: string;
  to: string | null;
}
interface Placement extends Absence {
  bedHeldUntil: string | null;
  endReason: string | null;
  absences: Absence[];
}
interface Lives {
  id: string;
  dateOfDeath: string | null;
  placements: { nodes: Placement[] };
}

describe('a home tells of its residents', () => {
  let s: Setting;
  let worker: Asking;
  beforeAll(async () => {
    s = await setting();
    worker = await s.hub.as(s.home.organisation.code, 'care-worker', 'DIRECT_CARE', 'worker');
  });
  afterAll(() => s?.end());

  const lives = async ({ nhsNumber }: { nhsNumber: string }, viewer = s.manager) =>
    (await viewer.ask<{ resident: Lives | null }>(LIVES, { nhsNumber })).data.resident;
  const placementOf = async (person: { nhsNumber: string }) => (await lives(person))?.placements.nodes[0] as Placement;
  async function tell<Told = Placement>(mutation: Mutation, input: object, viewer = s.manager) {
    const [type, record] = mutations[mutation];
    const { data, errors } = await viewer.ask<Record<string, { record: Told | null; problems: Problems }> | null>(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { record { ${record} } problems { path code } } }`,
      { input: { idempotencyKey: s.key(), ...input } },
    );
    if (errors || !data?.[mutation]) throw new Error(JSON.stringify(errors));
    return data[mutation];
  }
  const problems = async (mutation: Mutation, input: object, viewer = s.manager) =>
    (await tell(mutation, input, viewer)).problems.map(({ path, code }) => `${path.slice(1).join('.')} ${code}`);
  const resident = (more: object = {}) => s.make.resident({ home: s.home, since: '2025-01-01', ...more });

  it('who leaves: seen until that day, and afterwards by what the home wrote itself', async () => {
    const person = await resident();
    const { id, version } = await placementOf(person);
    const { record } = await tell('endPlacement', { placement: id, version, on: day(-1), reason: 'MOVED' });
    expect(record).toMatchObject({ to: day(-1), endReason: 'MOVED', version: version + 1 });
    expect(await relationsOf(s.database.owner, person, s.home)).toEqual([
      ['home.current', '2025-01-01', day(-1)],
      ['home.past', day(-1), '…'],
    ]);
    expect(await lives(person)).toBeNull();
    expect(
      await problems('endPlacement', { placement: id, version: version + 1, on: day(0), reason: 'MOVED' }),
    ).toEqual(['placement UNKNOWN']);
    expect(await driftOf(s.database.owner)).toEqual([]);
  });

  it('who will leave, up to four weeks ahead, and sees the resident until then', async () => {
    const person = await resident();
    const { id, version } = await placementOf(person);
    const at = (days: number, reason = 'HOME') => ({ placement: id, version, on: day(days), reason });
    expect(await problems('endPlacement', at(30))).toEqual(['on IN_FUTURE']);
    expect(await problems('endPlacement', at(1, 'DIED'))).toEqual(['on IN_FUTURE']);
    expect(await problems('endPlacement', { ...at(0), on: '2024-12-31' })).toEqual(['on TOO_EARLY']);
    expect((await tell('endPlacement', at(27))).record).toMatchObject({ to: day(27) });
    expect(await problems('endPlacement', at(20))).toEqual(['version STALE_VERSION']);
    const earlier = { ...at(20), version: version + 1 };
    expect((await tell('endPlacement', earlier)).record).toMatchObject({ to: day(20), version: version + 2 });
    expect(await driftOf(s.database.owner)).toEqual([]);
  });

  it('who will leave, but puts no end off that somebody else has given the placement', async () => {
    const person = await resident();
    await s.database.owner.query('update placement set to_on = $2 where resident_id = $1', [person.id, day(5)]);
    const { id, version } = await placementOf(person);
    const at = (days: number, more = 0) => ({ placement: id, version: version + more, on: day(days), reason: 'HOME' });
    expect(await problems('endPlacement', at(6))).toEqual(['on OUT_OF_RANGE']);
    expect((await tell('endPlacement', at(3))).record).toMatchObject({ to: day(3) });
    expect(await problems('endPlacement', at(6, 1))).toEqual(['on OUT_OF_RANGE']);
    expect((await tell('endPlacement', at(5, 1))).record).toMatchObject({ to: day(5) });
    const own = await resident();
    const planned = await placementOf(own);
    const plans = (days: number, more: number) =>
      tell('endPlacement', { placement: planned.id, version: planned.version + more, on: day(days), reason: 'HOME' });
    await plans(4, 0);
    expect((await plans(9, 1)).record).toMatchObject({ to: day(9) });
  });

  it('who is away when the placement ends on a day to come: not beyond it, and back before it', async () => {
    const person = await resident();
    const { id: who, placements } = (await lives(person)) as Lives;
    const { id, version } = placements.nodes[0] as Placement;
    const ends = (days: number, more: number) =>
      tell('endPlacement', { placement: id, version: version + more, on: day(days), reason: 'MOVED' });
    await ends(8, 0);
    const { record: away } = await tell<Absence>('recordAbsence', { resident: who, from: day(-1), reason: 'HOSPITAL' });
    expect(away).toMatchObject({ to: day(8) });
    await ends(12, 1);
    const [still] = (await placementOf(person)).absences as [Absence];
    expect(still).toMatchObject({ to: day(12) });
    const back = { absence: still.id, version: still.version, on: day(0) };
    expect((await tell<Absence>('endAbsence', back)).record).toMatchObject({ to: day(0) });
    expect(await problems('endAbsence', { ...back, version: still.version + 1 })).toEqual(['absence ALREADY_ENDED']);
    expect(await driftOf(s.database.owner)).toEqual([]);
  });

  it('who died, and all who see the resident read the day', async () => {
    const person = await resident({ registeredWith: s.practice });
    const { id, version } = await placementOf(person);
    await tell('endPlacement', { placement: id, version, on: day(0), reason: 'DIED' });
    const doctor = await s.hub.as(s.practice.organisation.code, 'clinician', 'DIRECT_CARE');
    expect(await lives(person, doctor)).toMatchObject({ dateOfDeath: day(0) });
    const { rows } = await s.database.owner.query(
      'select version, date_of_death is null as alive, valid_until is null as stands from resident where nhs_number = $1 order by version',
      [person.nhsNumber],
    );
    expect(rows).toEqual([
      { version: 1, alive: true, stands: false },
      { version: 2, alive: false, stands: true },
    ]);
  });

  it('who is away and who is back, while the placement holds and once at a time', async () => {
    const person = await resident();
    const { id } = (await lives(person)) as Lives;
    const away = { resident: id, from: day(-3), reason: 'HOSPITAL' };
    expect(await problems('recordAbsence', { ...away, from: day(2) }, worker)).toEqual(['from IN_FUTURE']);
    expect(await problems('recordAbsence', { ...away, from: '2024-12-31' }, worker)).toEqual(['from OUT_OF_RANGE']);
    const { record } = await tell<Absence>('recordAbsence', away, worker);
    expect(record).toMatchObject({ from: day(-3), to: null, version: 1, reason: 'HOSPITAL' });
    expect(await problems('recordAbsence', { ...away, from: day(-1) }, worker)).toEqual(['from ALREADY_RECORDED']);
    expect(await problems('recordAbsence', { ...away, from: day(-5) }, worker)).toEqual(['from ALREADY_RECORDED']);
    const back = { absence: record?.id, version: 1, on: day(0) };
    expect(await problems('endAbsence', { ...back, on: day(1) }, worker)).toEqual(['on IN_FUTURE']);
    expect(await problems('endAbsence', { ...back, on: day(-4) }, worker)).toEqual(['on TOO_EARLY']);
    expect(await problems('endAbsence', { ...back, version: 2 }, worker)).toEqual(['version STALE_VERSION']);
    expect((await tell<Absence>('endAbsence', back, worker)).record).toMatchObject({ to: day(0), version: 2 });
    expect(await problems('endAbsence', { ...back, version: 2 }, worker)).toEqual(['absence ALREADY_ENDED']);
  });

  it('until when it holds a bed, which ends when the resident is back', async () => {
    const person = await resident();
    const { id: who, placements } = (await lives(person)) as Lives;
    const { id, version } = placements.nodes[0] as Placement;
    const { record: absence } = await tell<Absence>('recordAbsence', {
      resident: who,
      from: day(-1),
      reason: 'HOSPITAL',
    });
    const until = `${day(10)}T12:00:00.000Z`;
    expect(await problems('holdBed', { placement: id, version, until: '2026-01-01T00:00:00Z' }, worker)).toEqual([
      'until TOO_EARLY',
    ]);
    expect((await tell('holdBed', { placement: id, version, until }, worker)).record).toMatchObject({
      bedHeldUntil: until,
    });
    expect(await problems('holdBed', { placement: id, version, until }, worker)).toEqual(['version STALE_VERSION']);
    await tell('endAbsence', { absence: absence?.id, version: 1, on: day(0) });
    expect(await placementOf(person)).toMatchObject({ bedHeldUntil: null });
  });

  it('that somebody is in hospital, which bears out what the trust said; an end of the placement does not discharge', async () => {
    const person = await resident({ familyName: 'O’Brien-Smith', bornOn: '1938-03-04' });
    const trust = await s.make.organisation('trust');
    const doctor = await s.hub.as(trust.code, 'clinician', 'DIRECT_CARE', 'doctor');
    const admittedAt = new Date(Date.now() - 2 * 3_600_000).toISOString();
    await doctor.ask('mutation ($input: ClaimStayInput!) { claimStay(input: $input) { outcome } }', {
      input: {
        ...{ idempotencyKey: s.key(), nhsNumber: person.nhsNumber, dateOfBirth: '1938-03-04' },
        ...{ familyName: 'O’Brien-Smith', admittedAt, admissionMethod: '21' },
      },
    });
    const { id: who, placements } = (await lives(person)) as Lives;
    await tell('recordAbsence', { resident: who, from: day(-1), reason: 'HOSPITAL' });
    const held = async () =>
      (await relationsOf(s.database.owner, person, trust)).map(([kind, , until]) => [kind, until]);
    expect(await held()).toContainEqual(['trust.inpatient', '…']);
    const { id, version } = placements.nodes[0] as Placement;
    await tell('endPlacement', { placement: id, version, on: day(0), reason: 'HOSPITAL' });
    expect(await held()).toContainEqual(['trust.inpatient', '…']);
    expect(await driftOf(s.database.owner)).toEqual([]);
  });

  it('nothing of another home’s residents: they are unknown to it, whatever ids it was given', async () => {
    const person = await resident();
    const { id: who, placements } = (await lives(person)) as Lives;
    const { id, version } = placements.nodes[0] as Placement;
    const { record: away } = await tell<Absence>('recordAbsence', { resident: who, from: day(-1), reason: 'FAMILY' });
    const other = await s.hub.as(s.otherHome.organisation.code, 'manager', 'DIRECT_CARE');
    for (const [mutation, input, unknown] of [
      ['endPlacement', { placement: id, version, on: day(0), reason: 'OTHER' }, 'placement'],
      ['holdBed', { placement: id, version }, 'placement'],
      ['recordAbsence', { resident: who, from: day(0), reason: 'OTHER' }, 'resident'],
      ['endAbsence', { absence: away?.id, version: 1, on: day(0) }, 'absence'],
    ] as const)
      expect(await problems(mutation, input, other)).toEqual([`${unknown} UNKNOWN`]);
    await expect(tell('endPlacement', { placement: id, version, on: day(0), reason: 'OTHER' }, worker)).rejects.toThrow(
      'FORBIDDEN',
    );
    const doctor = await s.hub.as(s.practice.organisation.code, 'clinician', 'DIRECT_CARE');
    await expect(tell('holdBed', { placement: id, version }, doctor)).rejects.toThrow('NOT_SHARED');
  });

  it('nothing of the time before: what another home recorded of its resident it reads, and leaves as it is', async () => {
    const person = await resident();
    const before = await s.make.placement({
      resident: person,
      home: s.otherHome,
      from: '2023-01-01',
      to: '2024-12-01',
    });
    await s.make.absence({
      resident: person,
      home: s.otherHome,
      placement: before,
      from: '2024-06-01',
      to: '2024-06-09',
    });
    const { placements } = (await lives(person)) as Lives;
    const former = placements.nodes.find(({ from }) => from === '2023-01-01') as Placement;
    const ending = { placement: former.id, version: 1, on: day(0), reason: 'OTHER' };
    expect(await problems('endPlacement', ending)).toEqual(['placement OUT_OF_RANGE']);
    expect(await problems('holdBed', { placement: former.id, version: 1 })).toEqual(['placement OUT_OF_RANGE']);
    const back = { absence: former.absences[0]?.id, version: 1, on: day(0) };
    expect(await problems('endAbsence', back)).toEqual(['absence OUT_OF_RANGE']);
  });

  it('once for each key, and nothing else under a key that was used', async () => {
    const person = await resident();
    const { id: who } = (await lives(person)) as Lives;
    const input = { idempotencyKey: s.key(), resident: who, from: day(-1), reason: 'HOLIDAY' };
    const { record } = await tell<Absence>('recordAbsence', input);
    expect((await tell<Absence>('recordAbsence', input)).record?.id).toBe(record?.id);
    await expect(tell('recordAbsence', { ...input, reason: 'OTHER' })).rejects.toThrow('IDEMPOTENCY_KEY_REUSED');
    expect((await placementOf(person)).absences).toHaveLength(1);
  });

  it('the same of somebody whom it admits, and it goes with the person when that is borne out', async () => {
    const person = s.newcomer();
    await s.admits(person, { from: day(-5) });
    const { id: who, placements } = (await lives(person)) as Lives;
    await tell('recordAbsence', { resident: who, from: day(-2), reason: 'HOSPITAL' });
    const { errors, data } = await s.manager.ask<{ recordIncident: { problems: Problems } }>(
      'mutation ($input: RecordIncidentInput!) { recordIncident(input: $input) { problems { path code } } }',
      {
        input: {
          ...{ idempotencyKey: s.key(), resident: who, kind: 'FALL', harm: 'LOW', narrative: 'Slipped.' },
          ...{ occurredAt: `${day(-3)}T10:00:00Z` },
        },
      },
    );
    expect([errors, data.recordIncident]).toEqual([undefined, { problems: [] }]);
    const { id, version } = placements.nodes[0] as Placement;
    await tell('endPlacement', { placement: id, version, on: day(20), reason: 'HOSPITAL' });
    await tell('holdBed', { placement: id, version: version + 1, until: `${day(9)}T12:00:00Z` });
    const known = await s.make.resident({
      ...{ nhsNumber: person.nhsNumber, familyName: person.familyName, bornOn: person.dateOfBirth },
    });
    await s.make.registration({ resident: known, practice: s.practice, from: day(-4) });
    expect(await s.statesOf(s.manager, person)).toEqual(['CONFIRMED']);
    expect(await placementOf(person)).toMatchObject({ to: day(20), endReason: 'HOSPITAL' });
    const doctor = await s.hub.as(s.practice.organisation.code, 'clinician', 'DIRECT_CARE');
    const told = await doctor.ask(
      `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) {
         incidents { nodes { narrative } } currentPlacement { bedHeldUntil absences { from reason } }
       } }`,
      person,
    );
    expect(told.data).toEqual({
      resident: {
        incidents: { nodes: [{ narrative: 'Slipped.' }] },
        currentPlacement: {
          bedHeldUntil: `${day(9)}T12:00:00.000Z`,
          absences: [{ from: day(-2), reason: 'HOSPITAL' }],
        },
      },
    });
    expect(await driftOf(s.database.owner)).toEqual([]);
  });
});
