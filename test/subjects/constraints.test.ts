import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isNhsNumber } from '../../src/shared/nhs-number.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { type Factories, factoriesOn, type Made, type MadePlace } from '../support/factories.ts';

describe('the tables refuse', () => {
  let database: TestDatabase;
  let make: Factories;
  let home: MadePlace;
  let otherHome: MadePlace;
  let practice: MadePlace;
  let network: Made;

  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    make = factoriesOn(database.owner);
    home = await make.home();
    otherHome = await make.home();
    practice = await make.practice();
    network = await make.network();
  });
  afterAll(() => database.drop());

  it('two homes for one resident on the same day, but not a move', async () => {
    const resident = await make.resident();
    await make.placement({ resident, home, from: '2024-01-01', to: '2024-06-01' });
    await expect(make.placement({ resident, home: otherHome, from: '2024-05-31' })).rejects.toThrow(
      'placement_no_overlap',
    );
    await expect(make.placement({ resident, home, from: '2023-01-01' })).rejects.toThrow('placement_no_overlap');
    await make.placement({ resident, home: otherHome, from: '2024-06-01' });
  });

  it('nothing beside a version of a placement that is superseded', async () => {
    const resident = await make.resident();
    const mistaken = await make.placement({ resident, home });
    await make.withdraw('placement', mistaken);
    await expect(make.placement({ resident, home: otherHome })).resolves.toBeDefined();
  });

  it('an absence or a payment that names the placement of another resident, and a placement that changes its own', async () => {
    const [resident, other] = [await make.resident(), await make.resident()];
    const [placement, another] = [
      await make.placement({ resident, home }),
      await make.placement({ resident: other, home: otherHome }),
    ];
    const council = await make.organisation('council');
    const paid = { home, source: 'COUNCIL', payer: council };
    for (const wrong of [
      make.absence({ resident, home, placement: another }),
      make.funding({ resident, placement: another, ...paid }),
    ]) {
      await expect(wrong).rejects.toMatchObject({ code: '23503', constraint: 'placement_of_its_resident' });
    }
    await make.absence({ resident, home, placement });
    await make.funding({ resident, placement, ...paid });
    for (const table of ['absence', 'funding_component']) {
      const moved = database.owner.query(`update ${table} set placement_id = $1 where placement_id = $2`, [
        another.id,
        placement.id,
      ]);
      await expect(moved).rejects.toMatchObject({ code: '23503' });
    }
    const third = await make.resident();
    const given = 'update placement set resident_id = $1 where id = $2';
    await expect(database.owner.query(given, [third.id, placement.id])).rejects.toMatchObject({ code: '23503' });
  });

  it('two alignments of one home on the same day', async () => {
    await make.alignment({ home, network, leadPractice: practice, from: '2024-01-01', to: '2025-01-01' });
    const again = { home, network, leadPractice: practice };
    await expect(make.alignment({ ...again, from: '2024-12-31' })).rejects.toThrow('alignment_no_overlap');
    await make.alignment({ ...again, from: '2025-01-01' });
  });

  it('two lists, two networks or two absences at once', async () => {
    const resident = await make.resident();
    await make.registration({ resident, practice });
    await expect(make.registration({ resident, practice: await make.practice() })).rejects.toThrow('no_overlap');
    await make.membership({ practice, network });
    await expect(make.membership({ practice, network: await make.network() })).rejects.toThrow('no_overlap');
    const placement = await make.placement({ resident, home });
    await make.absence({ resident, home, placement, from: '2024-02-01' });
    await expect(make.absence({ resident, home, placement, from: '2024-03-01' })).rejects.toThrow('no_overlap');
  });

  it('two stays in one trust at the same time, and a discharge before the admission', async () => {
    const resident = await make.resident();
    const trust = await make.organisation('trust');
    await make.stay({ resident, trust, admittedAt: '2024-02-01T10:00Z' });
    await expect(make.stay({ resident, trust, admittedAt: '2024-03-01T10:00Z' })).rejects.toThrow('no_overlap');
    await expect(
      make.stay({ resident, trust, admittedAt: '2024-01-05T10:00Z', dischargedAt: '2024-01-04T10:00Z' }),
    ).rejects.toThrow(/in_order|range lower bound/);
  });

  it('beds below zero and more beds in use than there are', async () => {
    const beds = (columns: Record<string, number>) => make.capacity({ home, columns });
    for (const column of ['occupied', 'reserved', 'available']) {
      await expect(beds({ [column]: -1 })).rejects.toThrow('capacity_beds_never_negative');
    }
    await expect(beds({ maximum: 40, occupied: 35, reserved: 3, available: 3 })).rejects.toThrow(
      'capacity_within_maximum',
    );
    await beds({ maximum: 40, occupied: 35, reserved: 3, available: 2 });
    await expect(make.home({ columns: { registered_beds: -1 } })).rejects.toThrow('care_home_beds_never_negative');
  });

  it('two current statements of one home about the beds of one care type', async () => {
    const place = await make.home();
    const first = await make.capacity({ home: place });
    await expect(make.capacity({ home: place })).rejects.toThrow('capacity_one_current');
    await make.withdraw('capacity', first);
    await make.capacity({ home: place });
  });

  it('a number that is no NHS number, by the same rule as the graph', async () => {
    const valid = async (number: string) =>
      (await database.owner.query('select hub.nhs_number_is_valid($1) as valid', [number])).rows[0].valid;
    const ten = fc.integer({ min: 0, max: 9_999_999_999 }).map((number) => String(number).padStart(10, '0'));
    await fc.assert(
      fc.asyncProperty(fc.oneof(ten, fc.string()), async (number) => {
        const storable = number.replaceAll('\0', '');
        expect(await valid(storable)).toBe(isNhsNumber(storable));
      }),
      { numRuns: 300 },
    );
    expect(await valid('9990000018')).toBe(isNhsNumber('9990000018'));
    await expect(make.resident({ nhsNumber: '9990000019' })).rejects.toThrow('resident_nhs_number_valid');
    await expect(make.resident({ nhsNumber: '999 000 0018' })).rejects.toThrow('resident_nhs_number_valid');
  });

  it('one NHS number for two residents, unless one record is superseded', async () => {
    const first = await make.resident();
    const again = { nhsNumber: first.nhsNumber };
    await expect(make.resident(again)).rejects.toThrow('resident_one_of_nhs_number');
    await make.withdraw('resident', first);
    await make.resident(again);
  });

  it('a second current plan or summary of one resident', async () => {
    const resident = await make.resident({ home });
    const author = home.organisation;
    await make.carePlan({ resident, author });
    const again = 'insert into care_plan (author_id, resident_id) select author_id, resident_id from care_plan';
    await expect(database.owner.query(again)).rejects.toThrow('one_current');
    for (const one of [make.clinicalSummary, make.personalSummary]) {
      await one({ resident, author });
      await expect(one({ resident, author })).rejects.toThrow('one_current');
    }
  });

  it('an objection made or withdrawn later than it is recorded', async () => {
    const resident = await make.resident();
    const author = home.organisation;
    const object = (columns: Record<string, string>) =>
      make.objection({ resident, author, kind: 'ARTICLE_21', columns });
    await expect(object({ made_on: '2099-01-01' })).rejects.toThrow('objection_not_in_future');
    await expect(object({ withdrawn_on: '2099-01-01' })).rejects.toThrow('objection_not_in_future');
    await object({ made_on: '2024-01-01' });
  });

  it('values that are none of an enumeration', async () => {
    const resident = await make.resident();
    for (const [table, columns] of [
      ['resident', { sex: 'UNKNOWN' }],
      ['resident', { ethnicity: 'Q' }],
    ] as const) {
      await expect(make.change(table, resident, columns)).rejects.toThrow('check constraint');
    }
    await expect(make.home({ columns: { care_types: ['HOTEL'] } })).rejects.toThrow('care_home_care_types_check');
    await expect(make.incident({ resident, home, columns: { harm: 'TERRIBLE' } })).rejects.toThrow(
      'incident_harm_check',
    );
  });

  it('a hospital stay whose emergency mark contradicts the admission method', async () => {
    const resident = await make.resident();
    const trust = await make.organisation('trust');
    const stay = (method: string, month: number) =>
      make.stay({
        ...{ resident, trust, admittedAt: `2024-0${month}-01`, dischargedAt: `2024-0${month}-02` },
        columns: { admission_method: method },
      });
    const stays = [await stay('21', 1), await stay('2D', 2), await stay('11', 3)];
    const { rows } = await database.owner.query(
      'select emergency from hospital_stay where id = any($1) order by admitted_at',
      [stays.map(({ id }) => id)],
    );
    expect(rows.map(({ emergency }) => emergency)).toEqual([true, true, false]);
    await expect(make.change('hospital_stay', stays[2] as Made, { emergency: true })).rejects.toThrow(
      '"emergency" can only be updated to DEFAULT',
    );
  });
});
