import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Sealer } from '../../../../src/access/record/sealing/sealer.ts';
import { withClient } from '../../../../src/database/client.ts';
import { insertEntries, newRecord, type TestRecord } from './record.ts';

let record: TestRecord;
const yearsAgo = (years: number) => new Date(Date.UTC(new Date().getUTCFullYear() - years, 5, 15, 12));
const nameOf = (at: Date) => at.toISOString().slice(0, 7).replace('-', '_');
const [old, older, recent] = [yearsAgo(10), yearsAgo(11), yearsAgo(3)];

/** Entries of three months long ago, and of today; kept for eight years. */
beforeEach(async () => {
  record = await newRecord();
  await withClient(record.adminUrl, async (admin) => {
    await admin.query('insert into hub.access_retention (years) values (8)');
    for (const at of [old, older, recent]) {
      const month = at.toISOString().slice(0, 7);
      await admin.query(`create table hub.access_entry_${nameOf(at)} partition of hub.access_entry
        for values from ('${month}-01 00:00Z') to ('${month}-30 00:00Z')`);
      await admin.query(`alter table hub.access_entry_${nameOf(at)} owner to caregraph_owner`);
      await insertEntries(admin, record.key, 5, {}, at);
    }
  });
  await record.enter(4);
});
afterEach(() => record.drop());

const retire = (years = 8) =>
  withClient(record.ownerUrl, (owner) => new Sealer(record.key, record.anchors).retire(owner, years));
const entries = async () => Number((await record.spoil('select count(*) from hub.access_entry'))[0]?.count);

it('drops the months past their retention, oldest first, each with a seal by which verify knows', async () => {
  await record.seal();
  expect(await record.verify()).toMatchObject({ inOrder: true, sealed: 19, retired: [] });
  expect([await retire(), await retire(), await retire()]).toEqual([nameOf(older), nameOf(old), undefined]);
  expect(await entries()).toBe(9);
  await record.enter(2);
  await record.seal();
  expect(await record.verify()).toMatchObject({
    inOrder: true,
    sealed: 11,
    anchors: { unanchored: 0 },
    retired: [older, old].map((at) => ({ month: at.toISOString().slice(0, 7), entries: 5 })),
  });
});

it('accepts what is missing of those months only', async () => {
  await record.seal();
  await retire();
  await record.spoil(`drop table hub.access_entry_${nameOf(old)}`);
  await record.spoil('delete from hub.access_entry where number = 19');
  const { counts, findings } = await record.verify();
  expect(counts).toEqual({ ENTRY_MISSING: 6 });
  expect(findings[0]).toMatchObject({ number: '1', at: old.toISOString() });
});

it('accepts no month that somebody else calls dropped', async () => {
  await record.seal();
  await retire();
  await record.spoil(`drop table hub.access_entry_${nameOf(recent)}`);
  await record.spoil(`update hub.access_seal set retired = '${nameOf(recent)}' where retired is not null`);
  const { counts } = await record.verify();
  expect(counts).toEqual({ SEAL_CHANGED: 1, ENTRY_MISSING: 10 });
});

it('drops nothing that is not sealed yet', async () => {
  expect(await retire()).toBeUndefined();
  await record.spoil('delete from hub.access_entry where number > 0');
  await record.seal();
  await withClient(record.adminUrl, (admin) => insertEntries(admin, record.key, 1, {}, older));
  expect(await retire()).toBeUndefined();
  expect(await entries()).toBe(1);
});

it('drops nothing before the years of the agreement, whatever the database has been told of it', async () => {
  await record.seal();
  await retire();
  await retire();
  await record.spoil('update hub.access_retention set years = 1');
  await expect(retire()).rejects.toThrow(`${nameOf(recent)} of the access record was to be dropped before 8 years`);
  expect(await entries()).toBe(9);
  expect(await record.verify()).toMatchObject({ inOrder: true });
});

it('drops no month that has taken the name of another one', async () => {
  await record.seal();
  await record.spoil(`alter table hub.access_entry_${nameOf(older)} rename to aside;
    alter table hub.access_entry_${nameOf(recent)} rename to access_entry_${nameOf(older)};
    alter table hub.aside rename to access_entry_${nameOf(recent)}`);
  expect(await retire()).toBeUndefined();
  expect(await entries()).toBe(19);
});
