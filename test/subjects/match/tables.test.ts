import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { merger } from '../../../src/database/roles.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await databaseOfOwn('empty');
});
afterAll(() => database?.drop());

const lines = async (text: string, ...values: unknown[]) =>
  (await database.owner.query<{ line: string }>(text, values)).rows.map(({ line }) => line);

describe('when two are found to be one', () => {
  it('the records of every table about residents move, but for those that must not', async () => {
    expect(
      await lines(`select name || ' ' || resident_column as line from hub.tables_about_residents() where resident_column is not null
        except select name || ' ' || resident_column from hub.tables_that_move() order by 1`),
    ).toEqual([
      'hub.person_match superseded_resident_id',
      'hub.relationship resident_id',
      'hub.retention_hold resident_id',
      'resident id',
    ]);
  });

  it('who moves them changes nothing but whose they are, in every such table', async () => {
    const may = await lines(
      `select a.attrelid::regclass || ' ' || a.attname as line from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relnamespace in ('public'::regnamespace, 'hub'::regnamespace) and c.relkind in ('r', 'p') and a.attnum > 0
         and not a.attisdropped and has_column_privilege($1, a.attrelid, a.attnum, 'update')
       except select name || ' ' || resident_column from hub.tables_that_move() order by 1`,
      merger,
    );
    expect(may).toEqual([
      ...['at', 'because', 'by', 'by_id'].map((what) => `hub.person_match merged_${what}`),
      ...['at', 'because', 'by', 'by_id'].map((what) => `hub.person_match split_${what}`),
      'resident valid_until',
    ]);
    expect(
      await lines(
        `select name || ' ' || resident_column as line from hub.tables_that_move()
         where not has_column_privilege($1, name, resident_column, 'update')
           or exists (select from pg_class where oid = name and relrowsecurity)
             and not exists (select from pg_policy where polrelid = name and to_regrole($1) = any (polroles))`,
        merger,
      ),
    ).toEqual([]);
  });

  it('and reads keys alone, deletes nothing and adds nothing but which they were', async () => {
    expect(
      await lines(
        `select a.attrelid::regclass || ' ' || a.attname as line from pg_attribute a
         join pg_class c on c.oid = a.attrelid
         where c.relnamespace in ('public'::regnamespace, 'hub'::regnamespace) and c.relkind in ('r', 'p') and a.attnum > 0
           and not a.attisdropped and a.atttypid <> 'uuid'::regtype and c.relname <> all ('{person_match,moved_record}')
           and has_column_privilege($1, a.attrelid, a.attnum, 'select')
           and not exists (select from pg_index where indrelid = a.attrelid and indisprimary and a.attnum = any (indkey))
         order by 1`,
        merger,
      ),
    ).toEqual(['resident nhs_number', 'resident valid_from', 'resident valid_until']);
    expect(
      await lines(
        `select c.oid::regclass || ' ' || may as line from pg_class c, unnest('{insert,delete,truncate}'::text[]) may
         where c.relnamespace in ('public'::regnamespace, 'hub'::regnamespace) and c.relkind in ('r', 'p')
           and has_table_privilege($1, c.oid, may)`,
        merger,
      ),
    ).toEqual(['hub.moved_record insert']);
  });
});
