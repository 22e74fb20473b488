import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { expireBrought } from '../../src/imports/brought/settle.ts';
import { day } from '../support/days.ts';
import type { MadePlace, MadeResident } from '../support/factories.ts';
import type { Asking } from '../support/hub.ts';
import { type Setting, setting } from '../support/network-setting.ts';
import { zipped } from './support/archive.ts';
import { bringing, takeAllBrought } from './support/bringing.ts';
import { type Said, table } from './support/council-file.ts';

interface Progress {
  state: string;
  read: number | null;
  rejected: number | null;
  added: number | null;
  changed: number | null;
  refusedBecause: string | null;
  rejects: { nodes: { line: number; columnName: string | null; code: string; sentence: string }[] };
}

let s: Setting;
let finance: Asking;
let owner: pg.Client;
let home: MadePlace;
let edith: MadeResident;

beforeAll(async () => {
  s = await setting();
  finance = s.writers.council;
  owner = new pg.Client({ connectionString: s.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await s?.end();
});
beforeEach(async () => {
  home = await s.make.home({ council: s.council });
  edith = await s.make.resident({ author: s.council });
  const placement = await s.make.placement({ resident: edith, home, from: '2024-01-01' });
  await s.make.funding({ resident: edith, home, placement, source: 'COUNCIL', payer: s.council, from: '2024-01-01' });
});

const line = (more: Said = {}): Said => ({
  ...{ 'NHS number': edith.nhsNumber, Home: home.code, From: '2024-01-01', 'Care type': 'Residential' },
  ...{ Source: 'Council', 'Weekly rate': '812.50', ...more },
});
const failures: unknown[] = [];
const takeAll = async () => {
  failures.push(...(await takeAllBrought(owner, s.database)));
};
async function bring(file: string | Buffer, more: object = {}): Promise<string> {
  const { id, problems } = await bringing(s.tell)(finance, 'PLACEMENTS', file, more);
  expect(problems).toEqual([]);
  return id;
}
const progress = (id: string) =>
  s.read<Progress>(
    finance,
    `query ($id: ID!) { importProgress(import: $id) { state read rejected added changed refusedBecause
      rejects { nodes { line columnName code sentence } } } }`,
    { id },
  );
const paid = async () =>
  (
    await s.database.owner.query(
      'select source, weekly_amount as amount from funding_component where resident_id = $1 and valid_until is null order by source',
      [edith.id],
    )
  ).rows;
const parts = async () => (await owner.query('select from hub.file_part')).rowCount;

describe('a file that an agency has uploaded', () => {
  it('is taken as its operator would have taken it, and tells line by line what was not', async () => {
    const more = line({ Source: 'Section 117', 'Weekly rate': '1100' });
    const id = await bring(gzipSync(table([line(), more, line({ 'NHS number': '9990000001' })])));
    expect(await progress(id)).toMatchObject({ state: 'RECEIVED', read: null });
    await takeAll();
    expect(await progress(id)).toEqual({
      ...{ state: 'DONE', read: 3, rejected: 1, added: 1, changed: 0, refusedBecause: null },
      rejects: {
        nodes: [{ line: 4, columnName: 'NHS number', code: 'NOT_AN_NHS_NUMBER', sentence: expect.any(String) }],
      },
    });
    expect(await paid()).toEqual([
      { source: 'COUNCIL', amount: '812.50' },
      { source: 'SECTION_117', amount: '1100.00' },
    ]);
    expect((await s.database.owner.query('select * from hub.relationship_drift()')).rows).toEqual([]);
    const { rows } = await s.database.owner.query(
      `select organisation_id, role, purpose, operation from hub.access_entry where kind = 'IMPORT'`,
    );
    expect(rows).toEqual([
      { organisation_id: s.council.id, role: 'finance', purpose: 'FUNDING', operation: 'import placements' },
    ]);
    expect(await parts()).toBe(0);
    expect(failures).toEqual([]);
  });

  it('is only tried, taken once, and read as its system calls things', async () => {
    const file = table([line({ 'Weekly rate': '900', 'Paid from': '2026-04-01' })]);
    const tried = await bring(file, { dryRun: true });
    await takeAll();
    expect(failures).toEqual([]);
    expect(await progress(tried)).toMatchObject({ state: 'TRIED', changed: 1, added: 1 });
    expect(await paid()).toHaveLength(1);
    const renamed = file.replace('Weekly rate', 'Rate pw');
    const mapping = 'columns:\n  Weekly rate: Rate pw\n';
    const asOf = new Date().toISOString();
    const done = await bring(renamed, { mapping, asOf });
    await takeAll();
    expect(await progress(done)).toMatchObject({ state: 'DONE', added: 1 });
    const again = await bring(renamed, { mapping, asOf });
    await takeAll();
    expect(await progress(again)).toMatchObject({ state: 'BEFORE' });
    expect(await paid()).toHaveLength(2);
  });

  it('tells what came of it also if the hub is ended between taking and telling', async () => {
    const id = await bring(table([line(), line({ Source: 'Section 117' }), line({ 'NHS number': '9990000001' })]));
    await owner.query(`alter table file_import add constraint not_yet check (state <> 'DONE') not valid`);
    await expect(takeAll()).rejects.toThrow('not_yet');
    await owner.query('alter table file_import drop constraint not_yet');
    expect(await progress(id)).toMatchObject({ state: 'RECEIVED', added: null });
    await takeAll();
    expect(await progress(id)).toMatchObject({ state: 'DONE', read: 3, rejected: 1, added: 1 });
    expect(await paid()).toHaveLength(2);
  });

  it('says what stands of an archive of which the rest is refused', async () => {
    const more = table([line(), line({ Source: 'Section 117', 'Weekly rate': '1100' })]);
    const id = await bring(zipped({ 'first.csv': more, 'second.csv': 'a,b\r\n1,2\r\n' }));
    await takeAll();
    expect(await progress(id)).toMatchObject({
      ...{ state: 'REFUSED', read: 2, added: 1, rejects: { nodes: [] } },
      refusedBecause: expect.stringMatching(/^What the counts say was taken and stands; the rest is refused\. .*lacks/),
    });
    expect(await paid()).toHaveLength(2);
    expect(await parts()).toBe(0);
    // Of what is only tried nothing stands.
    const tried = await bring(zipped({ 'first.csv': table([line()]), 'second.csv': 'a,b\r\n1,2\r\n' }), {
      dryRun: true,
    });
    await takeAll();
    expect(await progress(tried)).toMatchObject({
      ...{ state: 'REFUSED', read: null, added: null },
      refusedBecause: expect.stringMatching(/^The file 2 in the archive: The file lacks the columns/),
    });
  });

  it('is told apart from another of the same moment: what waits of it stays', async () => {
    for (let n = 0; n < 30; n += 1) {
      const resident = await s.make.resident({ author: s.council });
      const placement = await s.make.placement({ resident, home, from: '2024-01-01', author: s.council });
      await s.make.funding({ resident, home, placement, source: 'COUNCIL', payer: s.council, from: '2024-01-01' });
    }
    const asOf = new Date().toISOString();
    const asking = await bring(table([line()]), { asOf, mapping: 'whole: true' });
    await takeAll();
    expect(await progress(asking)).toMatchObject({ state: 'ASKING' });
    const waits = async () =>
      (
        await owner.query(`select id, (select count(*)::int from hub.import_row where import_id = i.id) as lines
        from hub.import i where state = 'STAGED'`)
      ).rows;
    const before = await waits();
    expect(before).toEqual([{ id: expect.any(String), lines: 1 }]);
    const others = [await bring('a,b\r\n1,2\r\n', { asOf }), await bring(table([line(), line()]), { asOf })];
    await takeAll();
    expect(await progress(others[0] ?? '')).toMatchObject({ state: 'REFUSED' });
    expect(await progress(others[1] ?? '')).toMatchObject({ state: 'DONE' });
    expect(await waits()).toEqual(before);
    await owner.query(`update file_import set started_at = now() - interval '8 days' where state = 'ASKING'`);
    await expireBrought(owner);
    expect(await waits()).toEqual([]);
  });

  it('is refused as a whole with a reason, and holds up no other', async () => {
    const broken = gzipSync(table([line()]));
    broken.fill(7, 20, 30);
    const ids = [
      await bring('a,b\r\n1,2\r\n'),
      await bring(table([line()]), { sha256: '0'.repeat(64) }),
      await bring(table([line()]), { mapping: 'columns: [' }),
      await bring(table([line()]), { mapping: 'columns:\n  Colour: x\n' }),
      await bring(broken),
    ];
    await takeAll();
    for (const id of ids) {
      const { state, refusedBecause } = await progress(id);
      expect([state, refusedBecause]).toEqual(['REFUSED', expect.stringMatching(/^[A-Z].*\.$/)]);
    }
    expect((await progress(ids[1] as string)).refusedBecause).toContain('not the file that was announced');
    expect(await parts()).toBe(0);
    expect((await owner.query('select from hub.import_row')).rowCount).toBe(0);
    expect(await paid()).toHaveLength(1);
  });

  it('says of an archive which file cannot be read, and that those before it were taken', async () => {
    const file = zipped({ 'a.csv': table([line({ Source: 'Section 117' })]), 'b.csv': 'a,b\r\n1,2\r\n' });
    const [tried, id] = [await bring(file, { dryRun: true }), await bring(file)];
    await takeAll();
    expect((await progress(tried)).refusedBecause).toMatch(/^The file 2 in the archive: The file lacks .* columns\.$/);
    expect(await progress(id)).toMatchObject({
      state: 'REFUSED',
      refusedBecause: expect.stringMatching(
        /the rest is refused. The file 2 in the archive: The file lacks .* name the columns\.$/,
      ),
    });
    expect(await paid()).toHaveLength(2);
  });

  it('is not unpacked to more than it may come to', async () => {
    const huge = zipped({ 'list.csv': table([line()]) });
    // By what the archive says of itself: that it is as long as that is not found out by unpacking it.
    huge.writeUInt32LE(600_000_000, huge.indexOf('PK\x01\x02', 'latin1') + 24);
    const id = await bring(huge);
    await takeAll();
    const refusedBecause = 'The file unpacks to more than 500,000,000 bytes: bring it in several files.';
    expect(await progress(id)).toMatchObject({ state: 'REFUSED', refusedBecause });
  });

  it('asks before it changes more than is usual, and does so once that is confirmed', async () => {
    const people = await Promise.all(
      Array.from({ length: 25 }, async () => {
        const resident = await s.make.resident({ author: s.council });
        const placement = await s.make.placement({ resident, home, from: '2024-01-01' });
        await s.make.funding({ resident, home, placement, source: 'COUNCIL', payer: s.council, from: '2024-01-01' });
        return resident;
      }),
    );
    const strange = line({ 'NHS number': '9990000018' });
    const file = table([
      ...people.map(({ nhsNumber }) => line({ 'NHS number': nhsNumber, 'Weekly rate': '700', 'Paid from': day(0) })),
      strange,
    ]);
    const id = await bring(file);
    await takeAll();
    // Nobody need say that it is meant before hearing what of it is not taken.
    const untaken = { rejected: 1, rejects: { nodes: [{ line: 27, code: 'NOT_SEEN' }] } };
    expect(await progress(id)).toMatchObject({ state: 'ASKING', changed: 25, ...untaken });
    expect(await parts()).toBeGreaterThan(0);
    expect((await s.tell(finance, 'confirmImport', { import: id })).problems).toEqual([]);
    await takeAll();
    expect(await progress(id)).toMatchObject({ state: 'DONE', changed: 25, ...untaken });
    expect((await s.tell(finance, 'confirmImport', { import: id })).problems).toEqual([['import', 'NOT_POSSIBLE']]);
  });

  it('is thrown away if it is not finished within a week', async () => {
    const { record } = await s.tell<{ id: string }>(finance, 'startImport', {
      ...{ format: 'PLACEMENTS', asOf: '2026-01-01T00:00:00Z', bytes: 1_000, sha256: 'a'.repeat(64) },
    });
    await s.tell(finance, 'uploadPart', {
      import: record.id,
      part: 1,
      content: Buffer.from('half').toString('base64'),
    });
    await expireBrought(owner);
    expect(await parts()).toBe(1);
    await owner.query(`update file_import set started_at = now() - interval '8 days' where id = $1`, [
      record.id.split(':')[1],
    ]);
    await expireBrought(owner);
    expect([await progress(record.id), await parts()]).toMatchObject([{ state: 'EXPIRED' }, 0]);
  });
});
