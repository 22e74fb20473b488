import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { factoriesOn, type MadeOrganisation, type MadePlace, type MadeResident } from '../../support/factories.ts';
import { type HubUnderTest, startHub } from '../../support/hub.ts';

describe('a purpose that opens nobody', () => {
  let database: TestDatabase;
  let hub: HubUnderTest;
  let council: MadeOrganisation;
  let home: MadePlace;
  let resident: MadeResident;
  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    const make = factoriesOn(database.owner);
    [home, council] = [await make.home(), await make.organisation('council')];
    resident = await make.resident({ home });
    const placement = (await database.owner.query('select id from placement')).rows[0];
    await make.funding({ resident, home, placement, source: 'COUNCIL', payer: council });
    hub = await startHub({ database });
  });
  afterAll(async () => {
    await hub.close();
    await database.drop();
  });
  const as = (role: string, purpose: string) => hub.as(council.code, role, purpose);
  type Listed = { residents: { totalCount: number; nodes: { id: string }[] } };

  it.each([
    ['an analyst who watches quality', 'analyst', 'QUALITY_MONITORING'],
    ['an analyst who plans', 'analyst', 'PLANNING'],
  ])('is refused where it asks for residents, and never answered by an empty list: %s', async (_, role, purpose) => {
    const finance = await as('finance', 'FUNDING');
    const seen = await finance.ask<Listed>('{ residents { totalCount nodes { id } } }');
    expect(seen.data.residents.totalCount).toBe(1);
    const viewer = await as(role, purpose);
    for (const document of [
      '{ residents { totalCount } }',
      `{ resident(nhsNumber: "${resident.nhsNumber}") { id } }`,
      `{ node(id: "${seen.data.residents.nodes[0]?.id}") { id } }`,
    ]) {
      const { errors } = await viewer.ask(document);
      expect(errors).toMatchObject([{ extensions: { code: 'PURPOSE_NOT_ALLOWED', allowed: [] } }]);
    }
  });

  it('shows no list under a home, where a purpose that opens somebody counts them', async () => {
    const document = `{ careHome(cqcLocationId: "${home.code}") { name residents { totalCount } } }`;
    type Home = { careHome: { name: string; residents: { totalCount: number } | null } };
    const seen = await (await as('finance', 'FUNDING')).ask<Home>(document);
    expect(seen.data.careHome.residents).toEqual({ totalCount: 1 });
    const { data, errors } = await (await as('analyst', 'PLANNING')).ask<Home>(document);
    expect([errors, data.careHome.residents]).toEqual([undefined, null]);
    expect(data.careHome.name).toBeTruthy();
  });
});
