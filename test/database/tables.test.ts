import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { ormOptions } from '../../src/database/orm.ts';
import { entities } from '../../src/subjects/index.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';

describe('the migrated database', () => {
  let database: TestDatabase;
  let orm: MikroORM;
  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    orm = await MikroORM.init(ormOptions(database.ownerUrl));
  });
  afterAll(async () => {
    await orm.close();
    await database.drop();
  });

  it('has the tables, constraints, indexes and row policies that the entities declare, and no others', async () => {
    expect((await orm.schema.getUpdateSchemaSQL()).trim()).toBe('');
  });

  it('agrees with the snapshot to which the next migration will be compared', async () => {
    expect(await orm.migrator.checkSchema()).toBe(false);
  });

  it('has a table for every entity of the list, each with a sentence that says what it is', async () => {
    const { rows } = await database.owner.query<{ name: string; meaning: string | null }>(
      `select relname as name, obj_description(oid, 'pg_class') as meaning from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    );
    const tables = new Map(rows.map(({ name, meaning }) => [name, meaning]));
    const named = entities.map((entity) => orm.getMetadata().find<object>(entity)?.tableName);
    expect([...tables.keys()].sort()).toEqual(named.sort());
    for (const meaning of tables.values()) expect(meaning).toMatch(/^[A-Z].+\.$/);
  });

  it('lets its definer functions run with a fixed search path, for nobody in general and as no strong role', async () => {
    const { rows } = await database.owner.query(
      `select proname as name, proowner::regrole::text as owner,
          array_to_string(proconfig, ' ') like '%search_path=pg_catalog, pg_temp%' as fixed,
          has_function_privilege('public', pg_proc.oid, 'execute') as public
        from pg_proc where pronamespace = 'hub'::regnamespace and prosecdef`,
    );
    expect(rows.length).toBeGreaterThan(6);
    for (const row of rows) {
      expect(row).toEqual({
        name: row.name,
        // Partitions are made and dropped as their owner; such a function takes nothing from its caller.
        owner: /_access_partitions?$/.test(row.name)
          ? 'caregraph_owner'
          : expect.stringMatching(/^caregraph_(register|measures|auditor|eraser|merger)$/),
        fixed: true,
        public: false,
      });
    }
  });

  it('forgets nothing when its migrations are taken back and applied again', async () => {
    await orm.migrator.down({ to: 0 });
    const { rows } = await database.owner.query(
      `select relname from pg_class where relnamespace in ('public'::regnamespace, 'hub'::regnamespace)
        and relkind in ('r', 'm', 'v') and relname <> 'migration'`,
    );
    expect(rows).toEqual([]);
    await orm.migrator.up();
    expect((await orm.schema.getUpdateSchemaSQL()).trim()).toBe('');
  });
});
