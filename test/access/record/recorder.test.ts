import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Entry } from '../../../src/access/record/entry.ts';
import { Flood } from '../../../src/access/record/flood.ts';
import { Recorder } from '../../../src/access/record/recorder.ts';
import { recordKeys } from '../../../src/access/record/sealing/keys.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';

const entry = (more: Partial<Entry> = {}): Entry => ({
  requestId: randomUUID(),
  ...{ organisation: null, agency: 'practice', user: 'ada', role: 'clinician', purpose: 'DIRECT_CARE' },
  ...{ authority: null, device: null, agreement: 'none', operation: null, document: null },
  ...{ kind: 'READ', plan: null, outcome: 'ANSWERED', count: 1, residents: [], shown: null },
  ...more,
});
const plan = (name: string) => ({ hash: Buffer.from(name), agency: 'practice', text: '{"places":[]}' });

describe('the recorder', () => {
  let database: TestDatabase;
  let failures: unknown[];
  let recorder: Recorder;
  const statements: string[] = [];

  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    failures = [];
    const query = (statement: { name: string; text: string }) => {
      statements.push(statement.name);
      return database.pools.record.query(statement);
    };
    recorder = new Recorder({
      pool: { query } as never,
      keys: recordKeys(database.key),
      failed: (error) => failures.push(error),
      recovered: () => failures.push('recovered'),
    });
  });
  afterAll(() => database.drop());

  const count = async (what: string) =>
    (await database.owner.query<{ n: number }>(`select count(*)::int as n from hub.${what}`)).rows[0]?.n;

  it('writes what is asked for at once in one statement, in the order in which it was asked', async () => {
    const entries = Array.from({ length: 50 }, () => entry({ residents: [randomUUID(), randomUUID()] }));
    await Promise.all(entries.map((one) => recorder.record(one)));
    expect(statements).toEqual(['access entries']);
    const { rows } = await database.owner.query<{ id: string; residents: string[]; written: string }>(
      'select request_id as id, residents, written_by::text as written from hub.access_entry order by number',
    );
    expect(rows.map(({ id }) => id)).toEqual(entries.map(({ requestId }) => requestId));
    expect(rows.map(({ residents }) => residents)).toEqual(entries.map(({ residents }) => residents));
    expect(new Set(rows.map(({ written }) => written)).size).toBe(1);
  });

  it('keeps each plan once, and sends it only until it is kept', async () => {
    statements.length = 0;
    const [one, other] = [entry({ plan: plan('one') }), entry({ plan: plan('other') })];
    await Promise.all([recorder.record(one), recorder.record({ ...one, requestId: randomUUID() })]);
    await Promise.all([recorder.record(one), recorder.record(other)]);
    await recorder.record(other);
    expect(statements).toEqual(['access entries and plans', 'access entries and plans', 'access entries']);
    expect(await count('access_plan')).toBe(2);
  });

  it('lets the others of a batch not suffer for one entry that the database refuses', async () => {
    const before = (await count('access_entry')) ?? 0;
    const outcomes = await Promise.allSettled(
      [entry(), entry({ device: 'x'.repeat(201) }), entry({ user: 'no\u0000character' }), entry()].map((one) =>
        recorder.record(one),
      ),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { code: 'AUDIT_UNAVAILABLE' } });
    expect(await count('access_entry')).toBe(before + 2);
    expect(failures).toEqual([expect.objectContaining({ code: '23514' }), 'recovered']);
  });

  it('refuses further entries when more wait than could be written in time', async () => {
    const held = await database.owner.connect();
    await held.query('begin; lock table hub.access_entry in share mode');
    const all = Promise.allSettled(Array.from({ length: 4_600 }, () => recorder.record(entry())));
    await held.query('select pg_sleep(0.2); commit');
    held.release();
    const outcomes = await all;
    const refused = outcomes.filter((one) => one.status === 'rejected' && one.reason.code === 'OVERLOADED');
    expect(refused.length).toBe(600);
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(4_000);
  });
});

describe('the pace of the recorder', () => {
  const statements: number[] = [];
  const query = async ({ values }: { values: unknown[][] }) => void statements.push(values[0]?.length ?? 0);
  const recorder = new Recorder({ pool: { query } as never, keys: recordKeys(Buffer.alloc(32)) });

  it('lets an entry that comes alone go at once', async () => {
    await recorder.record(entry());
    await pause(50);
    statements.length = 0;
    const written = recorder.record(entry());
    await new Promise(setImmediate);
    expect(statements).toEqual([1]);
    await written;
  });

  it('gathers entries that come fast into fewer commits', async () => {
    statements.length = 0;
    const written: Promise<void>[] = [];
    for (let n = 0; n < 60; n++) {
      written.push(recorder.record(entry()));
      // Another turn of the event loop, in which the one before could have been written alone.
      await new Promise(setImmediate);
    }
    await Promise.all(written);
    expect(statements.reduce((sum, count) => sum + count)).toBe(60);
    expect(statements.length).toBeLessThan(20);
  });
});

describe('a flood of refusals of nobody', () => {
  it('has some entries of its own each second, and the rest as sums by code', async () => {
    const written: Entry[] = [];
    const flood = new Flood(async (one) => void written.push(one), 5);
    const refusal = (outcome: string) => entry({ kind: 'REFUSAL', outcome });
    for (let n = 0; n < 100; n++) await flood.add(refusal(n % 10 ? 'UNAUTHENTICATED' : 'TOKEN_EXPIRED'));
    expect(written.length).toBe(5);
    await flood.flush();
    const sums = new Map<string, number>();
    for (const { outcome, count } of written) sums.set(outcome, (sums.get(outcome) ?? 0) + count);
    expect(Object.fromEntries(sums)).toEqual({ UNAUTHENTICATED: 90, TOKEN_EXPIRED: 10 });
    expect(written.length).toBe(7);
  });

  it('is counted on while its sums cannot be written', async () => {
    let failing = true;
    const written: Entry[] = [];
    const flood = new Flood(async (one) => {
      if (failing) throw new Error('not now');
      written.push(one);
    }, 0);
    await flood.add(entry({ kind: 'REFUSAL', outcome: 'UNAUTHENTICATED' }));
    await flood.flush();
    await flood.add(entry({ kind: 'REFUSAL', outcome: 'UNAUTHENTICATED' }));
    failing = false;
    await flood.flush();
    expect(written.map(({ count }) => count)).toEqual([2]);
  });
});
