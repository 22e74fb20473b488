import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cellsShown } from '../../../src/access/record/derive.ts';
import type { Agreement } from '../../../src/agreement/model.ts';
import { contractOf } from '../../../src/server/contract/contract.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import {
  type Factories,
  factoriesOn,
  type MadeOrganisation,
  type MadePlace,
  type MadeResident,
} from '../../support/factories.ts';
import { type Asking, agreementFile, type HubUnderTest, startHub } from '../../support/hub.ts';

const OF = `query ($resident: ID!, $from: Date!, $to: Date!) { fundingOf(resident: $resident, from: $from, to: $to) {
  from to days total component { source weeklyAmount payer { code } withheld { field } } } }`;
const TOTALS = `query ($home: ID!, $month: Date!) { fundingTotals(home: $home, month: $month) {
  from to residents total payers { source residents total payer { code } } } }`;
const ID = 'query ($n: NhsNumber!) { resident(nhsNumber: $n) { id } }';

interface Period {
  from: string;
  to: string;
  days: number;
  total: number | null;
  component: {
    source: string;
    weeklyAmount: number | null;
    payer: { code: string } | null;
    withheld: { field: string }[];
  };
}
interface Totals {
  residents: number;
  total: number;
  payers: { source: string; residents: number; total: number; payer: { code: string } | null }[];
}

describe('money that follows the person', () => {
  let agreement: Agreement;
  let database: TestDatabase;
  let hub: HubUnderTest;
  let make: Factories;
  let home: MadePlace;
  let elsewhere: MadePlace;
  let council: MadeOrganisation;
  let icb: MadeOrganisation;
  let resident: MadeResident;
  let [manager, finance, board, stranger] = [] as unknown as [Asking, Asking, Asking, Asking];
  let location: string;

  beforeAll(async () => {
    ({ agreement } = await contractOf(agreementFile));
    database = await databaseOfOwn('empty');
    make = factoriesOn(database.owner);
    council = await make.organisation('council');
    icb = await make.organisation('icb');
    [home, elsewhere] = [await make.home({ council }), await make.home({ council })];
    const { rows } = await database.owner.query('select cqc_location_id as it from care_home where id = $1', [home.id]);
    location = rows[0].it;
    resident = await lives(home);
    await pays(resident, { source: 'COUNCIL', payer: council, from: '2026-01-01', to: '2026-04-11', amount: '800.00' });
    await pays(resident, { source: 'COUNCIL', payer: council, from: '2026-04-11', amount: '812.50' });
    await pays(resident, { source: 'FNC', payer: icb, from: '2026-04-01', amount: '267.68' });
    const second = await lives(home);
    await pays(second, { source: 'CHC', payer: icb, from: '2026-04-21', amount: '1500.00' });
    await pays(second, { source: 'THIRD_PARTY_TOP_UP', from: '2026-04-01', to: '2026-04-08', amount: '70.01' });
    const third = await lives(elsewhere);
    await pays(third, { source: 'COUNCIL', payer: council, from: '2026-01-01', amount: '999.00', at: elsewhere });
    hub = await startHub({ database });
    manager = await hub.as(home.organisation.code, 'manager', 'DIRECT_CARE');
    finance = await hub.as(council.code, 'finance', 'FUNDING');
    board = await hub.as(icb.code, 'finance', 'FUNDING');
    stranger = await hub.as(elsewhere.organisation.code, 'manager', 'DIRECT_CARE');
  });
  afterAll(async () => {
    await hub?.close();
    await database?.drop();
  });

  const lives = (at: MadePlace) => make.resident({ home: at, since: '2025-06-01' });
  const pays = async (
    { id }: MadeResident,
    paid: { source: string; payer?: MadeOrganisation; from: string; to?: string; amount: string; at?: MadePlace },
  ) => {
    const { rows } = await database.owner.query('select id from placement where resident_id = $1', [id]);
    const { amount, at = home, ...rest } = paid;
    const columns = { weekly_amount: amount };
    return make.funding({ resident: { id }, home: at, placement: rows[0], columns, ...rest });
  };
  const idOf = async (viewer: Asking) =>
    (await viewer.ask<{ resident: { id: string } }>(ID, { n: resident.nhsNumber })).data.resident.id;
  const of = async (viewer: Asking, more: object = {}) => {
    const given = { resident: await idOf(viewer), from: '2026-04-01', to: '2026-05-01', ...more };
    return (await viewer.ask<{ fundingOf: Period[] | null }>(OF, given)).data.fundingOf;
  };
  const totals = async (viewer: Asking, month = '2026-04-01') =>
    (await viewer.ask<{ fundingTotals: Totals }>(TOTALS, { home: `CareHome:${location}`, month })).data.fundingTotals;

  it('tells the home by days who pays what, each rate for its own days and rounded once to the penny', async () => {
    const found = await of(manager);
    expect(found?.map(({ from, to, days, total, component }) => [component.source, from, to, days, total])).toEqual([
      // 10 days of 800.00 a week, 30 of 267.68, 20 of 812.50
      ['COUNCIL', '2026-04-01', '2026-04-11', 10, 1142.86],
      ['FNC', '2026-04-01', '2026-05-01', 30, 1147.2],
      ['COUNCIL', '2026-04-11', '2026-05-01', 20, 2321.43],
    ]);
    expect(await of(manager, { from: '2020-01-01', to: '2021-01-01' })).toEqual([]);
  });

  it('tells a payer what it pays itself, and of the others only that they pay', async () => {
    const found = await of(finance);
    expect(
      found?.map(({ component, total }) => [component.source, component.payer?.code, component.weeklyAmount, total]),
    ).toEqual([
      ['COUNCIL', council.code, 800, 1142.86],
      ['FNC', icb.code, null, null],
      ['COUNCIL', council.code, 812.5, 2321.43],
    ]);
    expect(found?.[1]?.component.withheld).toEqual([{ field: 'weeklyAmount' }]);
    expect((await of(board))?.map(({ component, total }) => [component.source, total])).toEqual([['FNC', 1147.2]]);
  });

  it('tells nothing of somebody whom the viewer does not see, nothing of a period without days, and of no more than ten years', async () => {
    const given = { resident: await idOf(manager), from: '2026-04-01', to: '2026-05-01' };
    expect((await stranger.ask<{ fundingOf: null }>(OF, given)).data.fundingOf).toBeNull();
    expect(await of(manager, { to: '2026-04-01' })).toEqual([]);
    expect(await of(manager, { to: '2026-03-01' })).toEqual([]);
    const { errors } = await manager.ask(OF, { ...given, to: '2037-01-01' });
    expect(errors?.[0]?.extensions?.code).toBe('BAD_INPUT');
  });

  it('sums up for the home what each payer owes it for a month', async () => {
    expect(await totals(manager)).toEqual({
      ...{ from: '2026-04-01', to: '2026-05-01', residents: 2, total: 6824.36 },
      payers: [
        { source: 'COUNCIL', residents: 1, total: 3464.29, payer: { code: council.code } },
        { source: 'CHC', residents: 1, total: 2142.86, payer: { code: icb.code } },
        { source: 'FNC', residents: 1, total: 1147.2, payer: { code: icb.code } },
        { source: 'THIRD_PARTY_TOP_UP', residents: 1, total: 70.01, payer: null },
      ],
    });
  });

  it('sums up for a payer what it pays that home, and not a penny of which it may not see each part', async () => {
    expect(await totals(finance)).toMatchObject({
      ...{ residents: 1, total: 3464.29 },
      payers: [{ source: 'COUNCIL', residents: 1, total: 3464.29, payer: { code: council.code } }],
    });
    expect(await totals(board)).toMatchObject({ residents: 2, total: 3290.06 });
    const { errors } = await board.ask(TOTALS, { home: location, month: '2026-04-15' });
    expect(errors?.[0]?.extensions?.code).toBe('BAD_INPUT');
    expect(await totals(stranger)).toMatchObject({ residents: 0, total: 0, payers: [] });
    await database.owner.query(`update funding_component set weekly_amount = 5000 where source = 'FNC'`);
    expect(await totals(finance)).toMatchObject({ residents: 1, total: 3464.29 });
  });

  it('is put on record also where nothing was paid, and no amount as shown that was withheld', async () => {
    const told = async (organisation: string) => {
      const { rows } = await database.owner.query(
        `select entry.agency, entry.role, entry.purpose, entry.residents, entry.shown, plan.plan
         from hub.access_entry entry join hub.access_plan plan on plan.hash = entry.plan
         where entry.operation = 'fundingOf' and entry.organisation_id = $1 order by entry.number desc limit 1`,
        [organisation],
      );
      const [entry] = rows;
      const cells = cellsShown(entry, entry.plan, agreement);
      return [entry.residents, cells.filter(({ type }) => type === 'FundingPeriod')] as const;
    };
    await of(manager, { from: '2020-01-01', to: '2021-01-01' });
    expect(await told(home.organisation.id)).toEqual([[resident.id], []]);
    await of(finance);
    const [, cells] = await told(council.id);
    const records = (field: string) =>
      cells.filter((cell) => cell.field === field).reduce((sum, cell) => sum + cell.records, 0);
    // Of three components two are the council's own.
    expect([records('days'), records('total')]).toEqual([3, 2]);
  });

  it('is put on record for each resident whose amounts are in it', async () => {
    await totals(board);
    const { rows } = await database.owner.query(
      `select cardinality(residents) as residents from hub.access_entry where operation = 'fundingTotals' and organisation_id = $1
       order by number desc limit 1`,
      [icb.id],
    );
    expect(rows).toEqual([{ residents: 2 }]);
  });
});
