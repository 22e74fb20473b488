import { randomBytes } from 'node:crypto';
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { newRecord, type TestRecord } from './record.ts';

let whole: TestRecord;
let record: TestRecord;

/** Four seals over 20 entries (the first is quiet: it was made before there were any), two of them over one lot. */
beforeAll(async () => {
  whole = await newRecord();
  await whole.seal();
  await whole.enter(5);
  await whole.seal();
  await whole.enter(10);
  await whole.seal();
  await whole.enter(5);
  await whole.seal();
});
afterAll(() => whole.drop());
beforeEach(async () => {
  record = await whole.copy();
});
afterEach(() => record.drop());

const anchors = async () => (await readFile(record.anchors, 'utf8')).split('\n');
const found = async (other?: Parameters<TestRecord['verify']>[0]) => {
  const { inOrder, counts, findings } = await record.verify(other);
  expect(inOrder).toBe(findings.length === 0);
  return { counts, first: findings[0] };
};

it('is a chain of five seals, each of which its anchor bears witness to', async () => {
  expect(await record.verify()).toMatchObject({
    inOrder: true,
    sealed: 20,
    seals: 5,
    unsealed: { entries: 0, oldest: null },
    anchors: { last: 5, unanchored: 0 },
  });
  expect((await anchors()).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
    'begun 0',
    ...[1, 2, 3, 4, 5].map((batch) => `seal ${batch}`),
    '',
  ]);
});

describe('what was done to seals is named', () => {
  const edits: [column: string, value: string][] = [
    ['first', 'first + 1'],
    ['last', 'null'],
    ['entries', 'entries - 1'],
    ['macs', `overlay(macs placing '\\x00'::bytea from 30)`],
    ['reach_written_by', `'99999999999'`],
    ['reach_number', '1'],
    ['horizon', `'1'`],
    ['cluster', `'1'`],
    ['floor', '7'],
    ['taken_at', `taken_at - interval '1 millisecond'`],
    ['retired', `'2018_03'`],
    ['key_id', `'\\x00'`],
    ['previous', `'\\x00'`],
    ['mac', `mac || '\\x00'`],
  ];

  it('whichever column of one was edited', async () => {
    const columns = await record.spoil(
      `select attname as name from pg_attribute
       where attrelid = 'hub.access_seal'::regclass and attnum > 0 and not attisdropped and attname <> 'batch'`,
    );
    expect(edits.map(([column]) => column).sort()).toEqual(columns.map(({ name }) => name).sort());
    await record.spoil(`do $$ declare name text; begin
      for name in select conname from pg_constraint where conrelid = 'hub.access_seal'::regclass and contype = 'c' loop
        execute format('alter table hub.access_seal drop constraint %I', name);
      end loop; end $$`);
    for (const [column, value] of edits) {
      const [before] = await record.spoil(`select ${column} as was from hub.access_seal where batch = 3`);
      await record.spoil(`update hub.access_seal set ${column} = ${value} where batch = 3`);
      const { first, counts } = await found();
      expect({ column, ...first }).toMatchObject({ column, code: 'SEAL_CHANGED', batch: 3 });
      expect(Object.keys(counts).filter((code) => code.startsWith('ENTRY') && column !== 'macs')).toEqual([]);
      await record.spoil(`update hub.access_seal set ${column} = $1 where batch = 3`, [before?.was]);
    }
    expect((await found()).counts).toEqual({});
  });

  it('an entry whose seal was changed, too, is still known by its own digest', async () => {
    await record.spoil(`update hub.access_seal set taken_at = now() where batch = 3`);
    await record.spoil(`update hub.access_entry set purpose = 'SAFEGUARDING' where number = 8`);
    const { findings } = await record.verify();
    expect(findings.map(({ code, batch, number }) => [code, batch, number])).toEqual([
      ['SEAL_CHANGED', 3, undefined],
      ['ENTRY_CHANGED', 3, '8'],
    ]);
  });

  it('one was deleted from the middle, with its entries or without them', async () => {
    await record.spoil('delete from hub.access_seal where batch = 3');
    const without = await record.verify();
    expect(without.findings).toMatchObject([{ code: 'SEAL_MISSING', batch: 3, at: expect.stringMatching(/Z$/) }]);
    expect(without.uncovered).toBe(7);
    await record.spoil('delete from hub.access_entry where number between 6 and 12');
    expect((await record.verify()).findings).toMatchObject([{ code: 'SEAL_MISSING', batch: 3 }]);
  });

  it('the last ones were deleted together with their entries: the anchors tell', async () => {
    await record.spoil('delete from hub.access_seal where batch > 3');
    await record.spoil('delete from hub.access_entry where number > 12');
    const { counts, first } = await found();
    expect(counts).toEqual({ SEAL_MISSING: 1 });
    expect(first).toMatchObject({
      batch: 4,
      what: expect.stringMatching(/^Seals 4 to 5 are missing, of 20.*: a backup/),
    });
  });

  it('all of them were deleted', async () => {
    await record.spoil('truncate hub.access_seal');
    const { counts, first } = await found();
    expect(counts).toEqual({ SEAL_MISSING: 1 });
    expect(first).toMatchObject({ what: expect.stringMatching(/^Seals 1 to 5 are missing/) });
    await record.seal();
    const after = await found();
    expect(after.first).toMatchObject({
      code: 'SEAL_MISSING',
      what: expect.stringMatching(/^Seals 1 to 5 are missing/),
    });
  });

  it('a backup of an hour ago was restored, and the record went on from there', async () => {
    const backup = await record.copy();
    await record.enter(4);
    await record.seal();
    await copyFile(record.anchors, backup.anchors);
    await record.drop();
    record = backup;
    const before = await found();
    expect(before.first).toMatchObject({
      code: 'SEAL_MISSING',
      batch: 6,
      what: expect.stringContaining('a backup from before'),
    });
    await record.enter(2);
    expect(await record.seal()).toEqual(['The newest seal is 5, and seal 6 was anchored: newer ones are gone.']);
    const after = await record.verify();
    expect(after.findings).toMatchObject([{ code: 'SEAL_MISSING', batch: 6 }]);
    expect(after.sealed).toBe(22);
    expect(await record.seal()).toEqual([]);
    // Somebody answers for it, and for nothing that is lost later.
    expect(await record.accept('the disk of the server broke')).toBe(7);
    expect(await record.verify()).toMatchObject({
      inOrder: true,
      accepted: [{ upTo: 7, by: 'A. Guardian', because: 'the disk of the server broke' }],
    });
    await record.enter(1);
    await record.seal();
    await record.spoil('delete from hub.access_seal where batch = 8');
    expect((await found()).counts).toEqual({ SEAL_MISSING: 1 });
  });

  it('a seal that somebody else made: the hub makes none after it', async () => {
    await record.spoil(`insert into hub.access_seal select batch + 1, first, last, entries, macs, '99999999999', reach_number,
      horizon, cluster, floor, taken_at, retired, key_id, mac, mac from hub.access_seal where batch = 5`);
    expect((await found()).first).toMatchObject({ code: 'SEAL_CHANGED', batch: 6 });
    await record.enter(1);
    await expect(record.seal()).rejects.toThrow('Seal 6 is not as this hub');
    await record.spoil('delete from hub.access_seal where batch = 6');
    expect(await record.seal()).toEqual([]);
    expect((await found()).counts).toEqual({});
  });
});

describe('what was done to the anchors is named, and kept apart', () => {
  it('they were lost', async () => {
    await rm(record.anchors);
    expect((await found()).first).toMatchObject({ code: 'ANCHORS_MISSING' });
  });

  it('they were lost and the hub began them anew', async () => {
    await rm(record.anchors);
    await record.enter(1);
    expect(await record.seal()).toEqual(['There were no anchors; they begin anew after seal 5.']);
    const { counts, first } = await found();
    expect(counts).toEqual({ ANCHORS_LATE: 1 });
    expect(first?.what).toMatch(/^The anchors begin after seal 5, at 20/);
  });

  it.each([
    ['a digest', (lines: string[]) => lines.with(3, (lines[3] as string).replace(/Z [0-9a-f]/, 'Z x'))],
    ['a time', (lines: string[]) => lines.with(3, (lines[3] as string).replace(' 20', ' 19'))],
    ['a line less', (lines: string[]) => lines.toSpliced(3, 1)],
    ['a line twice', (lines: string[]) => lines.toSpliced(3, 0, lines[3] as string)],
    ['two lines swapped', (lines: string[]) => lines.with(2, lines[3] as string).with(3, lines[2] as string)],
    ['no first line', (lines: string[]) => lines.slice(1)],
  ])('they were edited: %s', async (_, edit) => {
    await writeFile(record.anchors, edit(await anchors()).join('\n'));
    expect((await found()).first).toMatchObject({ code: 'ANCHORS_CHANGED', what: expect.stringMatching(/^Line \d /) });
  });

  it('lines were taken from their end, and no hub has come by since', async () => {
    await writeFile(record.anchors, [...(await anchors()).slice(0, 3), ''].join('\n'));
    expect((await record.verify()).anchors.unanchored).toBe(3);
    expect((await found()).counts).toEqual({});
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 120_000);
    const { counts, first } = await found();
    jest.restoreAllMocks();
    expect(counts).toEqual({ ANCHORS_BEHIND: 1 });
    expect(first).toMatchObject({ batch: 3, what: expect.stringContaining('3 seals follow') });
  });

  it('a line that a crash cut off is none, and what follows it is chained to the line before', async () => {
    await writeFile(record.anchors, `${await readFile(record.anchors, 'utf8')}seal 6 2026-11-`);
    expect((await found()).counts).toEqual({});
    await record.enter(1);
    await record.seal();
    expect((await found()).counts).toEqual({});
    expect((await record.verify()).anchors).toMatchObject({ last: 6, unanchored: 0 });
  });

  it('another key, by which nothing at all can be told', async () => {
    const { counts } = await found({ key: randomBytes(32) });
    expect(counts).toEqual({ WRONG_KEY: 1 });
    await rm(record.anchors);
    expect((await found({ key: randomBytes(32) })).counts).toEqual({ WRONG_KEY: 1 });
  });
});
