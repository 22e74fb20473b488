import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { urlAs } from '../../src/database/urls.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';
import { rowsOfAll } from '../support/rows.ts';

let database: TestDatabase;
/** Passes row security by, and so knows what there is. */
let administrator: pg.Client;
/** As docs/backups.md has it: a login in the role of backups, and in no other. */
const login = { user: `taker_${randomBytes(4).toString('hex')}`, password: randomBytes(16).toString('hex') };
let taker: pg.Client;

beforeAll(async () => {
  database = await databaseOfOwn('borough');
  administrator = new pg.Client({ connectionString: database.adminUrl });
  await administrator.connect();
  await administrator.query(`create role ${login.user} login password '${login.password}' in role caregraph_backup`);
  await writeEntry();
  taker = new pg.Client({ connectionString: urlAs(database.adminUrl, login) });
  await taker.connect();
});
afterAll(async () => {
  await taker?.end();
  await administrator?.query(`drop role if exists ${login.user}`);
  await administrator?.end();
  await database?.drop();
});

const writeEntry = () =>
  administrator.query(
    `insert into hub.access_entry (request_id, agreement, kind, outcome) values (gen_random_uuid(), 'x', 'READ', 'ANSWERED')`,
  );

describe('whoever takes backups', () => {
  it('reads every row of every table in one state of the database, months of the access record included', async () => {
    const read = await rowsOfAll(taker);
    expect(read).toEqual(await rowsOfAll(administrator));
    const month = new Date().toISOString().slice(0, 7).replace('-', '_');
    expect(read[`hub.access_entry_${month}`]?.rows).toBe(1);
    for (const table of ['resident', 'incident', 'hub.relationship', 'hub.relationship_kind', 'hub.migration']) {
      expect([table, read[table]?.rows]).not.toEqual([table, 0]);
    }
  });

  it('reads a month of the access record that was made later', async () => {
    const { rows } = await administrator.query<{ name: string }>(
      `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'hub.access_entry'::regclass order by 1`,
    );
    for (const { name } of rows) await administrator.query(`drop table ${name}`);
    await database.owner.query('select hub.make_access_partitions()');
    await writeEntry();
    const read = await rowsOfAll(taker);
    expect(rows.map(({ name }) => read[name]?.rows).sort()).toEqual([0, 0, 0, 1]);
  });

  it.each([
    ['changes nothing', 'update incident set version = 2'],
    ['adds nothing', 'insert into hub.access_retention (years) values (1)'],
    ['takes nothing away', 'delete from objection'],
    ['empties nothing', 'truncate hub.idempotency'],
    ['counts nothing up', `select nextval('hub.access_number')`],
    ['runs no function of the hub', 'select hub.make_access_partitions()'],
    ['makes no table', 'create table mine (id int)'],
    ['makes no temporary table', 'create temporary table mine (id int)'],
    ['takes on no other role', 'set role caregraph_register'],
    ['reads no passwords', 'select rolpassword from pg_authid'],
  ])('%s', async (_, statement) => {
    await expect(taker.query(statement)).rejects.toMatchObject({ code: '42501' });
  });
});
