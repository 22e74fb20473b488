import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { entryForm } from '../../../../src/access/record/sealing/canonical.ts';
import { macOf, packed, readEntries } from '../../../../src/access/record/sealing/entries.ts';
import { recordKeys } from '../../../../src/access/record/sealing/keys.ts';
import { insertSeal, readSeals } from '../../../../src/access/record/sealing/seal.ts';
import { withClient } from '../../../../src/database/client.ts';
import { insertEntries, newRecord, type TestRecord } from './record.ts';

let record: TestRecord;
beforeEach(async () => {
  record = await newRecord();
  await record.enter(4);
  await record.seal();
});
afterEach(() => record.drop());

const minutesAway = (minutes: number) => new Date(Date.now() + minutes * 60_000);
/** Two entries while every clock says this. */
const enterAt = (at: Date) => withClient(record.adminUrl, (admin) => insertEntries(admin, record.key, 2, {}, at));

it.each([
  [
    'set back',
    -60,
    /^Entry 5 of 20.*Z is dated before 20.*Z, though it was written the other way round: a clock was set\.$/,
  ],
  ['set forward', 60, /^Entry 5 of 20.*Z is dated after 20.*Z, though/],
])('entries made while the clock was %s are named, the first first', async (_, minutes, first) => {
  await enterAt(minutesAway(minutes));
  await record.enter(3);
  await record.seal();
  const { counts, findings } = await record.verify();
  expect(counts).toEqual({ CLOCK: 2 });
  expect(findings[0]).toMatchObject({ number: '5', what: expect.stringMatching(first) });
});

it('a clock that runs on after a moment’s correction is no finding', async () => {
  await enterAt(new Date(Date.now() - 3_000));
  await record.seal();
  expect(await record.verify()).toMatchObject({ inOrder: true, sealed: 6 });
});

it('a hub whose clock is far from that of its database is named with its entries', async () => {
  await record.enter(1);
  await withClient(record.adminUrl, (admin) => insertEntries(admin, record.key, 1, {}, minutesAway(-20)));
  await record.spoil('update hub.access_entry set at = clock_timestamp() where number = 6');
  await record.seal();
  expect((await record.verify()).findings).toMatchObject([
    { code: 'CLOCK', number: '6', what: expect.stringContaining('when the clock of the hub said 20') },
  ]);
});

it('seals made while the clock of the database was set back tell of it by themselves', async () => {
  await record.enter(2);
  await withClient(record.adminUrl, async (admin) => {
    const keys = recordKeys(record.key);
    const form = await entryForm(admin);
    const [head] = await readSeals(admin, 'order by seal.batch desc limit 1');
    const entries = await readEntries(
      admin,
      form,
      'where entry.number > 4 order by entry.written_by, entry.number',
      [],
    );
    const reach = entries.at(-1);
    if (!head || !reach) throw new Error('there is nothing to seal');
    await insertSeal(admin, keys, {
      ...head,
      batch: head.batch + 1,
      first: '5',
      last: '6',
      entries: 2,
      macs: packed(entries.map((entry) => ({ ...entry, mac: macOf(keys, form, entry) }))),
      reach,
      takenAt: head.takenAt - 600_000,
      previous: head.mac,
    });
  });
  const { findings } = await record.verify();
  expect(findings[0]).toMatchObject({
    code: 'CLOCK',
    batch: 2,
    what: expect.stringMatching(/^The clock was set back: seal 2/),
  });
});
