import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Anchors } from '../../../../src/access/record/sealing/anchors.ts';
import { entryForm } from '../../../../src/access/record/sealing/canonical.ts';
import { macOf, type Position, packed, readEntries } from '../../../../src/access/record/sealing/entries.ts';
import { keepSealed } from '../../../../src/access/record/sealing/keep-sealed.ts';
import { recordKeys } from '../../../../src/access/record/sealing/keys.ts';
import { insertSeal } from '../../../../src/access/record/sealing/seal.ts';
import { Sealer } from '../../../../src/access/record/sealing/sealer.ts';
import { inTransaction, withClient } from '../../../../src/database/client.ts';
import { insertEntries, newRecord, type TestRecord } from './record.ts';

let record: TestRecord;
beforeEach(async () => {
  record = await newRecord();
});
afterEach(() => record.drop());

/** A transaction that stays open after it has added its entries. */
async function begun(count: number): Promise<pg.Client> {
  const hub = new pg.Client({ connectionString: record.hubUrl });
  await hub.connect();
  await hub.query('begin');
  await hub.query('set local role caregraph_recorder');
  await insertEntries(hub, record.key, count, { kind: 'IMPORT' });
  return hub;
}

const parts = (anchors = record.anchors) => {
  const told: string[] = [];
  const { ownerUrl, key } = record;
  return {
    told,
    ownerUrl,
    key,
    anchors,
    years: () => undefined,
    alarm: (what: string) => void told.push(what),
    every: 20,
  };
};

const until = async (reached: () => Promise<boolean> | boolean) => {
  for (let left = 200; left > 0 && !(await reached()); left -= 1) await pause(25);
};

describe('entries of a transaction that still runs', () => {
  it('are sealed once it has ended, and none is skipped, though later ones were there before', async () => {
    const long = await begun(3);
    await record.enter(4);
    await record.seal();
    // Their numbers are higher, their transaction is younger: they wait with the others.
    expect(await record.verify()).toMatchObject({ inOrder: true, sealed: 0, unsealed: { entries: 4 } });
    await long.query('commit');
    await long.end();
    await record.enter(2);
    await record.seal();
    expect(await record.verify()).toMatchObject({ inOrder: true, sealed: 9, unsealed: { entries: 0 } });
  });

  it('are sealed after older numbers, where an older transaction had ended already', async () => {
    await record.enter(2);
    const long = await begun(2);
    await record.seal();
    expect(await record.verify()).toMatchObject({ inOrder: true, sealed: 2 });
    await record.enter(3);
    await long.query('commit');
    await long.end();
    await record.seal();
    expect(await record.verify()).toMatchObject({ inOrder: true, sealed: 7 });
  });

  it('leave nothing behind if it is taken back', async () => {
    const long = await begun(2);
    await record.enter(1);
    await long.query('rollback');
    await long.end();
    await record.seal();
    expect(await record.verify()).toMatchObject({ inOrder: true, sealed: 1, unsealed: { entries: 0 } });
  });

  it('make sealing wait, of which the hub tells', async () => {
    const { told, ...sealing } = parts();
    const long = await begun(1);
    await record.enter(1);
    const kept = keepSealed({ ...sealing, patience: 100 });
    await until(() => told.length > 0);
    expect(told).toEqual([expect.stringMatching(/^Entries of the access record wait to be sealed since 20.*Z\.$/)]);
    expect(kept.alarms).toEqual(told);
    await pause(10 * sealing.every);
    expect(told).toHaveLength(1);
    await long.query('commit');
    await long.end();
    // Transactions of other databases of this server may make it wait once more.
    await until(() => kept.alarms.length === 0);
    expect(kept.alarms).toEqual([]);
    await kept.stop();
  });
});

describe('several hubs', () => {
  it('make one chain, each with anchors of its own for all of it', async () => {
    await record.seal();
    const both = [parts(), parts(`${record.anchors}.other`)];
    const sealing = both.map((one) => keepSealed({ ...one, every: 1 }));
    await Promise.all(
      [1, 2, 3, 4].map(async () => {
        for (let left = 6; left > 0; left -= 1) await record.enter(3);
      }),
    );
    for (const one of sealing) await one.stop();
    await record.seal();
    const other = new Sealer(record.key, `${record.anchors}.other`);
    await withClient(record.ownerUrl, (owner) => other.seal(owner, { wait: true }));
    expect(both[0]?.told).toEqual([]);
    const late = await record.verify({ anchors: `${record.anchors}.other` });
    expect(late).toMatchObject({ counts: { ANCHORS_LATE: 1 }, findings: [{ code: 'ANCHORS_LATE' }] });
    await withClient(record.ownerUrl, (owner) => other.accept(owner, 'A. Guardian', 'a second hub has joined'));
    for (const anchors of both.map((one) => one.anchors)) {
      expect(await record.verify({ anchors })).toMatchObject({
        inOrder: true,
        sealed: 72,
        unsealed: { entries: 0 },
        anchors: { unanchored: 0 },
      });
    }
  });

  it('cannot make two seals after one, even without the lock that keeps them apart', async () => {
    await record.enter(1);
    await record.seal();
    const again = `insert into hub.access_seal select batch + 100, first, last, entries, macs, reach_written_by, reach_number,
      horizon, cluster, floor, taken_at, retired, key_id, previous, mac from hub.access_seal order by batch desc limit 1`;
    await expect(record.spoil(again)).rejects.toThrow('access_seal_previous_key');
  });
});

it('leaves what comes while it seals to the next time, and anchors what it has sealed', async () => {
  await record.enter(2);
  const sealer = new Sealer(record.key, record.anchors);
  await withClient(record.ownerUrl, async (owner) => {
    const query = owner.query.bind(owner) as (...asked: unknown[]) => Promise<unknown>;
    let coming = 5;
    const busy = async (...asked: unknown[]) => {
      const answer = await query(...asked);
      if (asked[0] === 'commit' && coming-- > 0) await record.enter(1);
      return answer;
    };
    await sealer.seal(Object.assign(owner, { query: busy }) as typeof owner);
  });
  const { sealed, seals, unsealed, anchors } = await record.verify();
  expect({ sealed, seals, unsealed: unsealed.entries, unanchored: anchors.unanchored }).toEqual({
    sealed: 2,
    seals: 1,
    unsealed: 2,
    unanchored: 0,
  });
});

describe('a sealer that is killed', () => {
  it('between a seal and its anchor leaves the anchor to the next one', async () => {
    const sealer = new Sealer(record.key, record.anchors);
    const step = () => withClient(record.ownerUrl, (owner) => inTransaction(owner, () => sealer.step(owner, true)));
    await step();
    await step();
    await record.enter(3);
    await step();
    expect(await record.verify()).toMatchObject({ inOrder: true, sealed: 3, anchors: { last: 1, unanchored: 1 } });
    expect(await record.seal()).toEqual([]);
    expect(await record.verify()).toMatchObject({ inOrder: true, sealed: 3, anchors: { last: 2, unanchored: 0 } });
  });

  it('at any moment, again and again, leaves a chain that holds', async () => {
    const { told, ...sealing } = parts();
    const kept = keepSealed({ ...sealing, every: 1 });
    for (let left = 25; left > 0; left -= 1) {
      await record.enter(2);
      await pause(Math.random() * 30);
      await record.spoil(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'caregraph sealer'`,
      );
    }
    await kept.stop();
    await record.seal();
    expect(await record.verify()).toMatchObject({
      inOrder: true,
      sealed: 50,
      unsealed: { entries: 0 },
      anchors: { unanchored: 0 },
    });
    expect(told.filter((alarm) => !alarm.startsWith('The access record could not be sealed'))).toEqual([]);
  });

  it('in good order seals what is there before it ends', async () => {
    const { told, ...sealing } = parts();
    const kept = keepSealed({ ...sealing, every: 60_000 });
    await until(async () => (await record.verify()).seals === 1);
    await record.enter(5);
    await kept.stop();
    expect(await record.verify()).toMatchObject({ inOrder: true, sealed: 5, anchors: { unanchored: 0 } });
    expect(told).toEqual([]);
  });
});

/** As a dump leaves it that this server has restored: the old one was a million transactions ahead, and sealed the first four. */
async function restoredFromDump(count: number): Promise<void> {
  await record.enter(count);
  await record.spoil('update hub.access_entry set written_by = (written_by::text::bigint + 1000000)::text::xid8');
  await withClient(record.adminUrl, async (admin) => {
    const keys = recordKeys(record.key);
    const form = await entryForm(admin);
    const entries = await readEntries(admin, form, 'order by entry.written_by, entry.number limit 4', []);
    await insertSeal(admin, keys, {
      batch: 1,
      first: '1',
      last: '4',
      entries: entries.length,
      macs: packed(entries.map((entry) => ({ ...entry, mac: macOf(keys, form, entry) }))),
      reach: entries.at(-1) as Position,
      horizon: 1_100_000n,
      cluster: 'the old one',
      floor: 0n,
      takenAt: Date.now(),
      retired: null,
      keyId: keys.id,
      previous: null,
    });
  });
  const anchors = new Anchors(record.anchors, recordKeys(record.key));
  await anchors.begin(0);
}

describe('a dump that another server has restored, where transactions count anew', () => {
  it.each([
    ['all it brought along and what came since', 30],
    ['what it brought along sealed already', 4],
  ])('is sealed on from there: %s', async (_, count) => {
    await restoredFromDump(count);
    // One hub may write before any seals.
    await record.enter(3);
    expect(await record.seal()).toEqual([]);
    await record.enter(8);
    await record.seal();
    expect(await record.verify()).toMatchObject({
      inOrder: true,
      sealed: count + 11,
      unsealed: { entries: 0 },
      anchors: { unanchored: 0 },
    });
    await record.spoil(
      'update hub.access_entry set count = 2 where number in (2, $1)'.replace('$1', String(count + 5)),
    );
    expect((await record.verify()).counts).toEqual({ ENTRY_CHANGED: 2 });
  });
});
