import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { PoolClient } from 'pg';
import { type Announced, eventChannel, Feed } from '../../../src/access/events/feed.ts';
import { withClient } from '../../../src/database/client.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let feed: Feed;
let endListening: () => Promise<void>;
const ending: AbortController[] = [];
const everyone = '00000000-0000-4000-8000-00000000000f';

beforeAll(async () => {
  database = await databaseOfOwn();
  feed = new Feed(database.pools.write);
  endListening = database.pools.listen({ [eventChannel]: feed.wake });
});
afterEach(() => {
  for (const one of ending.splice(0)) one.abort();
});
afterAll(async () => {
  await endListening?.();
  feed?.close();
  await database?.drop();
});

/** What a listener has heard so far. */
async function listener(topic = 'Capacity', organisation = everyone, since?: Announced): Promise<Announced[]> {
  const heard: Announced[] = [];
  const end = new AbortController();
  ending.push(end);
  const events = await feed.hear({ topic, organisation, since, signal: end.signal });
  (async () => {
    for await (const event of events) heard.push(event);
  })().catch(() => undefined);
  return heard;
}

async function until(holds: () => boolean, milliseconds = 5_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!holds() && Date.now() < end) await pause(10);
}

async function capacities(client: { query(text: string): Promise<{ rows: { id: string }[] }> }): Promise<string[]> {
  const { rows } = await client.query('select id from capacity where valid_until is null order by id');
  return rows.map(({ id }) => id);
}

const touch = (client: PoolClient, id: string) => client.query('update capacity set as_of = now() where id = $1', [id]);

describe('what is announced', () => {
  it('is heard in the order in which transactions end, whatever the order in which they wrote', async () => {
    const [one, other] = [await database.owner.connect(), await database.owner.connect()];
    try {
      const [first = '', second = ''] = await capacities(one);
      const heard = await listener();
      await one.query('begin');
      await touch(one, first);
      await other.query('begin');
      await touch(other, second);
      await other.query('commit');
      await until(() => heard.length === 1);
      expect(heard.map(({ record }) => record)).toEqual([second]);
      await one.query('commit');
      await until(() => heard.length === 2);
      expect(heard.map(({ record }) => record)).toEqual([second, first]);
      expect(BigInt(heard[1]?.number ?? 0)).toBeGreaterThan(BigInt(heard[0]?.number ?? 0));
    } finally {
      one.release();
      other.release();
    }
  });

  it('has no later number that can be seen while an earlier one cannot', async () => {
    const [one, other] = [await database.owner.connect(), await database.owner.connect()];
    try {
      const [first = '', second = ''] = await capacities(one);
      const heard = await listener();
      await one.query('begin');
      await touch(one, first);
      // Numbered, and held there before its end.
      await one.query('set constraints all immediate');
      await other.query('begin');
      await touch(other, second);
      let over = false;
      const ends = other.query('commit').then(() => {
        over = true;
      });
      await pause(300);
      expect([over, heard]).toEqual([false, []]);
      await one.query('commit');
      await ends;
      await until(() => heard.length === 2);
      expect(heard.map(({ record }) => record)).toEqual([first, second]);
    } finally {
      one.release();
      other.release();
    }
  });

  it('is missed by nobody while twenty writers announce at once', async () => {
    const ids = await capacities(database.owner);
    const heard = await listener();
    const writers = Array.from({ length: 20 }, (_, n) =>
      withClient(database.ownerUrl, async (client) => {
        for (let round = 0; round < 5; round++) {
          await client.query('begin');
          await client.query('update capacity set as_of = now() where id = $1', [ids[(n + round * 3) % ids.length]]);
          await pause(Math.floor(((n * 7 + round * 13) % 10) * 2));
          await client.query('commit');
        }
      }),
    );
    await Promise.all(writers);
    const { rows } = await database.owner.query<{ last: string }>('select max(number)::text as last from hub.event');
    await until(() => heard.at(-1)?.number === rows[0]?.last);
    // What was changed again before anybody looked is told once, by its last change.
    const { rows: told } = await database.owner.query<{ number: string; record: string }>(
      'select event.number::text, record_id as record from hub.event where number >= $1::bigint order by event.number',
      [heard[0]?.number],
    );
    const lastOf = new Map(told.map(({ record, number }) => [record, number]));
    const heardLast = new Map(heard.map(({ record, number }) => [record, number]));
    expect(heardLast).toEqual(lastOf);
    const numbers = heard.map(({ number }) => Number(number));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  });

  it('is not announced by a transaction that comes to nothing', async () => {
    const client = await database.owner.connect();
    try {
      const [first = '', second = ''] = await capacities(client);
      const heard = await listener();
      await client.query('begin');
      await touch(client, first);
      await client.query('rollback');
      await touch(client, second);
      await until(() => heard.length > 0);
      expect(heard.map(({ record }) => record)).toEqual([second]);
    } finally {
      client.release();
    }
  });
});

describe('who was away', () => {
  it('hears what came after the last event that it heard, though the connections were lost meanwhile', async () => {
    const client = await database.owner.connect();
    try {
      const [first = '', second = '', third = ''] = await capacities(client);
      const before = await listener();
      await touch(client, first);
      await until(() => before.length === 1);
      await withClient(database.adminUrl, (admin) =>
        admin.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and usename = 'caregraph_hub'`,
        ),
      );
      await touch(client, second);
      await touch(client, third);
      await until(() => before.length === 3);
      expect(before.map(({ record }) => record)).toEqual([first, second, third]);
      const after = await listener('Capacity', everyone, before[0]);
      await until(() => after.length === 2);
      expect(after.map(({ record }) => record)).toEqual([second, third]);
    } finally {
      client.release();
    }
  });

  it('is told so when what came after it is forgotten, or was never there', async () => {
    const client = await database.owner.connect();
    try {
      const [first = ''] = await capacities(client);
      const heard = await listener();
      await touch(client, first);
      await until(() => heard.length === 1);
      const [last] = heard as [Announced];
      const since = (event: Announced) => listener('Capacity', everyone, event);
      await expect(since({ ...last, at: '2026-01-01' })).rejects.toMatchObject({ code: 'EVENTS_GONE' });
      await client.query(`update hub.event set at = now() - interval '8 days'`);
      await touch(client, first);
      await database.pools.write.query('select hub.forget_events()');
      await expect(since(last)).rejects.toMatchObject({ code: 'EVENTS_GONE' });
      await until(() => heard.length === 2);
      expect(await since(heard[1] as Announced)).toEqual([]);
    } finally {
      client.release();
    }
  });
});

it('those who wait for the same share one look, whenever they began and whatever else was announced', async () => {
  let looks = 0;
  const counting = new Feed({
    query: (statement) => {
      if (statement.name === 'events behind') looks += 1;
      return database.pools.write.query(statement as never) as never;
    },
  });
  const [first = ''] = await capacities(database.owner);
  const client = await database.owner.connect();
  try {
    for (let began = 0; began < 5; began++) {
      const { signal } = ending[ending.push(new AbortController()) - 1] as AbortController;
      const events = await counting.hear({ topic: 'Incident', organisation: everyone, signal });
      void events.next();
      await touch(client, first);
    }
    await pause(200);
    looks = 0;
    counting.wake();
    await pause(200);
    expect(looks).toBe(1);
  } finally {
    client.release();
    counting.close();
  }
});

describe('an event that is addressed to one organisation', () => {
  it('is heard by that one alone', async () => {
    const { rows } = await database.owner.query<{ id: string }>(
      `select id from organisation where agency = 'practice' order by code limit 2`,
    );
    const [addressed, other] = rows.map(({ id }) => id);
    const mine = await listener('PrivacyAlert', addressed);
    const theirs = await listener('PrivacyAlert', other);
    await database.owner.query(
      `insert into hub.privacy_alert (organisation_id, about_id, kind, relationship, nhs_number)
       values ($1, $2, 'NEW_RELATIONSHIP', 'practice.registered', '9990000018')`,
      [addressed, other],
    );
    await until(() => mine.length === 1);
    await pause(100);
    expect([mine.length, theirs.length]).toEqual([1, 0]);
  });
});
