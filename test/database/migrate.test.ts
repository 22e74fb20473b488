import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { migrate } from '../../src/database/migrate.ts';
import { ormOptions } from '../../src/database/orm.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';

const files = readdirSync('migrations').filter((file) => file.endsWith('.ts'));

describe('migrations', () => {
  it('have each a number of their own, and are called what their file is', () => {
    expect(new Set(files.map((file) => file.slice(0, 14))).size).toBe(files.length);
    for (const file of files) {
      expect(readFileSync(`migrations/${file}`, 'utf8')).toContain(`override name = '${file.replace('.ts', '')}'`);
    }
  });
});

describe('a database whose migrations had other names', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await databaseOfOwn('empty');
  });
  afterAll(() => database.drop());
  const names = async () =>
    (await database.owner.query<{ name: string }>('select name from hub.migration order by name')).rows.map(
      ({ name }) => name,
    );

  it('knows them by their present ones, and applies none of them again', async () => {
    const before = await names();
    await database.owner.query(
      `update hub.migration set name = replace(replace(name, '1310_claims', '1300_claims'),
        '1910_safeguarding_concerns', '1900_safeguarding_concerns')`,
    );
    expect(await names()).not.toEqual(before);
    expect(await migrate(database.ownerUrl)).toEqual([]);
    expect(await names()).toEqual(before);
    expect(before).toEqual(files.map((file) => file.replace('.ts', '')).sort());
  });
});

describe('a migration that is taken back', () => {
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
  /** What functions do and row policies let through, by name. */
  const rules = async () => {
    const { rows } = await database.owner.query<{ name: string; rule: string }>(
      `select p.oid::regprocedure::text as name, pg_get_functiondef(p.oid) as rule from pg_proc p
       where p.pronamespace = 'hub'::regnamespace and p.prokind = 'f'
       union all
       select policyname || ' on ' || tablename, concat(cmd, roles, qual, with_check) from pg_policies order by 1`,
    );
    const said = (rule: string) => rule.replace(/--[^\n]*\n/g, '').replace(/\s+/g, ' ');
    return Object.fromEntries(rows.map(({ name, rule }) => [name, said(rule)]));
  };

  it('leaves functions and row policies as they were before it', async () => {
    const names = files.map((file) => file.replace('.ts', '')).sort();
    const unlike: string[] = [];
    // Older ones drop the tables of their policies.
    const later = [...names.entries()].filter(([, one]) => one >= '20261122002000');
    const beforeOf = (place: number) => ({ to: names[place - 1] as string });
    await orm.migrator.down(beforeOf(later[0]?.[0] ?? 0));
    for (const [place, name] of later) {
      const was = await rules();
      await orm.migrator.up({ to: name });
      await orm.migrator.down(beforeOf(place));
      const is = await rules();
      for (const rule of new Set([...Object.keys(was), ...Object.keys(is)]))
        if (was[rule] !== is[rule]) unlike.push(`${name}: ${rule}`);
      await orm.migrator.up({ to: name });
    }
    expect(later.length).toBeGreaterThan(9);
    expect(unlike).toEqual([]);
  }, 240_000);
});
