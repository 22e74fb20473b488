import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fhir } from '../../../src/imports/fhir/fhir.ts';
import { readMapping } from '../../../src/imports/input/mapping.ts';
import { registrations } from '../../../src/imports/registrations/registrations.ts';
import { table } from '../../imports/support/council-file.ts';
import { bundle, episode, patient as patientOf } from '../../imports/support/fhir-file.ts';
import { columns, type Patient, patient } from '../../imports/support/practice-file.ts';
import { type Taking, takingOn } from '../../imports/support/taking.ts';
import { day } from '../../support/days.ts';
import type { MadePlace, MadeResident } from '../../support/factories.ts';
import { type Setting, setting } from './setting.ts';

const since = day(-100);

describe('a line of a practice’s list with a number that was superseded', () => {
  let s: Setting;
  let taking: Taking;
  let survivor: MadeResident;
  let superseded: MadeResident;
  /** Each list speaks as of a later moment than the one before. */
  let lists = 0;
  beforeAll(async () => {
    s = await setting();
    taking = await takingOn(s.database);
  });
  afterAll(() => s?.end());
  beforeEach(async () => {
    survivor = await s.make.resident({ home: s.home, registeredWith: s.practice, since });
    superseded = await s.make.resident({ familyName: 'Exampel' });
    await s.make.practiceAgreement({ resident: superseded, practice: s.practice, from: day(-400) });
    await s.told(survivor, superseded);
    await s.confirm(await s.matchOf(survivor));
  });

  const take = (lines: Patient[], how = {}, whose: MadePlace = s.practice) =>
    taking.take(registrations, table(lines, columns), {
      ...{ organisation: whose.organisation.id, asOf: new Date(Date.now() + ++lists), allowLargeChange: true, ...how },
    });
  const formerly = (given: Patient = {}) =>
    patient(superseded.nhsNumber, { 'Family name': 'Exampel', 'Registered from': since, ...given });
  const registered = async ({ id }: MadeResident) =>
    (
      await taking.rows<{ said: string }>(
        `select concat_ws(' ', p.ods_code, g.from_on, g.to_on) as said from gp_registration g
         join practice p on p.id = g.practice_id where g.resident_id = $1 and g.valid_until is null order by g.from_on`,
        id,
      )
    ).map(({ said }) => said);
  const here = () => [`${s.practice.code} ${since}`];

  it('is about the person to whom it leads, by the name of then or of now, and adds nobody', async () => {
    const people = () => taking.rows('select count(*)::int from resident where valid_until is null');
    const before = await people();
    expect(await take([formerly({ 'Care home': s.home.code })])).toMatchObject({ unchanged: 1, lines: [] });
    expect(await take([formerly({ 'Family name': 'Example' })])).toMatchObject({ unchanged: 1, lines: [] });
    expect((await take([formerly({ 'Family name': 'Somebody' })])).lines).toEqual(['2 NOT_POSSIBLE']);
    // The number in force is not told of by the former name.
    expect((await take([{ ...formerly(), 'NHS number': survivor.nhsNumber }])).lines).toEqual(['2 NOT_POSSIBLE']);
    expect(await people()).toEqual(before);
    expect(await registered(survivor)).toEqual(here());
  });

  it('is the same person named twice beside the other number, of whom the first line counts', async () => {
    const now = patient(survivor.nhsNumber, { 'Registered from': since });
    expect(await take([now, formerly()])).toMatchObject({ unchanged: 1, lines: ['3 NAMED_TWICE'] });
  });

  it('names her in a list that names everybody, also where it cannot be taken', async () => {
    const whole = { mapping: readMapping('whole: true', []) };
    // Who else is registered here is of other tests.
    await taking.rows(`delete from gp_registration where resident_id <> $1`, survivor.id);
    expect(await take([formerly({ Sex: '?' })], whole)).toMatchObject({ ended: 0, lines: ['2 Sex NOT_A_VALUE'] });
    expect(await take([formerly()], whole)).toMatchObject({ ended: 0, unchanged: 1 });
    expect(await registered(survivor)).toEqual(here());
  });

  it('ends her registration with the practice that she has left for another', async () => {
    const next = await s.make.practice();
    const moved = await take([formerly({ 'Registered from': day(-5) })], {}, next);
    expect(moved).toMatchObject({ added: 1, ended: 1, lines: [] });
    expect(await registered(survivor)).toEqual([`${here()[0]} ${day(-5)}`, `${next.code} ${day(-5)}`]);
    expect(await taking.rows('select * from hub.relationship_drift()')).toEqual([]);
  });

  it('is about her in FHIR, too', async () => {
    const old = { nhsNumber: superseded.nhsNumber };
    const file = bundle(
      episode(old, s.practice.organisation.code, { status: 'finished', period: { start: since, end: day(-2) } }),
      patientOf(old),
    );
    const how = { organisation: s.practice.organisation.id, asOf: new Date(Date.now() + ++lists) };
    expect(await taking.take(fhir, file, { ...how, allowLargeChange: true })).toMatchObject({ ended: 1, lines: [] });
    expect(await registered(survivor)).toEqual([`${here()[0]} ${day(-1)}`]);
  });
});
