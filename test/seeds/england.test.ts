import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeEngland } from '../../seeds/england/make.ts';
import { placePlan, placesInEngland } from '../../seeds/england/places.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';

const now = new Date('2026-11-20T10:00:00Z');
const places = 3;

/** Everything that setting aside could lose. */
const structure = `
  select conrelid::regclass::text as of, conname::text as name, pg_get_constraintdef(oid) as as
    from pg_constraint where connamespace in ('public'::regnamespace, 'hub'::regnamespace)
  union all select indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid)
    from pg_index join pg_class on pg_class.oid = indrelid
    where relnamespace in ('public'::regnamespace, 'hub'::regnamespace)
  union all select oid::regclass::text, 'row policies bind the owner', relforcerowsecurity::text
    from pg_class where relnamespace in ('public'::regnamespace, 'hub'::regnamespace) and relkind in ('r', 'p')
  order by 1, 2, 3`;

describe('England', () => {
  let database: TestDatabase;
  let before: object[];

  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    before = (await database.owner.query(structure)).rows;
    await makeEngland(database.ownerUrl, { now, places, workers: 2 });
  });
  afterAll(() => database.drop());

  const one = async <Row extends object>(sql: string): Promise<Row> =>
    (await database.owner.query<Row>(sql)).rows[0] as Row;

  it('has every key, index, foreign key and row policy that it had before', async () => {
    expect((await database.owner.query(structure)).rows).toEqual(before);
  });

  it('has a register in step with the facts', async () => {
    expect((await database.owner.query('select from hub.relationship_drift()')).rows).toEqual([]);
    const { places: found } = await one<{ places: number }>(
      `select count(distinct council_id)::int / 2 as places from care_home join hub.relationship using (organisation_id)`,
    );
    expect(found).toBe(places);
  });

  it('keeps what former versions said, each until the next one', async () => {
    for (const table of ['placement', 'hospital_stay', 'incident']) {
      const { former, apart } = await one<{ former: number; apart: number }>(
        `select count(*)::int as former, (count(*) filter (where not exists (
            select from ${table} next
            where (next.id = f.former_of or next.former_of = f.former_of) and next.valid_from = f.valid_until
              and next.version = f.version + 1 and next.resident_id = f.resident_id
          )))::int as apart
         from ${table} f where former_of is not null`,
      );
      expect({ table, apart, some: former > 500 }).toEqual({ table, apart: 0, some: true });
    }
  });

  it('has nobody twice, and codes of its own for everybody in all places', () => {
    const plans = Array.from({ length: placesInEngland }, (_, place) => placePlan(place));
    const codes = plans.flatMap(({ acuteTrust, communityTrust, boroughs }) => [
      ...[acuteTrust.code, communityTrust.code],
      ...boroughs.flatMap(({ town, councilCode }) => [town, councilCode]),
    ]);
    expect(new Set(codes).size).toBe(codes.length);
    expect(new Set(plans.map(({ boroughs }) => boroughs[0]?.postcodeArea)).size).toBe(placesInEngland);
  });
});
