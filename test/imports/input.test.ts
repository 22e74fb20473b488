import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { day } from '../../src/imports/input/cells.ts';
import { csvRows } from '../../src/imports/input/csv.ts';
import { readMapping } from '../../src/imports/input/mapping.ts';
import { contentsOf, openFile } from '../../src/imports/input/open.ts';
import { freshFolder } from '../support/folder.ts';
import { zipped } from './support/archive.ts';

let folder: Awaited<ReturnType<typeof freshFolder>>;
beforeAll(async () => {
  folder = await freshFolder();
});
afterAll(() => folder?.remove());

describe('a file as it is given', () => {
  const read = async (name: string, content: Buffer, most?: number) => {
    const path = join(folder.folder, name);
    await writeFile(path, content);
    const file = await openFile(path);
    try {
      const found = await contentsOf(file, name, most);
      return await Promise.all(found.map(async (one) => [one.name, await text(await one.stream())]));
    } finally {
      await file.close();
    }
  };

  it('is read as it is, unpacked, or each file of an archive', async () => {
    expect(await read('plain.csv', Buffer.from('a,b'))).toEqual([['plain.csv', 'a,b']]);
    expect(await read('packed.csv.gz', gzipSync('a,b'))).toEqual([['packed.csv.gz', 'a,b']]);
    const files = {
      'one.csv': 'a',
      'folder/': '',
      'folder/two.csv': 'b'.repeat(9_000),
      '__MACOSX/one.csv': 'x',
      '.DS_Store': 'x',
      'folder/Thumbs.db': 'x',
    };
    expect(await read('all.zip', zipped(files))).toEqual([
      ['all.zip/1', 'a'],
      ['all.zip/2', 'b'.repeat(9_000)],
    ]);
    const workbook = zipped({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>' });
    expect((await read('book.xlsx', workbook)).map(([name]) => name)).toEqual(['book.xlsx']);
  });

  it('is refused where it unpacks to more bytes than it may, however well it was packed', async () => {
    const noise = Buffer.from(Array.from({ length: 30_000 }, (_, n) => (n * 7_919) % 251));
    const most = 20_000;
    const huge = (name: string) => `${name} unpacks to more than 20,000 bytes: bring it in several files.`;
    await expect(read('long.csv.gz', gzipSync(noise), most)).rejects.toThrow(huge('long.csv.gz'));
    // None of the two alone.
    const two = { 'one.csv': noise.subarray(0, 15_000), 'two.csv': noise.subarray(0, 15_000) };
    await expect(read('two.zip', zipped(two), most)).rejects.toThrow(huge('two.zip'));
    expect(await read('fits.csv.gz', gzipSync(noise.subarray(0, most)), most)).toHaveLength(1);
  });

  it('is told to be broken, or not to be there', async () => {
    const packed = gzipSync('a,b\n'.repeat(1_000));
    await expect(read('cut.csv.gz', packed.subarray(0, 20))).rejects.toThrow('cut.csv.gz is a broken archive');
    const archive = zipped({ 'one.csv': 'a' });
    await expect(read('cut.zip', archive.subarray(0, 40))).rejects.toThrow('cut.zip is a broken archive');
    const locked = zipped({ 'one.csv': 'a' });
    for (const [sign, flags] of [
      ['PK\x03\x04', 6],
      ['PK\x01\x02', 8],
    ] as const) {
      const at = locked.indexOf(sign, 0, 'latin1') + flags;
      locked.writeUInt16LE(locked.readUInt16LE(at) | 1, at);
    }
    await expect(read('locked.zip', locked)).rejects.toThrow('locked.zip is locked: pack it without a password');
    await expect(read('empty.zip', zipped({ 'folder/': '' }))).rejects.toThrow('an archive without a file');
    await expect(openFile(join(folder.folder, 'none.csv'))).rejects.toThrow('cannot be read: ENOENT');
  });
});

/** The rows of a file that comes in pieces of so many bytes. */
async function rows(
  file: string | Buffer,
  { wanted = ['a', 'b'], encoding = undefined as string | undefined, piece = 7 } = {},
) {
  const bytes = Buffer.from(file);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  }
  const found: [number, Record<string, string> | undefined][] = [];
  for await (const { line, cells } of csvRows(pieces(), { wanted, ...(encoding && { encoding }) })) {
    found.push([line, cells && Object.fromEntries(cells)]);
  }
  return found;
}

describe('a table of comma separated values', () => {
  it('has its columns by name, its separator by its header, and its lines as an editor counts them', async () => {
    expect(await rows('B , A\n1,2\n\n"3\n3",4\n 5 ,\n')).toEqual([
      [2, { b: '1', a: '2' }],
      [4, { b: '3\n3', a: '4' }],
      [6, { b: '5' }],
    ]);
    expect(await rows('a;b;"c,d"\r\n1,5;2;\r\n')).toEqual([[2, { a: '1,5', b: '2' }]]);
    expect(await rows('a,b\r\n"1\r\n1",2\r\n3,4\r\n')).toEqual([
      [2, { a: '1\n1', b: '2' }],
      [4, { a: '3', b: '4' }],
    ]);
    expect(await rows('a\tb\r1\t2\r')).toEqual([[2, { a: '1', b: '2' }]]);
  });

  it('is UTF-8 with or without a mark, UTF-16 with one, or what is said', async () => {
    const file = 'a,b\nZoë,Siân\n';
    const wanted = [[2, { a: 'Zoë', b: 'Siân' }]];
    expect(await rows(file)).toEqual(wanted);
    expect(await rows(`\uFEFF${file}`)).toEqual(wanted);
    expect(await rows(Buffer.from(`\uFEFF${file}`, 'utf16le'))).toEqual(wanted);
    expect(await rows(Buffer.from(file, 'latin1'), { encoding: 'windows-1252' })).toEqual(wanted);
    for (const piece of [1, 7, 1_000]) {
      await expect(rows(Buffer.from(`a,b\nx,y\n${file.slice(4)}`, 'latin1'), { piece })).rejects.toThrow(
        'Line 3 is not UTF-8.',
      );
    }
    await expect(rows('a,b\n1,\0\n')).rejects.toThrow('no text file');
  });

  it('keeps quotes that stand within a cell, and loses to one that is not closed no line but its own', async () => {
    expect(await rows('a,b\nThe "Old" Mill,1\n"x,1\n2,"y"\n3,4\n')).toEqual([
      [2, { a: 'The "Old" Mill', b: '1' }],
      [3, undefined],
      [4, { a: '2', b: 'y' }],
      [5, { a: '3', b: '4' }],
    ]);
    expect(await rows('a,b\n12" pipe,1\n"x"y,2\n13" pipe,3\n')).toEqual([
      [2, { a: '12" pipe', b: '1' }],
      [3, undefined],
      [4, { a: '13" pipe', b: '3' }],
    ]);
    expect(await rows('a,b\n1\n1,2,3\n4,5\n')).toEqual([
      [2, undefined],
      [3, undefined],
      [4, { a: '4', b: '5' }],
    ]);
    const many = Array.from({ length: 30_000 }, (_, n) => `${n},"${n}"\n`);
    const read = await rows(`a,b\n"x,1\n${many.join('')}""y\n"5\n5",6`, { piece: 65_536 });
    expect(read.filter(([, cells]) => !cells)).toEqual([
      [2, undefined],
      [30_003, undefined],
    ]);
    expect(read.length).toBe(30_003);
    expect(read.at(-1)).toEqual([30_004, { a: '5\n5', b: '6' }]);
  });

  it('has no row where a spreadsheet leaves a row of empty cells', async () => {
    expect(await rows('a,b\r\n,\r\n1,2\r\n , \r\n,\r\n')).toEqual([[3, { a: '1', b: '2' }]]);
  });

  it('has a day in England where its system keeps days as moments', () => {
    expect(day('2026-06-30T23:00:00.000Z')).toEqual({ value: '2026-07-01' });
    expect(day('2026-07-01T00:00:00+01:00')).toEqual({ value: '2026-07-01' });
    expect(day('2026-11-30T23:00:00Z')).toEqual({ value: '2026-11-30' });
    expect(day('2026-02-30T23:00:00Z')).toEqual({ code: 'NOT_A_DAY' });
    expect(day('2026-06-30T25:00:00Z')).toEqual({ code: 'NOT_A_DAY' });
    expect(day('2026-06-30T23:00:00')).toEqual({ value: '2026-06-30' });
  });

  it('has its days as a mapping says, and those as days that a spreadsheet keeps so', () => {
    const days = (dates: string, cell: string) => readMapping(`dates: ${dates}`, []).day(cell);
    expect(days('MM/DD/YYYY', '2024-02-29')).toEqual({ value: '2024-02-29' });
    expect(days('DD-MMM-YYYY', '2024-02-29T06:00:00')).toEqual({ value: '2024-02-29' });
    expect(days('serial', '2024-02-29')).toEqual({ value: '2024-02-29' });
    expect(days('serial', '1900-02-29')).toEqual({ code: 'NOT_A_DAY' });
    expect(days('YYYY-DD-MM', '2024-02-11')).toEqual({ value: '2024-11-02' });
    expect(days('YYYY-DD-MM', '2024-11-29')).toEqual({ code: 'NOT_A_DAY' });
  });

  it('names the columns that it lacks, or has twice', async () => {
    await expect(rows('a,c\n1,2\n')).rejects.toThrow('The file lacks the column b.');
    await expect(rows('a,b,A\n1,2,3\n')).rejects.toThrow('The column a stands in the header twice.');
    await expect(rows('')).rejects.toThrow('The file is empty.');
    await expect(rows('\n\n')).rejects.toThrow('The file is empty.');
  });

  it('is read to its end, whatever it holds', async () => {
    const odd = fc.constantFrom('"', ',', '\n', '\r\n', 'a', 'é', '\uFEFF', ' ', '""', '\t', '1');
    await fc.assert(
      fc.asyncProperty(fc.array(odd, { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), async (parts, piece) => {
        const file = `a,b\n${parts.join('')}\n1,2\n`;
        const read = await rows(file, { piece });
        expect(read.map(([line]) => line)).toEqual(read.map(([line]) => line).sort((one, other) => one - other));
        expect(read.at(-1)).toEqual([file.split(/\r\n|\n|\r/).length - 1, { a: '1', b: '2' }]);
      }),
      { numRuns: 1_000 },
    );
  });
});
