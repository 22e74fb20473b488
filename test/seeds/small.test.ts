import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await databaseOfOwn();
});
afterAll(() => database.drop());

describe('the small borough of the tests', () => {
  it('has four homes, two practices of one network and one outside it, and one of most other partners', async () => {
    const { rows } = await database.owner.query(
      'select agency, string_agg(code, $1 order by code) as codes from organisation group by agency',
      [' '],
    );
    expect(Object.fromEntries(rows.map(({ agency, codes }) => [agency, codes]))).toEqual({
      home: '1-1000000001 1-1000000002 1-1000000003 1-1000000004',
      practice: 'Y90001 Y90002 Y90003',
      trust: 'RZ1 RZ2',
      council: 'E08990001',
      icb: 'QZ1',
      dashboard: 'DASH1',
    });
  });

  it('has every relationship but those that begin with what somebody says, and a register in step with the facts', async () => {
    const { rows } = await database.owner.query(
      `select name from hub.relationship_kind where name not in (select kind from hub.relationship) order by name`,
    );
    expect(rows.map(({ name }) => name)).toEqual([
      ...['home.accepted', 'home.admitting', 'practice.emergency', 'trust.emergency'],
    ]);
    expect((await database.owner.query('select from hub.relationship_drift()')).rows).toEqual([]);
  });
});
