import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { tableRows } from '../../src/imports/input/table.ts';
import { type Book, type Cell, workbook } from './support/workbook.ts';

/** The rows of a workbook that comes in pieces of so many bytes. */
async function rows(
  file: Book | Buffer,
  { wanted = ['a', 'b'], piece = 1_000, mostUnpacked = undefined as number | undefined } = {},
) {
  const bytes = Buffer.isBuffer(file) ? file : workbook(file);
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, n) =>
    bytes.subarray(n * piece, (n + 1) * piece),
  );
  const found: [number, Record<string, string>][] = [];
  for await (const { line, cells } of tableRows(Readable.from(pieces), {
    wanted,
    ...(mostUnpacked && { mostUnpacked }),
  })) {
    found.push([line, Object.fromEntries(cells ?? [])]);
  }
  return found;
}
const sheet = (...table: readonly (readonly Cell[])[]) => ({ sheets: { Sheet1: table } });
const header: readonly Cell[] = ['A', ' b '];
/** What comes of one cell. */
const read = async (cell: Cell, more: Omit<Book, 'sheets'> = {}) =>
  (await rows({ ...sheet(header, [cell, 'x']), ...more }))[0]?.[1].a;
const withSheet = (xml: string, parts: Book['parts'] = {}) =>
  workbook({
    ...sheet(header),
    parts: { ...parts, 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${xml}</sheetData></worksheet>` },
  });
const headed = '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>';

describe('a workbook', () => {
  it('is read from the sheet that has the columns, under its titles, in lines as the spreadsheet counts them', async () => {
    const book: Book = {
      sheets: {
        README: [['The a and b of this month'], ['Published', { number: '45000', style: 1 }]],
        HSCA_Active_Locations: [['Title'], [], ['c', 'B', 'A'], ['1', '2', '3'], [], [undefined, ' ', '4', 'beside']],
        Dual_Registrations: [
          ['a', 'linked'],
          ['1', '2'],
        ],
      },
    };
    for (const piece of [3, 100_000]) {
      expect(await rows(book, { piece })).toEqual([
        [4, { c: '1', b: '2', a: '3' }],
        [6, { a: '4' }],
      ]);
    }
  });

  it('gives text as it is written, however it is kept', async () => {
    expect(await read('Zoë & "Siân" <1>')).toBe('Zoë & "Siân" <1>');
    expect(await read({ inline: ' O’Neill ' })).toBe('O’Neill');
    expect(await read({ type: 'str', value: '1-100000001' })).toBe('1-100000001');
    expect(await read('two_x000D_\nlines, _x005F_x0041_, _x0000_')).toBe('two\r\nlines, _x0041_, _x0000_');
    expect(await read({ type: 'b', value: '1' })).toBe('TRUE');
    expect(await read({ type: 'e', value: '#N/A' })).toBe('#N/A');
    expect(await read('')).toBeUndefined();
    const rich =
      '<sst><si><r><rPr><b/></rPr><t>Mill </t></r><r><t>House</t></r><rPh sb="0" eb="1"><t>spoken</t></rPh></si></sst>';
    const table = `${headed}<row r="2"><c r="A2" t="s"><v>0</v></c></row>`;
    expect(await rows(withSheet(table, { 'xl/sharedStrings.xml': rich }))).toEqual([[2, { a: 'Mill House' }]]);
  });

  it('gives days as days, of whichever year they count from, and never a day that there was not', async () => {
    const day = (number: string, style = 1, date1904 = false) => read({ number, style }, { date1904 });
    expect(await day('45000')).toBe('2023-03-15');
    expect(await day('45000', 2)).toBe('2023-03-15');
    expect(await day('43538', 1, true)).toBe('2023-03-15');
    expect(await day('45000.25')).toBe('2023-03-15T06:00:00');
    expect(await day('45000.9999999')).toBe('2023-03-16');
    expect(await Promise.all(['1', '59', '60', '61', '2958465'].map((number) => day(number)))).toEqual([
      ...['1900-01-01', '1900-02-28', '1900-02-29', '1900-03-01', '9999-12-31'],
    ]);
    expect(await Promise.all(['0', '-1', '2958466'].map((number) => day(number)))).toEqual(['0', '-1', '2958466']);
    expect(await day('0', 1, true)).toBe('1904-01-01');
    expect(await Promise.all([0, 3, 4].map((style) => day('45000', style)))).toEqual(['45000', '45000', '45000']);
    expect(await read({ type: 'd', value: '2023-03-15' })).toBe('2023-03-15');
  });

  it('gives numbers as they were put in, so that one which lost its digits is no identifier', async () => {
    const number = (written: string) => read({ number: written });
    expect(await number('9990000018')).toBe('9990000018');
    expect(await number('53.570000000000003')).toBe('53.57');
    expect(await number('812.35000000000002')).toBe('812.35');
    expect(await number('-0.30000000000000004')).toBe('-0.3');
    expect(await number('53.5712345678')).toBe('53.5712345678');
    expect(await number('5.0000000000000003E-2')).toBe('0.05');
    expect(await number('1.23456789012345E+17')).toBe('1.23456789012345e+17');
    expect(await number('1E5')).toBe('1e5');
    expect(await number('38.0')).toBe('38.0');
  });

  it('counts rows and columns where the file does not', async () => {
    const book = withSheet(
      '<row><c t="inlineStr"><is><t>a</t></is></c><c t="str"><v>b</v></c></row><row><c/><c><v>2</v></c></row><row r="9"><c><v>1</v></c></row>',
    );
    expect(await rows(book)).toEqual([
      [2, { b: '2' }],
      [9, { a: '1' }],
    ]);
  });

  it('says which columns are missing, twice there, or in two sheets', async () => {
    await expect(rows(sheet(['a', 'c'], ['1', '2']))).rejects.toThrow('The sheet Sheet1 lacks the column b.');
    // Either may be the one that is meant.
    const two = { sheets: { One: [['c', 'b']], Two: [['a'], ['c']], Three: [['c']] } };
    await expect(rows(two)).rejects.toThrow('The sheet One lacks the column a. The sheet Two lacks the column b.');
    await expect(rows(sheet(['x']))).rejects.toThrow('No sheet of this workbook has the columns that are wanted.');
    await expect(rows(sheet(['a', 'b', 'A'], ['1']))).rejects.toThrow('The column a stands in the header twice.');
    await expect(rows({ sheets: { One: [header], Two: [header] } })).rejects.toThrow('The sheets One and Two both');
  });

  it('is refused whole if it is broken, locked, or made to do harm', async () => {
    const good = workbook(sheet(header, ['1', '2']));
    await expect(rows(good.subarray(0, good.length - 30))).rejects.toThrow('The workbook is a broken archive');
    const flipped = Buffer.from(good);
    flipped.writeUInt8((flipped[120] ?? 0) ^ 0xff, 120);
    await expect(rows(flipped)).rejects.toThrow(/broken|no workbook/);
    for (const part of ['xl/styles.xml', 'xl/sharedStrings.xml', 'xl/worksheets/sheet1.xml']) {
      const renamed = Buffer.from(good);
      renamed.write('y', good.lastIndexOf(part));
      await expect(rows(renamed)).rejects.toThrow('is damaged: a part of the workbook is missing');
    }
    await expect(rows(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]))).rejects.toThrow('save it as .xlsx');
    await expect(rows(workbook({ sheets: {}, parts: { '_rels/.rels': '<Relationships/>' } }))).rejects.toThrow(
      'no workbook that can be read',
    );
    const doctype = '<!DOCTYPE x [<!ENTITY lol "lol"><!ENTITY all "&lol;&lol;">]>';
    await expect(rows({ ...sheet(header), prolog: doctype })).rejects.toThrow('defines entities');
    const broken = 'The workbook is broken';
    for (const xml of [
      `${headed}<row r="2"><c r="A2"><v>&undefined;</v></c></row>`,
      `${headed}<row r="2"><c r="A2"><v>1</c></row>`,
      `${headed}<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>`,
      `${headed}<row r="1"/>`,
      `${headed}<row r="1048577"/>`,
      `${headed}<row r="2"><c r="ZZZ2"><v>1</v></c></row>`,
      `${headed}<row r="2"><c r="A2" t="s"><v>7</v></c></row>`,
      `${headed}<row r="2"><c r="A2" t="str"><v>&#0;</v></c></row>`,
    ]) {
      await expect(rows(withSheet(xml))).rejects.toThrow(broken);
    }
    const endless = `${headed}<row r="2"><c r="A2" t="str"><v>${'x'.repeat(3_000_000)}`;
    await expect(rows(withSheet(endless))).rejects.toThrow('has no end');
    const bomb = withSheet(`${headed}${' '.repeat(80 * 1024 * 1024)}`);
    await expect(rows(bomb, { piece: 100_000 })).rejects.toThrow('unpacks to more than 250 times its size');
    const long = sheet(header, ...Array.from({ length: 900 }, () => ['1', '2']));
    await expect(rows(long, { mostUnpacked: 20_000 })).rejects.toThrow(
      'The workbook unpacks to more than 20,000 bytes',
    );
    expect(await rows(long, { mostUnpacked: 200_000 })).toHaveLength(900);
  });
});
