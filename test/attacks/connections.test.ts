import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { withClient } from '../../src/database/client.ts';
import { type Asking, type HubUnderTest, startHub } from '../support/hub.ts';

const codeOfNobody = 'ZZ99 9ZZ';
/** An alias with `_` is run by graphql-js, which answers as soon as one field that promises a value fails. */
const failsEarly = `{
  early_one: careHomes(filter: { near: { postcode: "${codeOfNobody}" } }) { totalCount }
  residents { nodes { incidents { nodes { home { name rating { overall } } } } } }
}`;
const failsLate = failsEarly.replace('early_one', 'early');
const incidents = '{ residents(first: 3) { nodes { incidents { totalCount } } } }';

describe('a connection of the hub', () => {
  let hub: HubUnderTest;
  let practice: Asking;
  let locking: pg.PoolClient;

  beforeAll(async () => {
    hub = await startHub();
    const { rows } = await hub.database.owner.query<{ code: string }>(
      `select organisation.code from hub.relationship join organisation on organisation.id = organisation_id
        where kind = 'practice.registered' group by 1 order by count(*) desc limit 1`,
    );
    practice = await hub.as(rows[0]?.code ?? '', 'clinician', 'DIRECT_CARE');
  });
  afterAll(() => hub.close());

  /** Questions about incidents wait for as long as somebody holds their table. */
  beforeEach(async () => {
    locking = await hub.database.owner.connect();
    await locking.query('begin');
  });
  afterEach(async () => {
    await locking.query('rollback');
    locking.release();
  });

  const holdIncidents = () => locking.query('lock table incident in access exclusive mode');
  const inUse = () => hub.database.pools.read.totalCount - hub.database.pools.read.idleCount;
  const waiting = async () => {
    const { rows } = await hub.database.owner.query<{ pid: number }>(
      `select pid from pg_locks where not granted and relation = 'incident'::regclass
        and database = (select oid from pg_database where datname = current_database())`,
    );
    return rows.map(({ pid }) => pid);
  };
  const until = async (holds: () => Promise<boolean> | boolean, milliseconds = 3_000) => {
    for (const end = Date.now() + milliseconds; Date.now() < end; ) {
      if (await holds()) return true;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return false;
  };

  it.each([
    ['at once', failsEarly],
    ['when all is read', failsLate],
  ])('is given back when a field fails while others go on reading (answered %s)', async (_, question) => {
    for (let n = 0; n < 6; n++) {
      const { errors } = await practice.ask(question);
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['POSTCODE_UNKNOWN']);
    }
    expect(await until(() => inUse() === 0)).toBe(true);
    expect((await practice.ask(incidents)).errors).toBeUndefined();
  });

  it('may be lost in the middle of a question: that question is refused, and the hub lives on', async () => {
    await holdIncidents();
    const asked = practice.ask(incidents);
    expect(await until(async () => (await waiting()).length === 1)).toBe(true);
    const pids = await waiting();
    await withClient(hub.database.adminUrl, (client) =>
      client.query('select pg_terminate_backend(pid) from unnest($1::int[]) pid', [pids]),
    );
    const { status, errors } = await asked;
    expect([status, errors?.[0]?.extensions.code]).toEqual([503, 'UNAVAILABLE']);
    await locking.query('rollback');
    expect((await practice.ask(incidents)).errors).toBeUndefined();
  });

  it('stops working for a client that has left, within a second', async () => {
    await holdIncidents();
    const leaving = new AbortController();
    const asked = fetch(hub.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${practice.token}` },
      body: JSON.stringify({ query: incidents }),
      signal: leaving.signal,
    }).catch(() => undefined);
    expect(await until(async () => (await waiting()).length === 1)).toBe(true);
    leaving.abort();
    await asked;
    expect(await until(async () => (await waiting()).length === 0, 1_000)).toBe(true);
    expect(await until(() => inUse() === 0)).toBe(true);
  });

  it('that cannot be had in time is an overload that passes, not a fault', async () => {
    await holdIncidents();
    const asked = Array.from({ length: 5 }, () => practice.ask(incidents));
    const first = await Promise.race(asked);
    expect([first.status, first.errors?.[0]?.extensions.code]).toEqual([503, 'OVERLOADED']);
    await locking.query('rollback');
    await Promise.all(asked);
    expect(await until(() => inUse() === 0)).toBe(true);
  });
});
