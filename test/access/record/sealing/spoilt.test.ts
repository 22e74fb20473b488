import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newRecord, type TestRecord } from './record.ts';

let whole: TestRecord;
let record: TestRecord;

/** Three seals over 18 entries, the fourth over two, and two more that nobody has sealed yet. */
beforeAll(async () => {
  whole = await newRecord();
  await whole.enter(10);
  await whole.seal();
  await whole.enter(4);
  await whole.enter(4);
  await whole.seal();
  await whole.enter(2);
});
afterAll(() => whole.drop());
beforeEach(async () => {
  record = await whole.copy();
});
afterEach(() => record.drop());

it('finds nothing in a record as it was written, and says what is sealed and what is not yet', async () => {
  expect(await record.verify()).toMatchObject({
    inOrder: true,
    sealed: 18,
    unsealed: { entries: 2, oldest: expect.stringMatching(/Z$/) },
    uncovered: 0,
    findings: [],
  });
});

describe('an entry that was edited after it was sealed is named', () => {
  const edits: [column: string, value: string][] = [
    ['at', `at + interval '1 millisecond'`],
    ['written_by', `'4'::xid8`],
    ['request_id', 'gen_random_uuid()'],
    ['organisation_id', 'null'],
    ['agency', `'council'`],
    ['"user"', `"user" || ' '`],
    ['role', `'manager'`],
    ['purpose', 'null'],
    ['authority', `''`],
    ['device', `'another'`],
    ['agreement', `repeat('b', 64)`],
    ['kind', `'EXPORT'`],
    ['operation', `'homes'`],
    ['document', `document || '\\x00'`],
    ['plan', 'null'],
    ['outcome', `'NOT_SHARED'`],
    ['count', '2'],
    ['residents', 'residents[2:2] || residents[1:1]'],
    ['undisclosed', 'residents[1:1]'],
    ['shown', `'\\x'`],
    ['witness', 'null'],
  ];

  it('whichever column it is', async () => {
    const columns = await record.spoil(
      `select quote_ident(attname) as name from pg_attribute
       where attrelid = 'hub.access_entry'::regclass and attnum > 0 and not attisdropped and attname <> 'number'`,
    );
    expect(edits.map(([column]) => column).sort()).toEqual(columns.map(({ name }) => name).sort());
  });

  it.each(edits)('%s', async (column, value) => {
    await record.spoil(`update hub.access_entry set ${column} = ${value} where number = 12`);
    const { findings, counts } = await record.verify();
    expect(counts).toEqual({ ENTRY_CHANGED: 1 });
    expect(findings[0]).toMatchObject({
      code: 'ENTRY_CHANGED',
      number: '12',
      what: expect.stringContaining('Entry 12'),
    });
  });

  it('its number: as gone under the one, as added under the other', async () => {
    await record.spoil('update hub.access_entry set number = 1012 where number = 12');
    const { findings } = await record.verify();
    expect(findings.map(({ code, number }) => [code, number])).toEqual([
      ['ENTRY_MISSING', '12'],
      ['ENTRY_INSERTED', '1012'],
    ]);
  });
});

/** An entry that looks like the others, put in by hand: `written_by` and `at` as the forger likes. */
const forge = (number: number, writtenBy: string, at = `clock_timestamp()`) => `
  insert into hub.access_entry
  select (jsonb_populate_record(entry, jsonb_build_object('number', ${number}, 'at', ${at}, 'written_by', ${writtenBy}))).*
  from hub.access_entry entry where number = 12 order by at limit 1`;
/** Where both were written in one microsecond, an update would meet the other one's number on the way. */
const swap = (one: number, other: number) => `
  create table kept as select * from hub.access_entry where number in (${one}, ${other});
  delete from hub.access_entry where number in (${one}, ${other});
  insert into hub.access_entry
  select (jsonb_populate_record(kept, jsonb_build_object('number', other.number))).*
  from kept, kept other where kept.number <> other.number`;
const transactionOf = (number: number) => `(select written_by::text from hub.access_entry where number = ${number})`;

describe('what was done to whole entries is named', () => {
  const deeds: [deed: string, statement: string, counts: object, first: object][] = [
    [
      'an entry was deleted',
      'delete from hub.access_entry where number in (12, 15)',
      { ENTRY_MISSING: 2 },
      {
        number: '12',
        at: expect.stringMatching(/^20.*Z$/),
        what: expect.stringMatching(/^Entry 12 of 20.*Z is missing/),
      },
    ],
    [
      'the newest sealed entries were deleted',
      'delete from hub.access_entry where number between 17 and 18',
      { ENTRY_MISSING: 2 },
      { number: '17' },
    ],
    [
      'an entry was inserted between two',
      forge(100, transactionOf(12)),
      { ENTRY_INSERTED: 1 },
      { number: '100', what: expect.stringContaining('sealed without it') },
    ],
    [
      'an entry was inserted at the end, where nothing is sealed yet',
      forge(21, 'pg_current_xact_id()::text'),
      { ENTRY_INSERTED: 1 },
      { number: '21', what: expect.stringContaining('word for word') },
    ],
    [
      'an entry was inserted that a later transaction will seem to have written',
      forge(21, `'99999999'`),
      { ENTRY_INSERTED: 1 },
      { number: '21', what: expect.stringContaining('not begun yet') },
    ],
    [
      'an entry was inserted with a number that is used, where nothing is sealed yet',
      forge(12, 'pg_current_xact_id()::text'),
      { ENTRY_INSERTED: 1 },
      { number: '12', what: expect.stringContaining('inserted') },
    ],
    [
      'an entry was inserted with a number that is used, among the sealed ones',
      forge(3, transactionOf(12)),
      { ENTRY_INSERTED: 1 },
      { number: '3' },
    ],
    ['two entries of one transaction took the number of each other', swap(3, 5), { ENTRY_CHANGED: 2 }, { number: '3' }],
    [
      'two entries of two transactions took the number of each other',
      swap(3, 13),
      { ENTRY_CHANGED: 2 },
      { number: '3' },
    ],
    [
      'two entries took the place of each other in every way that tells their order',
      `create table kept as select * from hub.access_entry where number in (4, 14);
       delete from hub.access_entry where number in (4, 14);
       insert into hub.access_entry
       select (jsonb_populate_record(kept,
         jsonb_build_object('number', other.number, 'at', other.at, 'written_by', other.written_by::text))).*
       from kept, kept other where kept.number <> other.number`,
      { ENTRY_CHANGED: 2 },
      { number: '4' },
    ],
    [
      'an entry was moved to another month',
      `update hub.access_entry set at = at + interval '1 month' where number = 9`,
      { ENTRY_CHANGED: 1 },
      { number: '9', what: expect.stringContaining('its time was') },
    ],
    [
      'an entry that is not sealed yet was edited',
      `update hub.access_entry set "user" = 'somebody else' where number = 19`,
      { ENTRY_INSERTED: 1 },
      { number: '19', what: expect.stringContaining('not as a hub wrote it') },
    ],
    ['the table was truncated', 'truncate hub.access_entry', { ENTRY_MISSING: 18 }, { number: '1' }],
    [
      'a month was dropped that had not passed its retention',
      `do $$ begin execute format('drop table hub.access_entry_%s', to_char(now() at time zone 'UTC', 'YYYY_MM')); end $$`,
      { ENTRY_MISSING: 18 },
      { number: '1' },
    ],
  ];

  it.each(deeds)('%s', async (_, statement, counts, first) => {
    await record.spoil(statement);
    const verdict = await record.verify();
    expect(verdict).toMatchObject({ inOrder: false, counts });
    expect(Object.keys(verdict.counts)).toEqual(Object.keys(counts));
    expect(verdict.findings[0]).toMatchObject(first);
  });

  it('what was asked, or the agreement, was edited or taken away, so that what was shown would be derived wrongly', async () => {
    const spoiltBy = async (statement: string) => {
      await record.spoil(statement);
      return (await record.verify()).findings.map(({ code, what }) => `${code} ${what.replace(/[0-9a-f]{12}/, '…')}`);
    };
    expect(
      await spoiltBy(`update hub.access_plan set plan = jsonb_set(plan, '{places,0,fields}', '["id", "sex"]')`),
    ).toEqual(['PLAN_CHANGED Plan … of the access record was changed.']);
    expect(await spoiltBy('delete from hub.access_plan')).toEqual([
      expect.stringMatching(/^PLAN_CHANGED Entry 1 of .* names plan …, which is missing\.$/),
    ]);
    expect(await spoiltBy(`update hub.agreement_version set body = 'another'`)).toHaveLength(2);
    expect(await spoiltBy('delete from hub.agreement_version')).toEqual([
      expect.stringMatching(/^PLAN_CHANGED/),
      expect.stringMatching(/^AGREEMENT_CHANGED Entry 1 of .* names version … of the agreement, which is missing\.$/),
    ]);
  });

  it('two months took the name of each other, so that the wrong one would be dropped when its time has come', async () => {
    await record.spoil(`do $$
      declare
        this text := 'access_entry_' || to_char(now() at time zone 'UTC', 'YYYY_MM');
        next text := 'access_entry_' || to_char(now() at time zone 'UTC' + interval '1 month', 'YYYY_MM');
      begin
        execute format('alter table hub.%I rename to aside', this);
        execute format('alter table hub.%I rename to %I', next, this);
        execute format('alter table hub.aside rename to %I', next);
      end $$`);
    const { counts, findings } = await record.verify();
    expect(counts).toEqual({ ENTRY_MOVED: 20 });
    expect(findings[0]).toMatchObject({
      number: '1',
      what: expect.stringMatching(/lies in hub\.access_entry_\d{4}_\d\d\.$/),
    });
  });

  it('even where the next sealer takes them for genuine', async () => {
    await record.spoil(forge(21, 'pg_current_xact_id()::text'));
    await record.spoil(forge(12, 'pg_current_xact_id()::text'));
    await record.spoil(forge(22, 'pg_current_xact_id()::text', `now() - interval '1 day'`));
    await record.seal();
    const { findings, unsealed } = await record.verify();
    expect(unsealed.entries).toBe(0);
    expect(new Set(findings.map(({ number }) => number))).toEqual(new Set(['12', '21', '22']));
  });
});
