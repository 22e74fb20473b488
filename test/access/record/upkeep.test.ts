import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Upkeep } from '../../../src/access/record/upkeep.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';

describe('the months of the access record', () => {
  let database: TestDatabase;
  let admin: pg.Client;
  const alarms: string[] = [];
  let upkeep: Upkeep;

  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    upkeep = new Upkeep({ pool: database.pools.record, alarm: (what) => alarms.push(what) });
  });
  afterAll(async () => {
    upkeep.stop();
    await admin.end();
    await database.drop();
  });

  const month = async (ahead: number) =>
    (
      await admin.query<{ name: string }>(
        `select 'hub.access_entry_' || to_char(now() at time zone 'UTC' + make_interval(months => $1), 'YYYY_MM') as name`,
        [ahead],
      )
    ).rows[0]?.name as string;
  const partitions = async () =>
    (
      await admin.query<{ name: string }>(
        `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'hub.access_entry'::regclass order by 1`,
      )
    ).rows.map(({ name }) => name);

  it('are made for this one and three ahead, with guards of their own, and what is missing is made again', async () => {
    const expected: string[] = [];
    for (const ahead of [0, 1, 2, 3]) expected.push(await month(ahead));
    expect(await partitions()).toEqual(expected.toSorted());
    await admin.query(`drop table ${expected[3]}`);
    expect(await upkeep.check()).toEqual([]);
    await upkeep.start();
    expect(await partitions()).toEqual(expected.toSorted());
    expect(alarms).toEqual([]);
    for (const statement of ['truncate', 'delete from']) {
      await admin.query(`insert into hub.access_entry (request_id, agreement, kind, outcome)
        select gen_random_uuid(), 'none', 'READ', 'ANSWERED'`);
      await expect(admin.query(`${statement} ${expected[0]}`)).rejects.toThrow('is history');
    }
  });

  it('are an alarm when the next one cannot be made, and a warning to whoever asks whether the hub is ready', async () => {
    const next = await month(1);
    await admin.query(`alter table hub.access_entry detach partition ${next}`);
    await upkeep.start();
    expect(alarms).toEqual(['the partitions of the access record could not be made']);
    expect(await upkeep.check()).toEqual(['ACCESS_PARTITION_MISSING']);
    await admin.query(`drop table ${next}`);
  });

  it('keep the hub from being ready when this one is missing', async () => {
    await admin.query(`alter table hub.access_entry detach partition ${await month(0)}`);
    await expect(upkeep.check()).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  });
});
