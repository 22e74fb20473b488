import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonical, entryForm } from '../../../../src/access/record/sealing/canonical.ts';
import { type Entry, macOf, packed, readEntries, unpacked } from '../../../../src/access/record/sealing/entries.ts';
import { recordKeys } from '../../../../src/access/record/sealing/keys.ts';
import { withClient } from '../../../../src/database/client.ts';
import { newRecord, type TestRecord } from './record.ts';

let record: TestRecord;
beforeAll(async () => {
  record = await newRecord();
  await record.enter(3);
  await record.enter(1, { user: null, residents: [], device: '', count: 3 });
});
afterAll(() => record.drop());

/** The bytes of all entries, as a connection with such settings gives them. */
const bytesUnder = (...settings: string[]) =>
  withClient(record.adminUrl, async (client) => {
    for (const setting of settings) await client.query(`set ${setting}`);
    const form = await entryForm(client);
    const entries = await readEntries(client, form, 'order by entry.number', []);
    return entries.map(({ values }) => canonical(form.columns, values));
  });

it('is the same under every setting of a connection', async () => {
  const plain = await bytesUnder();
  const strange = await bytesUnder(
    `timezone = 'Australia/Lord_Howe'`,
    `datestyle = 'SQL, DMY'`,
    `intervalstyle = 'sql_standard'`,
    'extra_float_digits = 0',
    'bytea_output = escape',
    `lc_numeric = 'C'`,
    'quote_all_identifiers = on',
  );
  expect(strange).toEqual(plain);
  expect(plain[3]).toMatch(/^agency:8:practice\nagreement:64:[0-9a-f]{64}\nat:16:\d{16}\nauthority:/);
});

it('depends neither on the order of columns nor on one that was added later and is null', async () => {
  const before = await bytesUnder();
  await record.spoil(`alter table hub.access_entry add column aaa text;
    create table kept as select * from hub.access_entry;
    truncate hub.access_entry;
    alter table hub.access_entry drop column device;
    alter table hub.access_entry add column device text;
    insert into hub.access_entry (${'number, at, written_by, request_id, organisation_id, agency, "user", role, purpose'},
      authority, device, agreement, kind, operation, document, plan, outcome, count, residents, shown, witness)
    select number, at, written_by, request_id, organisation_id, agency, "user", role, purpose, authority, device, agreement,
      kind, operation, document, plan, outcome, count, residents, shown, witness from kept`);
  expect(await bytesUnder()).toEqual(before);
});

it('refuses a column of a type that it could not always write in the same way', async () => {
  await record.spoil('alter table hub.access_entry add column weight real');
  await expect(bytesUnder()).rejects.toThrow('hub.access_entry.weight is of type float4, which has no canonical form');
  await record.spoil('alter table hub.access_entry drop column weight');
});

it('tells any two entries apart', () => {
  const columns = ['a', 'b', 'c'];
  const value = fc.option(fc.string({ unit: 'binary', maxLength: 6 }));
  const values = fc.tuple(value, value, value);
  fc.assert(
    fc.property(values, values, (one, other) => {
      const same = canonical(columns, one) === canonical(columns, other);
      expect(same).toBe(JSON.stringify(one) === JSON.stringify(other));
    }),
  );
  // What would run together without lengths.
  expect(canonical(columns, ['1\nb:1:2', null, null])).not.toBe(canonical(columns, ['1', '2', null]));
  expect(canonical(columns, ['', null, null])).not.toBe(canonical(columns, [null, null, null]));
});

it('keeps number, time, transaction and digest of each entry in the seal', () => {
  const keys = recordKeys(record.key);
  const entry: Entry = { number: 2n ** 62n, at: -1, writtenBy: 2n ** 63n + 1n, table: '', values: ['x'] };
  const mac = macOf(keys, { columns: ['a'], selected: '' }, entry);
  const { number, at, writtenBy } = entry;
  expect([...unpacked(packed([{ ...entry, mac }]))]).toEqual([{ number, at, writtenBy, mac }]);
});
