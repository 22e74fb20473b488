import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { markErased } from '../../src/access/retention/erased-numbers.ts';
import { eraseDue } from '../../src/cli/retention/run.ts';
import { withClient } from '../../src/database/client.ts';
import type { Format } from '../../src/imports/engine/format.ts';
import { registrations } from '../../src/imports/registrations/registrations.ts';
import { madeUpNhsNumbers } from '../../src/shared/nhs-number.ts';
import { relationsOf } from '../register/register.ts';
import { day } from '../support/days.ts';
import { factoriesOn, type MadePlace } from '../support/factories.ts';
import { type Asking, type HubUnderTest, startHub } from '../support/hub.ts';
import { table } from './support/council-file.ts';
import { columns, type Patient, patient } from './support/practice-file.ts';
import { type Taking, takingFiles } from './support/taking.ts';

const ADMIT = 'mutation ($input: AdmitResidentInput!) { admitResident(input: $input) { outcome problems { code } } }';
const MINE = '{ myClaims(first: 50) { nodes { state nhsNumber } } }';
const WHO = `query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) {
  nhsNumberStatus givenName registeredPractice { odsCode } currentPlacement { home { cqcLocationId } } } }`;

/** How people come to an empty hub: a practice's list, and the word of the home. */
describe('somebody on the list of a practice', () => {
  let taking: Taking;
  let hub: HubUnderTest;
  let practice: MadePlace;
  let home: MadePlace;
  let other: MadePlace;
  let manager: Asking;
  let clinician: Asking;
  const numbers = madeUpNhsNumbers(800_000);
  let lists = 0;
  beforeAll(async () => {
    taking = await takingFiles();
    const make = factoriesOn(taking.database.owner);
    [practice, home, other] = [await make.practice(), await make.home(), await make.home()];
    await make.alignment({ home, leadPractice: practice, network: await make.network() });
    hub = await startHub({ database: taking.database });
    manager = await hub.as(home.organisation.code, 'manager', 'DIRECT_CARE', 'manager');
    clinician = await hub.as(practice.organisation.code, 'clinician', 'DIRECT_CARE', 'gp');
  });
  afterAll(async () => {
    await hub?.close();
    await taking?.database.drop();
  });

  const newcomer = () => numbers.next().value as string;
  /** Each list speaks as of a later moment than the one before. */
  const listed = (line: Patient) =>
    taking.take(registrations, table([line], columns), {
      organisation: practice.organisation.id,
      asOf: new Date(Date.now() + ++lists),
    });
  const admits = async (nhsNumber: string, from: string) => {
    const input = {
      ...{ idempotencyKey: `admits-${nhsNumber}`, nhsNumber, dateOfBirth: '1938-03-04', familyName: 'Example' },
      ...{ givenName: 'Ede', home: home.code, careType: 'RESIDENTIAL', from },
    };
    const { data } = await manager.ask<{ admitResident: object }>(ADMIT, { input });
    expect(data.admitResident).toEqual({ outcome: 'ACCEPTED', problems: [] });
  };
  const stateOf = async (number: string) => {
    const { data } = await manager.ask<{ myClaims: { nodes: { state: string; nhsNumber: string }[] } }>(MINE);
    return data.myClaims.nodes.find(({ nhsNumber }) => nhsNumber === number)?.state;
  };
  const shown = async (viewer: Asking, nhsNumber: string) =>
    (await viewer.ask<{ resident: object | null }>(WHO, { nhsNumber })).data.resident;
  const person = { nhsNumberStatus: 'VERIFIED', givenName: 'Edith' };

  it('is seen by the practice at once, and by the home that it names when the home has admitted that person', async () => {
    const number = newcomer();
    expect(await listed(patient(number, { 'Care home': home.code }))).toMatchObject({ added: 1, lines: [] });
    const known = { ...person, registeredPractice: { odsCode: practice.code } };
    expect(await shown(clinician, number)).toEqual({ ...known, currentPlacement: null });
    expect(await shown(manager, number)).toBeNull();
    // Registered for years, so that no registration tells of the move: but the list names the home.
    await admits(number, '2021-06-01');
    expect(await stateOf(number)).toBe('CONFIRMED');
    const lives = { ...known, currentPlacement: { home: { cqcLocationId: home.code } } };
    expect([await shown(clinician, number), await shown(manager, number)]).toEqual([lives, lives]);
    expect(await taking.rows('select * from hub.relationship_drift()')).toEqual([]);
  });

  it('is seen as soon as a list names the home that has admitted that person before', async () => {
    const number = newcomer();
    await admits(number, '2021-06-01');
    expect(await stateOf(number)).toBe('PENDING');
    // The home's word is why the hub keeps a line that names no home: registered for years, it bears nothing out.
    expect(await listed(patient(number))).toMatchObject({ added: 1, passed: 0 });
    expect(await stateOf(number)).toBe('PENDING');
    expect(await listed(patient(number, { 'Care home': home.code }))).toMatchObject({ unchanged: 1 });
    expect(await stateOf(number)).toBe('CONFIRMED');
    expect(await shown(manager, number)).toMatchObject(person);
  });

  it('is borne out without a home, too, where the practice serves it and the registration is of these weeks', async () => {
    const number = newcomer();
    await admits(number, day(-10));
    expect(await listed(patient(number, { 'Registered from': day(-3) }))).toMatchObject({ added: 1 });
    expect(await stateOf(number)).toBe('CONFIRMED');
  });

  it('is not borne out by a list that names another home, nor after the practice has let the person go', async () => {
    const [elsewhere, gone] = [newcomer(), newcomer()];
    await listed(patient(elsewhere, { 'Care home': other.code }));
    await listed(patient(gone, { 'Care home': home.code }));
    await listed(patient(gone, { 'Care home': home.code, 'Registered to': '2020-01-01' }));
    for (const number of [elsewhere, gone]) {
      await admits(number, '2021-06-01');
      expect(await stateOf(number)).toBe('PENDING');
      // Its own word, and nothing else.
      const own = { nhsNumberStatus: 'UNVERIFIED', givenName: 'Ede', registeredPractice: null };
      expect(await shown(manager, number)).toMatchObject(own);
    }
  });

  it('is not known by the word of a home under another name or birthday', async () => {
    const number = newcomer();
    await admits(number, '2021-06-01');
    expect(await listed(patient(number, { 'Family name': 'Somebody' }))).toMatchObject({
      added: 0,
      passed: 1,
      lines: [],
    });
    expect(await shown(clinician, number)).toBeNull();
  });

  it('is awaited by a home’s word alone as long as it may come true, and not where the list names another home', async () => {
    const since = '2021-06-01';
    const passed = { added: 0, passed: 1, lines: [] };
    const [elsewhere, left, disputed, closed] = [newcomer(), newcomer(), newcomer(), newcomer()];
    for (const number of [elsewhere, left, disputed]) await admits(number, since);
    // The CQC's id of a home that the hub does not know, in another borough: not the one that claims her.
    expect(await listed(patient(elsewhere, { 'Care home': '1-999999998' }))).toMatchObject(passed);
    expect(await listed(patient(elsewhere, { 'Care home': home.code, 'Registered to': day(20) }))).toMatchObject({
      rejected: 1,
      lines: ['2 IN_FUTURE'],
    });
    await taking.rows(
      `update placement set to_on = '2022-01-01' from resident r where r.id = resident_id and r.nhs_number = $1`,
      left,
    );
    expect(await listed(patient(left))).toMatchObject(passed);
    await taking.rows('update hub.claim set conflict = true where nhs_number = $1', disputed);
    expect(await listed(patient(disputed))).toMatchObject(passed);
    await admits(closed, since);
    await taking.rows(`update care_home set deregistered_on = '2024-01-01' where id = $1`, home.id);
    try {
      expect(await listed(patient(closed))).toMatchObject(passed);
    } finally {
      await taking.rows('update care_home set deregistered_on = null where id = $1', home.id);
    }
    expect(await listed(patient(closed))).toMatchObject({ added: 1, passed: 0 });
    for (const number of [elsewhere, left, disputed]) expect(await shown(clinician, number)).toBeNull();
  });

  it('comes back by no list after she was erased, and by the word of a home that admits her', async () => {
    const longAgo = '2010-05-06T00:00:00Z';
    const make = factoriesOn(taking.database.owner);
    const known = await make.resident({ columns: { recorded_at: longAgo, valid_from: longAgo } });
    const number = known.nhsNumber;
    const erase = () =>
      withClient(taking.database.ownerUrl, (owner) =>
        eraseDue(owner, taking.database.key, { batch: 10, asOf: day(0), by: 'I.Governor' }, () => {}),
      );
    await erase();
    expect(await taking.rows('select from resident where id = $1', known.id)).toEqual([]);
    const line = patient(number, { 'Care home': home.code });
    const passed = { state: 'DONE', added: 0, passed: 1, rejected: 0, lines: [] };
    expect(await listed(line)).toMatchObject(passed);
    expect(await listed({ ...line, Sex: '?' })).toMatchObject(passed);
    expect(await shown(clinician, number)).toBeNull();
    // The mark tells of no number to whoever has the database alone.
    const unkeyed = `mark in (sha256($1::text::bytea), sha256(convert_to($1, 'UTF8') || '\\x0a'))`;
    expect(await taking.rows(`select from hub.erased_number where ${unkeyed}`, number)).toEqual([]);
    await admits(number, '2021-06-01');
    expect(await listed(line)).toMatchObject({ added: 1, passed: 0 });
    expect(await shown(clinician, number)).toMatchObject(person);
  });

  it('is not brought back where she was erased after the list was read', async () => {
    const number = newcomer();
    const later: Format = {
      ...registrations,
      async merge(client, id, how, slice) {
        await withClient(taking.database.ownerUrl, (owner) => markErased(owner, how.keys, [number]));
        return registrations.merge(client, id, how, slice);
      },
    };
    const given = { organisation: practice.organisation.id, asOf: new Date(Date.now() + ++lists) };
    const file = table([patient(number, { 'Care home': home.code })], columns);
    expect(await taking.take(later, file, given)).toMatchObject({ state: 'DONE', added: 0, passed: 1 });
    expect(await shown(clinician, number)).toBeNull();
  });

  it('confirms what a clinician has claimed of that person before', async () => {
    const number = newcomer();
    const input = {
      idempotencyKey: `claims-${number}`,
      nhsNumber: number,
      dateOfBirth: '1938-03-04',
      familyName: 'Example',
      from: day(-1),
    };
    await clinician.ask('mutation ($input: ClaimRegistrationInput!) { claimRegistration(input: $input) { outcome } }', {
      input,
    });
    await listed(patient(number, { 'Care home': home.code, 'Registered from': day(-1) }));
    const { data } = await clinician.ask<{ myClaims: { nodes: { state: string; nhsNumber: string }[] } }>(MINE);
    expect(data.myClaims.nodes).toEqual([{ state: 'CONFIRMED', nhsNumber: number }]);
    const [known] = await taking.rows<{ id: string }>('select id from resident where nhs_number = $1', number);
    const relations = await relationsOf(taking.database.owner, known ?? { id: '' }, practice.organisation);
    expect(relations.map(([kind]) => kind)).toEqual(['practice.registered']);
  });
});
