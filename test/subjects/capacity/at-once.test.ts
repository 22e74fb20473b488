import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PoolClient } from 'pg';
import { withClient } from '../../../src/database/client.ts';
import type { Asking } from '../../support/hub.ts';
import { type Setting, setting } from './setting.ts';

const figures = (available: number) => ({
  careTypes: [{ careType: 'RESIDENTIAL', maximum: 20, occupied: 0, reserved: 0, available }],
});
const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

describe('two who state the beds of one home at once', () => {
  let s: Setting;
  let worker: Asking;
  beforeAll(async () => {
    s = await setting();
    worker = await s.hub.as(s.home.organisation.code, 'care-worker', 'DIRECT_CARE', 'a colleague');
  });
  afterAll(() => s.end());

  const update = (viewer: Asking, available: number, more: object) =>
    s.tell<object>(viewer, 'updateCapacity', { ...figures(available), ...more });
  const history = async () =>
    (
      await s.database.owner.query<{ available: number; valid_until: Date | null }>(
        'select available, valid_until from capacity where home_id = $1 order by valid_from desc',
        [s.home.id],
      )
    ).rows;

  /** Holds up whoever states beds of the home, until so many wait. */
  async function held(waiting: number, work: () => Promise<unknown>[]): Promise<unknown[]> {
    return withClient(s.database.ownerUrl, async (client) => {
      const names = ['caregraph statement', `capacity ${s.home.id}`];
      await client.query('select pg_advisory_lock(hashtext($1), hashtext($2))', names);
      const answers = Promise.all(work());
      const blocked = `select from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`;
      while ((await client.query(blocked)).rows.length < waiting)
        await new Promise((resolve) => setTimeout(resolve, 10));
      await client.query('select pg_advisory_unlock(hashtext($1), hashtext($2))', names);
      return answers;
    });
  }

  it('come one after the other, and what was so earlier never takes the place of what was so later', async () => {
    const [later, earlier] = [secondsAgo(10), secondsAgo(20)];
    const told = await held(2, () => [
      update(s.manager, 1, { asOf: later }),
      new Promise((resolve) => setTimeout(resolve, 300)).then(() => update(worker, 2, { asOf: earlier })),
    ]);
    expect(told).toMatchObject([{ problems: [] }, { record: null, problems: [{ code: 'OUTDATED' }] }]);
    expect(await history()).toEqual([{ available: 1, valid_until: null }]);
  });

  it('are both on record if both say what is so now, and what the later one says stands', async () => {
    const told = await held(2, () => [
      update(s.manager, 3, {}),
      new Promise((resolve) => setTimeout(resolve, 300)).then(() => update(worker, 4, {})),
    ]);
    expect(told).toMatchObject([{ problems: [] }, { problems: [] }]);
    expect((await history()).map(({ available }) => available)).toEqual([4, 3, 1]);
  });

  it('lose nothing, however many they are: of each moment stands what was stated last', async () => {
    const before = (await history()).length;
    const told = await Promise.all(Array.from({ length: 12 }, (_, n) => update(n % 2 ? worker : s.manager, n, {})));
    expect(told.flatMap(({ problems }) => problems)).toEqual([]);
    const rows = await history();
    expect(rows.length).toBe(before + 12);
    expect(rows.filter(({ valid_until }) => valid_until === null)).toHaveLength(1);
    const { rows: gaps } = await s.database.owner.query(
      `select from (select valid_until, lead(valid_from) over (order by valid_from) as next from capacity
         where home_id = $1) stood where next is distinct from valid_until`,
      [s.home.id],
    );
    expect(gaps).toEqual([]);
  });
});

describe('the database lets no home', () => {
  let s: Setting;
  beforeAll(async () => {
    s = await setting();
    await s.make.capacity({ home: s.home });
    await s.make.capacity({ home: s.otherHome });
  });
  afterAll(() => s.end());

  /** Runs a statement as the database's role of homes, for the home of the setting. */
  async function asHome(text: string, values: unknown[]): Promise<number> {
    const client: PoolClient = await s.database.pools.write.connect();
    try {
      await client.query('begin');
      await client.query(
        `select set_config('role', 'caregraph_home', true), set_config('hub.organisation', $1, true)`,
        [s.home.organisation.id],
      );
      return (await client.query(text, values)).rowCount ?? 0;
    } finally {
      await client.query('rollback');
      client.release();
    }
  }
  const insert = (more: { author?: string; home?: string; from?: string; asOf?: string } = {}) =>
    asHome(
      `insert into capacity (author_id, home_id, care_type, maximum, occupied, reserved, available, as_of, valid_from)
       values ($1, $2, 'RESIDENTIAL_DEMENTIA', 1, 0, 0, 1, now() + $3::interval, clock_timestamp() + $4::interval)`,
      [
        more.author ?? s.home.organisation.id,
        more.home ?? s.home.id,
        more.asOf ?? '0 minutes',
        more.from ?? '0 minutes',
      ],
    );
  const end = (when: string, home = s.home) =>
    asHome(`update capacity set valid_until = clock_timestamp() + $2::interval where home_id = $1`, [home.id, when]);
  const refused = 'row-level security';

  it('speak for another home, or in another name', async () => {
    expect(await insert()).toBe(1);
    await expect(insert({ home: s.otherHome.id })).rejects.toThrow(refused);
    await expect(insert({ author: s.otherHome.organisation.id })).rejects.toThrow(refused);
    expect(await end('0 minutes')).toBe(1);
    expect(await end('0 minutes', s.otherHome)).toBe(0);
  });

  it('tell of the past as if it had told it then, or of what is still to come', async () => {
    await expect(insert({ from: '-1 minute' })).rejects.toThrow(refused);
    await expect(insert({ from: '1 minute' })).rejects.toThrow(refused);
    await expect(insert({ asOf: '6 minutes' })).rejects.toThrow(refused);
    await expect(end('-1 minute')).rejects.toThrow(refused);
    await expect(end('1 minute')).rejects.toThrow(refused);
  });

  it('change or take away what was said', async () => {
    await expect(asHome('update capacity set available = $1', [0])).rejects.toThrow('permission denied');
    await expect(asHome('delete from capacity where home_id = $1', [s.home.id])).rejects.toThrow('permission denied');
    await expect(asHome('update capacity set valid_until = null where home_id = $1', [s.home.id])).rejects.toThrow(
      refused,
    );
  });
});
