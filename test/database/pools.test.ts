import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withClient } from '../../src/database/client.ts';
import { openPools } from '../../src/database/pools.ts';
import { databaseOfOwn, type TestDatabase } from '../support/database.ts';

describe('the pools of the hub', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await databaseOfOwn('empty');
  });
  afterAll(() => database.drop());

  it('forget role and session settings with each transaction, kept or thrown away', async () => {
    for (const ending of ['commit', 'rollback']) {
      const client = await database.pools.read.connect();
      const during = await Promise.all([
        client.query('begin read only'),
        client.query(
          `select set_config('role', 'caregraph_practice', true), set_config('hub.organisation', $1, true)`,
          ['x'],
        ),
        client.query(`select current_user::text as role, current_setting('hub.organisation', true) as organisation`),
        client.query(ending),
        client.query(`select current_user::text as role, current_setting('hub.organisation', true) as organisation`),
      ]);
      client.release();
      expect(during[2].rows).toEqual([{ role: 'caregraph_practice', organisation: 'x' }]);
      expect(during[4].rows).toEqual([{ role: 'caregraph_hub', organisation: '' }]);
    }
  });

  it('read dates as they are written, in universal time', async () => {
    const { rows } = await database.pools.read.query(
      `select date '1934-05-02' as born, to_char(timestamptz '2026-07-01 12:00+01', 'HH24:MI') as noon`,
    );
    expect(rows).toEqual([{ born: '1934-05-02', noon: '11:00' }]);
  });

  it('read instants of any time zone as the instants that they are', async () => {
    const client = await database.pools.read.connect();
    const text = `select timestamptz '2026-07-01 12:00:00.123456+00' as exact, timestamptz '0044-03-15 12:00+00 BC' as ancient`;
    const expected = [{ exact: new Date('2026-07-01T12:00:00.123Z'), ancient: new Date('-000043-03-15T12:00:00Z') }];
    for (const zone of ['UTC', 'Asia/Kolkata']) {
      await client.query(`set time zone '${zone}'`);
      expect((await client.query(text)).rows).toEqual(expected);
    }
    await client.query('reset time zone');
    client.release();
  });

  it('send what is asked in one go together, and everything of it', async () => {
    const client = await database.pools.read.connect();
    const numbers = Array.from({ length: 200 }, (_, n) => n);
    const answers = await Promise.all(
      numbers.map((n) => client.query('select $1::int as n, $2 as text', [n, 'x'.repeat(n * 97)])),
    );
    client.release();
    expect(answers.map(({ rows }) => rows[0]?.n)).toEqual(numbers);
    expect(answers.map(({ rows }) => rows[0]?.text.length)).toEqual(numbers.map((n) => n * 97));
  });

  it('hold for done what is durable only, also on a server that is set to answer sooner', async () => {
    const { name, adminUrl, hubUrl } = database;
    await withClient(adminUrl, (client) => client.query(`alter database "${name}" set synchronous_commit = off`));
    const pools = openPools(hubUrl);
    try {
      for (const pool of [pools.write, pools.record]) {
        expect((await pool.query('show synchronous_commit')).rows).toEqual([{ synchronous_commit: 'on' }]);
      }
    } finally {
      await pools.close();
      await withClient(adminUrl, (client) => client.query(`alter database "${name}" reset synchronous_commit`));
    }
  });

  it('live on when the server ends their connections', async () => {
    await database.pools.read.query('select 1');
    const { pools, adminUrl } = database;
    await withClient(adminUrl, (client) =>
      client.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'caregraph_hub'
        and datname = current_database()`),
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await pools.read.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });
});
