import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bootstrap } from '../../src/database/bootstrap.ts';
import { withClient } from '../../src/database/client.ts';
import { agencyRoles, hub, owner, recorder, roles } from '../../src/database/roles.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';

describe('the roles of the database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await databaseOfOwn('empty');
  });
  afterAll(() => database.drop());

  it('pass no row policy by: none is superuser, none has BYPASSRLS, none may make roles', async () => {
    const { rows } = await database.owner.query(
      `select rolname as name from pg_roles
        where starts_with(rolname, 'caregraph_') and not (rolsuper or rolbypassrls or rolcreaterole or rolreplication)`,
    );
    expect(rows.map(({ name }) => name).sort()).toEqual([...roles.keys()].sort());
  });

  it('let the hub take on each agency, the keepers of the access record and nothing else', async () => {
    const { rows } = await database.owner.query(
      `select m.roleid::regrole::text as role from pg_auth_members m where m.member = $1::regrole`,
      [hub],
    );
    expect(rows.map(({ role }) => role).sort()).toEqual([...agencyRoles, recorder].sort());
    await expect(database.pools.write.query(`set role ${owner}`)).rejects.toThrow('permission denied');
  });

  it('give the hub nothing before it has taken on an agency', async () => {
    const { rows } = await database.pools.write.query(
      `select count(*)::int as tables from pg_class where relkind = 'r' and relnamespace in ('public'::regnamespace, 'hub'::regnamespace)
          and has_table_privilege(oid, 'insert, update, delete, truncate')`,
    );
    expect(rows).toEqual([{ tables: 0 }]);
    await expect(database.pools.write.query('create table public.mine (id int)')).rejects.toThrow('permission denied');
    await expect(database.pools.write.query('create temporary table mine (id int)')).rejects.toThrow(
      'permission denied',
    );
  });

  it('own the functions that they make for themselves: nobody else may run one unasked', async () => {
    await database.owner.query(`create function hub.secret() returns int language sql as 'select 1'`);
    await expect(database.pools.write.query('select hub.secret()')).rejects.toThrow('permission denied');
  });

  it('stay as they are when several hubs prepare the database at once', async () => {
    const logins = await Promise.all(Array.from({ length: 4 }, () => bootstrap(database.adminUrl, database.key)));
    expect(new Set(logins.map(({ hubUrl }) => hubUrl)).size).toBe(1);
  });

  it('are members of no more than they are now, whatever an earlier release made them', async () => {
    await withClient(database.adminUrl, async (client) => {
      await client.query(`grant caregraph_sealer to ${hub}; grant caregraph_register to caregraph_backup`);
      await bootstrap(database.adminUrl, database.key);
      const { rows } = await client.query(
        `select m.roleid::regrole::text as role, m.member::regrole::text as member from pg_auth_members m
          where m.member::regrole::text in ($1, 'caregraph_backup')
            and m.roleid::regrole::text in ('caregraph_sealer', 'caregraph_register')`,
        [hub],
      );
      expect(rows).toEqual([]);
    });
  });

  it('are refused when somebody gave one of them more', async () => {
    await withClient(database.adminUrl, async (client) => {
      await client.query(`alter role caregraph_backup bypassrls`);
      try {
        await expect(bootstrap(database.adminUrl, database.key)).rejects.toThrow(
          'The role caregraph_backup may do more than it should. Run: alter role caregraph_backup nosuperuser nobypassrls',
        );
      } finally {
        await client.query(`alter role caregraph_backup nobypassrls`);
      }
    });
  });
});
