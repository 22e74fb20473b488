import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { capacityTracker } from '../../src/imports/capacity-tracker/capacity-tracker.ts';
import type { Bringing } from '../../src/imports/engine/run.ts';
import { instant } from '../../src/imports/input/instant.ts';
import { readMapping } from '../../src/imports/input/mapping.ts';
import { type Factories, factoriesOn, type MadePlace } from '../support/factories.ts';
import { table } from './support/council-file.ts';
import { type Taking, takingFiles } from './support/taking.ts';

const names = capacityTracker.columns ?? [];
let hub: Taking;
let make: Factories;
let home: MadePlace;

beforeAll(async () => {
  hub = await takingFiles();
  make = factoriesOn(hub.database.owner);
});
afterAll(async () => {
  await hub?.database.drop();
});
beforeEach(async () => {
  home = await make.home({
    columns: {
      care_types: ['RESIDENTIAL', 'NURSING_DEMENTIA'],
      registered_beds: 40,
      admission_status_as_of: new Date(Date.now() - 86_400_000),
    },
  });
});

const hoursAgo = (hours: number) =>
  new Date(Date.now() - hours * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
const line = (more: Record<string, string> = {}) => ({
  ...{ 'CQC location ID': home.code, 'Bed type': 'General residential', 'Maximum capacity': '30', Occupied: '25' },
  ...{ 'Vacant reserved': '1', 'Vacant accepting': '4', 'Last updated (UTC)': hoursAgo(2), ...more },
});
const take = (lines: readonly Record<string, string>[] | string, how: Partial<Bringing> = {}) =>
  hub.take(capacityTracker, typeof lines === 'string' ? lines : table(lines, names), {
    organisation: home.organisation.id,
    ...how,
  });
const beds = (of = home) =>
  hub.rows(
    `select care_type, maximum, occupied, reserved, available, genders_suited from capacity
     where home_id = $1 and valid_until is null order by 1`,
    of.id,
  );

describe('a file of the Capacity Tracker', () => {
  it('states the beds of the home as of when it told the tracker, and whether it admits anyone', async () => {
    const dementia = {
      'Bed type': 'Dementia Nursing',
      'Maximum capacity': '10',
      Occupied: '10.0',
      'Vacant reserved': '0',
    };
    const status = { 'Admission status': 'Open with restrictions', Restrictions: 'Not the ground floor' };
    const taken = await take([line(status), line({ ...dementia, 'Vacant accepting': '0' })]);
    expect(taken).toMatchObject({ state: 'DONE', added: 2, changed: 1, lines: [] });
    expect(await beds()).toMatchObject([
      { care_type: 'NURSING_DEMENTIA', maximum: 10, occupied: 10, reserved: 0, available: 0 },
      { care_type: 'RESIDENTIAL', maximum: 30, occupied: 25, reserved: 1, available: 4 },
    ]);
    expect(
      await hub.rows('select admission_status, admission_restrictions from care_home where id = $1', home.id),
    ).toEqual([{ admission_status: 'OPEN_WITH_RESTRICTIONS', admission_restrictions: 'Not the ground floor' }]);
    const told = await hub.rows(`select topic from hub.event where organisation_id is null or topic = 'Capacity'`);
    expect(told.length).toBeGreaterThan(0);
    expect(await hub.rows('select line from hub.record_source order by 1')).toEqual([{ line: 2 }, { line: 3 }]);
  });

  it('changes what was stated before, keeps what the tracker does not say, and undoes nothing newer', async () => {
    await make.capacity({
      home,
      columns: {
        maximum: 30,
        as_of: new Date(Date.now() - 3 * 3_600_000),
        genders_suited: 'FEMALE',
        occupied: 20,
        available: 5,
      },
    });
    expect(await take([line()])).toMatchObject({ added: 0, changed: 1 });
    expect(await beds()).toMatchObject([{ occupied: 25, genders_suited: 'FEMALE' }]);
    expect(await hub.rows('select from capacity where home_id = $1', home.id)).toHaveLength(2);
    const older = await take([line({ Occupied: '1', 'Last updated (UTC)': hoursAgo(2.5) })]);
    expect(older).toMatchObject({ changed: 0, lines: ['2 NEWER_KNOWN'] });
    expect(await beds()).toMatchObject([{ occupied: 25 }]);
  });

  it('says nothing of another home, nor what a home could not say by hand', async () => {
    const other = await make.home();
    const lines = [
      line({ 'CQC location ID': other.code }),
      line({ 'Bed type': 'Mental health' }),
      line({ Occupied: '28' }),
      line({ 'Bed type': 'Dementia nursing', 'Last updated (UTC)': '2099-01-01 06:00' }),
      line({ 'Bed type': 'Hammock' }),
      line({ 'Last updated (UTC)': '29/02/2025 06:00' }),
      line({ Occupied: '2.5E+01' }),
      line({ 'Admission status': 'Closed by commissioner' }),
      line({ Occupied: '999,999,999', 'Vacant reserved': '999,999,999', 'Vacant accepting': '1,000,000,000,000' }),
    ];
    expect((await take(lines)).lines).toEqual([
      ...['2 OTHER_HOME', '3 CARE_NOT_GIVEN', '4 TOO_MANY_BEDS', '5 IN_FUTURE', '6 Bed type NOT_A_VALUE'],
      ...['7 Last updated (UTC) NOT_A_MOMENT', '8 Occupied NOT_A_NUMBER', '9 Admission status NOT_A_VALUE'],
      ...['10 Occupied TOO_LARGE', '10 Vacant accepting TOO_LARGE', '10 Vacant reserved TOO_LARGE'],
    ]);
    expect(await take([line({ 'Maximum capacity': '41' })])).toMatchObject({ lines: ['2 TOO_MANY_BEDS'] });
    expect(await take([line(), line({ Occupied: '24' })])).toMatchObject({ added: 1, lines: ['3 NAMED_TWICE'] });
    expect(await beds(other)).toEqual([]);
    await expect(take([line()], { organisation: (await make.usual('council')).id })).rejects.toThrow(/is a council/);
  });

  it('is read under the names that the export has, with moments as people write them', async () => {
    const mapping = readMapping('columns: { CQC location ID: Location, Last updated (UTC): Updated }', names);
    const file = `Location,Bed type,Maximum capacity,Occupied,Vacant reserved,Vacant accepting,Updated,More\r\n${home.code},residential,30,25,1,4,${hoursAgo(1)},x\r\n`;
    expect(await take(file, { mapping })).toMatchObject({ added: 1, lines: [] });
    expect(instant('29/02/2024 06:05')).toEqual({ value: '2024-02-29T06:05:00Z' });
    expect(instant('2026-11-21T06:00:00.123Z')).toEqual({ value: '2026-11-21T06:00:00.123Z' });
    expect(instant('2026-11-21 25:00')).toEqual({ code: 'NOT_A_MOMENT' });
    expect(instant('2026-11-21')).toEqual({ code: 'NOT_A_MOMENT' });
  });
});
