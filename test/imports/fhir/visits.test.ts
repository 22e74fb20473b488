import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { adt } from '../../../src/imports/adt/events.ts';
import { fhir } from '../../../src/imports/fhir/fhir.ts';
import { driftOf, relationsOf } from '../../register/register.ts';
import { type Factories, factoriesOn, type MadeOrganisation, type MadeResident } from '../../support/factories.ts';
import { visitsOf } from '../adt/support/visits.ts';
import { event, file } from '../support/adt-file.ts';
import { bundle, emergency, encounter, exported, type Of, odsCode, patient } from '../support/fhir-file.ts';
import { type Taking, takingFiles } from '../support/taking.ts';

let taking: Taking;
let make: Factories;
let trust: MadeOrganisation;
beforeAll(async () => {
  taking = await takingFiles();
  make = factoriesOn(taking.database.owner);
  trust = await make.organisation('trust');
});
afterAll(() => taking?.database.drop());

const take = (content: string, how = {}) =>
  taking.take(fhir, content, { organisation: trust.id, allowLargeChange: true, ...how });
const visits = (resident: MadeResident) => visitsOf(taking, resident);
const relations = async (resident: MadeResident) =>
  (await relationsOf(taking.database.owner, resident, trust)).map(([kind]) => kind);
const [monday, tuesday, friday] = ['2026-03-02T07:00:00Z', '2026-03-03T07:00:00Z', '2026-03-06T07:00:00Z'] as const;
const nothing: Of = { period: undefined, hospitalization: undefined };

describe("a trust's visits in FHIR", () => {
  it('open the record as an admission does, and shut it by the discharge that a later one shows', async () => {
    const who = await make.resident();
    const admitted = await take(bundle(encounter(who, 'in-progress', monday), patient(who)));
    expect(admitted).toMatchObject({ state: 'DONE', read: 1, rejected: 0, added: 1, changed: 0, lines: [] });
    expect(await relations(who)).toEqual(['trust.inpatient']);
    expect(await visits(who)).toEqual(['01 09:30 – 21']);
    const discharged = exported(patient(who), encounter(who, 'finished', friday));
    const asOf = new Date();
    expect(await take(discharged, { asOf })).toMatchObject({ added: 1, changed: 0, ended: 0, lines: [] });
    expect(await visits(who)).toEqual(['01 09:30 – 05 16:00 21 54']);
    expect(await relations(who)).toEqual(['trust.inpatient', 'trust.discharged']);
    expect(await take(discharged, { asOf })).toMatchObject({ state: 'BEFORE' });
    expect(await driftOf(taking.database.owner)).toEqual([]);
    expect(
      await taking.rows('select line from hub.record_source where resident_id = $1 order by line', who.id),
    ).toEqual([{ line: 1 }, { line: 2 }]);
  });

  it('count in the order of their last update, whichever came first', async () => {
    const who = await make.resident();
    const later = encounter(who, 'finished', friday, {
      period: { start: '2026-03-01T09:15:00Z', end: '2026-03-05T17:00:00Z' },
    });
    await take(bundle(patient(who), later));
    expect(await visits(who)).toEqual(['01 09:15 – 05 17:00 21 54']);
    expect(await take(bundle(patient(who), encounter(who, 'in-progress', monday)))).toMatchObject({
      added: 0,
      changed: 0,
    });
    expect(await visits(who)).toEqual(['01 09:15 – 05 17:00 21 54']);
    // By a newer one the discharge never was; by a newer still it was later.
    expect(await take(bundle(patient(who), encounter(who, 'in-progress', '2026-03-07T07:00:00Z')))).toMatchObject({
      changed: 1,
    });
    expect(await visits(who)).toEqual(['01 09:30 – 21']);
    const last = { period: { start: '2026-03-01T09:30:00Z', end: '2026-03-06T18:00:00Z' } };
    await take(bundle(patient(who), encounter(who, 'finished', '2026-03-08T07:00:00Z', last)));
    expect(await visits(who)).toEqual(['01 09:30 – 06 18:00 21 54']);
  });

  it('that were entered in error or cancelled never were, until they are shown again', async () => {
    const who = await make.resident();
    await take(bundle(patient(who), encounter(who, 'in-progress', monday)));
    expect(await take(bundle(patient(who), encounter(who, 'entered-in-error', tuesday, nothing)))).toMatchObject({
      ended: 1,
    });
    expect(await visits(who)).toEqual([]);
    expect(await relations(who)).toEqual([]);
    await take(bundle(patient(who), encounter(who, 'in-progress', friday)));
    expect(await visits(who)).toEqual(['01 09:30 – 21']);
    const unheard = encounter(who, 'cancelled', friday, { ...nothing, identifier: [{ value: 'V9' }] });
    expect((await take(bundle(patient(who), unheard))).lines).toEqual(['2 Encounter.identifier NO_VISIT']);
    expect(await driftOf(taking.database.owner)).toEqual([]);
  });

  it('to the emergency department open the record for a while, and say what came of them', async () => {
    const who = await make.resident();
    await take(bundle(patient(who), emergency(who, 'arrived', monday)));
    expect(await visits(who)).toEqual(['E 01 09:30 –']);
    expect(await relations(who)).toContain('trust.attending');
    await take(bundle(patient(who), emergency(who, 'finished', friday)));
    expect(await visits(who)).toEqual(['E 01 09:30 – 05 16:00 DISCHARGED_BACK']);
  });

  it('go on with what messages told under the number of the same visit', async () => {
    const who = await make.resident();
    await take(bundle(patient(who), encounter(who, 'in-progress', monday)));
    const visit = { 'PV1-19': `V1-${who.nhsNumber}^^^https://trust.example/Id/visit` };
    await taking.take(adt, file(event('A03', '202603041000', who, visit)), {
      organisation: trust.id,
      allowLargeChange: true,
    });
    expect(await visits(who)).toEqual(['01 09:30 – 04 10:00 21 54']);
    await take(bundle(patient(who), encounter(who, 'finished', friday)));
    expect(await visits(who)).toEqual(['01 09:30 – 05 16:00 21 54']);
  });

  it('are of nobody whom the hub does not know by number, name and birthday, and of no other trust', async () => {
    const who = await make.resident();
    const stranger = { nhsNumber: '9990999990' };
    const other = patient(who, { birthDate: '1938-03-05' });
    const another = encounter(who, 'in-progress', monday, { serviceProvider: { identifier: odsCode('X26') } });
    expect((await take(bundle(patient(stranger), encounter(stranger, 'in-progress', monday)))).lines).toEqual([
      expect.stringMatching(/^2 Encounter\.subject UNKNOWN$|^2 Patient\.identifier NOT_AN_NHS_NUMBER$/),
    ]);
    expect((await take(bundle(other, encounter(who, 'in-progress', monday)))).lines).toEqual([
      '2 Encounter.subject UNKNOWN',
    ]);
    expect((await take(bundle(patient(who), another))).lines).toEqual([
      '2 Encounter.serviceProvider OTHER_ORGANISATION',
    ]);
    expect((await take(bundle(patient(who), encounter(who, 'in-progress', '2999-01-01T00:00:00Z')))).lines).toEqual([
      '2 IN_FUTURE',
    ]);
    expect(await visits(who)).toEqual([]);
    expect(await taking.rows('select 1 from hub.import_row')).toEqual([]);
    // Somebody has another name by the time of the discharge.
    await take(bundle(patient(who), encounter(who, 'in-progress', monday)));
    const married = patient(who, { name: [{ use: 'official', family: 'Married', given: ['Edith'] }] });
    expect((await take(bundle(married, encounter(who, 'finished', friday)))).lines).toEqual([]);
    expect(await visits(who)).toEqual(['01 09:30 – 05 16:00 21 54']);
  });

  it('are taken of trusts and practices alone, and by no mapping', async () => {
    const council = await make.organisation('council');
    const whose = /Say whose fhir this is: --organisation and the code of a trust or practice\./;
    await expect(take('{}', { organisation: council.id })).rejects.toThrow(whose);
    await expect(take('{}', { organisation: null })).rejects.toThrow(whose);
  });
});
