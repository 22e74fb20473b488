import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withClient } from '../../src/database/client.ts';
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
