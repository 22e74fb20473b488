import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { relationshipBits } from '../../src/agreement/relationships.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { type Factories, factoriesOn, type Made, type MadePlace } from '../support/factories.ts';
import { asking } from './register.ts';

/** So many that reading a whole table costs more than its index. */
const [HOMES, RESIDENTS] = [40, 2_000];

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: Plan[];
}
const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

describe('under row policies', () => {
  let database: TestDatabase;
  let make: Factories;
  let home: MadePlace;
  let residents: Made[];

  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    const { owner } = database;
    make = factoriesOn(owner);
    const homes: MadePlace[] = [];
    for (let number = 0; number < HOMES; number++) homes.push(await make.home());
    home = homes[0] as MadePlace;
    // The check digit is of no interest here.
    await owner.query('alter table resident drop constraint resident_nhs_number_valid');
    await owner.query(`set hub.bulk = 'on'`);
    await owner.query(
      `with people as (
          insert into resident (author_id, nhs_number, nhs_number_status, given_name, family_name, date_of_birth, sex)
          select $1, number::text, 'TRACED', 'A', 'B', '1930-01-01', 'MALE' from generate_series(1, $3::int) number
          returning id, nhs_number
        ), placed as (
          insert into placement (author_id, resident_id, home_id, care_type, from_on)
          select $1, id, ($2::uuid[])[1 + nhs_number::int % cardinality($2)], 'RESIDENTIAL', '2024-01-01'
          from people
        )
        insert into incident
          (author_id, resident_id, home_id, kind, harm, psychological_harm, occurred_at, narrative)
        select $1, id, $4, 'FALL', 'LOW', 'NONE', timestamptz '2025-01-01' + number * interval '1 day', 'x'
        from people, generate_series(1, 10) number`,
      [home.organisation.id, homes.map(({ id }) => id), RESIDENTS, home.id],
    );
    await owner.query('select hub.derive_relationships(null)');
    await owner.query('grant select on resident, incident to caregraph_home');
    await owner.query(`insert into hub.opening values ('Resident', 0, $1), ('Incident', 0, $1)`, [
      relationshipBits['home.current'],
    ]);
    for (const table of ['resident', 'incident', 'placement', 'hub.relationship'])
      await owner.query(`vacuum analyze ${table}`);
    const { rows } = await owner.query<Made>('select resident_id as id from placement where home_id = $1', [home.id]);
    residents = rows;
  });
  afterAll(() => database.drop());

  async function planOf(sql: string, values: unknown[] = []): Promise<Plan[]> {
    const viewer = { agency: 'home', organisation: home.organisation } as const;
    const [row] = await asking<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      database.pools.read,
      viewer,
      `explain (format json) ${sql}`,
      values,
    );
    return nodes((row as { 'QUERY PLAN': [{ Plan: Plan }] })['QUERY PLAN'][0].Plan);
  }
  const wholeTables = (plan: Plan[]) =>
    plan.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name']);

  it('the register is read by its covering index alone', async () => {
    const plan = await planOf(
      `select resident_id, bit from hub.relationship
        where organisation_id = (select nullif(current_setting('hub.organisation', true), '')::uuid)`,
    );
    expect(wholeTables(plan)).toEqual([]);
    expect(plan.map((node) => node['Index Name'])).toContain('relationship_covering');
  });

  it('a resident is found by the register’s index, without reading a table whole', async () => {
    const plan = await planOf('select id, family_name from resident where id = any($1::uuid[])', [
      residents.map(({ id }) => id),
    ]);
    expect(wholeTables(plan).filter((name) => name === 'resident' || name === 'relationship')).toEqual([]);
    expect(plan.some((node) => node['Relation Name'] === 'relationship' && node['Index Name'])).toBe(true);
  });

  it('the newest incidents of each resident are found by their index', async () => {
    const plan = await planOf(
      `select newest.id from unnest($1::uuid[]) wanted cross join lateral (
          select id, occurred_at from incident where resident_id = wanted order by occurred_at desc limit 5
        ) newest`,
      [residents.map(({ id }) => id)],
    );
    expect(plan.map((node) => node['Index Name'])).toContain('incident_newest_of_resident');
    expect(wholeTables(plan)).not.toContain('incident');
  });
});
