import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fileFormats } from '../../../src/shared/file-formats.ts';
import { ImportFormat } from '../../../src/subjects/file-import/file-import.values.ts';
import type { Asking } from '../../support/hub.ts';
import { type Setting, setting } from '../../support/network-setting.ts';

interface File {
  id: string;
  state: string;
  bytes: number;
  received: number;
}
const shown = 'id state bytes received';

let s: Setting;
let manager: Asking;
beforeAll(async () => {
  s = await setting();
  manager = s.writers.home;
});
afterAll(() => s?.end());

const file = randomBytes(150_000);
const announced = (more: object = {}) => ({
  ...{ format: 'CAPACITY_TRACKER', asOf: '2026-11-20T06:00:00Z', bytes: file.length },
  ...{ sha256: createHash('sha256').update(file).digest('hex'), ...more },
});
const start = (more: object = {}, by = manager) => s.tell<File>(by, 'startImport', announced(more), shown);
const upload = (id: string, part: number, content: Buffer | string, by = manager) =>
  s.tell<File>(by, 'uploadPart', { import: id, part, content: content.toString('base64') }, shown);
const progress = (id: string, by = manager) =>
  s.read<File | null>(by, `query ($id: ID!) { importProgress(import: $id) { ${shown} } }`, { id });
const partsOf = (id: string) =>
  s.database.owner.query<{ content: Buffer }>(
    'select content from hub.file_part where file_import_id = $1 order by part',
    [id.split(':')[1]],
  );

describe('a file that is brought through the graph', () => {
  it('comes in parts, in any order and again, and is there once all of it has come', async () => {
    const { record, problems } = await start();
    expect([problems, record]).toEqual([[], { id: record.id, state: 'AWAITED', bytes: 150_000, received: 0 }]);
    await upload(record.id, 3, file.subarray(131_072));
    await upload(record.id, 1, file.subarray(0, 65_536));
    expect(await upload(record.id, 1, file.subarray(0, 65_536))).toMatchObject({
      problems: [],
      record: { received: 84_464 },
    });
    expect(await progress(record.id)).toMatchObject({ state: 'AWAITED', received: 84_464 });
    const last = await upload(record.id, 2, file.subarray(65_536, 131_072));
    expect(last.record).toMatchObject({ state: 'RECEIVED', received: 150_000 });
    const { rows } = await partsOf(record.id);
    expect(Buffer.concat(rows.map(({ content }) => content)).equals(file)).toBe(true);
    expect((await upload(record.id, 4, Buffer.from('more'))).problems).toEqual([['import', 'ALREADY_ENDED']]);
  });

  it('takes no part that is none, another under the same number, or more than was announced', async () => {
    const { id } = (await start({ bytes: 10 })).record;
    expect((await upload(id, 0, Buffer.from('a'))).problems).toEqual([['part', 'OUT_OF_RANGE']]);
    expect((await upload(id, 1, Buffer.alloc(65_537))).problems).toEqual([['content', 'OUT_OF_RANGE']]);
    const noBase64 = { import: id, part: 1, content: '§§§' };
    expect((await s.tell(manager, 'uploadPart', noBase64)).problems).toEqual([['content', 'OUT_OF_RANGE']]);
    expect((await upload(id, 1, Buffer.from('abcd'))).problems).toEqual([]);
    expect((await upload(id, 1, Buffer.from('abce'))).problems).toEqual([['part', 'ALREADY_RECORDED']]);
    expect((await upload(id, 2, Buffer.from('efghijk'))).problems).toEqual([['content', 'OUT_OF_RANGE']]);
    expect((await s.tell(manager, 'confirmImport', { import: id })).problems).toEqual([['import', 'NOT_POSSIBLE']]);
    expect((await upload('FileImport:nothing', 1, Buffer.from('a'))).problems).toEqual([['import', 'UNKNOWN']]);
  });

  it('is announced with what it is, at most five at once, and by an organisation for itself', async () => {
    expect((await start({ bytes: 0 })).problems).toEqual([['bytes', 'OUT_OF_RANGE']]);
    expect((await start({ bytes: 50_000_001 })).problems).toEqual([['bytes', 'OUT_OF_RANGE']]);
    expect((await start({ sha256: 'abc' })).problems).toEqual([['sha256', 'OUT_OF_RANGE']]);
    expect((await start({ asOf: '2999-01-01T00:00:00Z' })).problems).toEqual([['asOf', 'IN_FUTURE']]);
    const many = await Promise.all([1, 2, 3, 4, 5, 6].map(() => start({}, s.neighbour)));
    expect(many.filter(({ problems }) => problems.length === 0)).toHaveLength(5);
    expect(many.flatMap(({ problems }) => problems)).toEqual([['', 'NOT_POSSIBLE']]);
    const theirs = (many.find(({ record }) => record) as { record: File }).record.id;
    expect(await progress(theirs)).toBeNull();
    expect((await upload(theirs, 1, Buffer.from('a'))).problems).toEqual([['import', 'UNKNOWN']]);
    expect((await s.tell(manager, 'confirmImport', { import: theirs })).problems).toEqual([['import', 'UNKNOWN']]);
    const own = await s.read<{ nodes: File[] }>(manager, '{ imports { nodes { id } } }');
    expect(own.nodes.map(({ id }) => id)).not.toContain(theirs);
    expect(own.nodes.length).toBeGreaterThan(0);
  });

  it('says nothing that whoever brings it could not write', async () => {
    for (const format of Object.values(ImportFormat)) {
      const { agencies } = fileFormats[format.toLowerCase().replaceAll('_', '-') as keyof typeof fileFormats];
      for (const agency of ['home', 'council'] as const) {
        if (agencies.some((one: string) => one === agency)) continue;
        expect((await start({ format }, s.writers[agency])).problems).toEqual([['format', 'OUT_OF_RANGE']]);
      }
    }
    // Whoever opened a record by a file of his own would open a door for himself.
    for (const agency of ['practice', 'trust', 'icb'] as const)
      expect(await s.refusalOf(s.writers[agency], 'startImport', announced())).toBe('NOT_SHARED');
    const worker = await s.hub.as(s.home.organisation.code, 'care-worker', 'DIRECT_CARE');
    expect(await s.refusalOf(worker, 'startImport', announced())).toBe('FORBIDDEN');
  });
});
