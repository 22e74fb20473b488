import { UnreadableFile } from '../../engine/format.ts';
import { dayOf } from './dates.ts';
import type { SharedStrings } from './strings.ts';
import { readXml } from './xml.ts';

/** What a workbook says once for all its cells. */
export interface Shared {
  strings: SharedStrings;
  /** For each style by its number, whether it shows numbers as days. */
  dayStyles: readonly boolean[];
  countsFrom1904: boolean;
}

/** A row of a sheet: its cells by their places from 0 on, with holes where nothing stands. */
export interface SheetRow {
  /** As the spreadsheet counts it, from 1. */
  line: number;
  cells: readonly (string | undefined)[];
}

const mostColumns = 16_384;
const mostRows = 1_048_576;
const longestRow = 16 * 1024 * 1024;
const broken = () =>
  new UnreadableFile('The workbook is broken: open it in the program that wrote it, and save it once more.');

/** The rows of one sheet that hold anything, as they are unpacked. */
export async function* sheetRows(content: AsyncIterable<Buffer>, shared: Shared): AsyncGenerator<SheetRow> {
  let rows: SheetRow[] = [];
  let [line, column, length] = [0, -1, 0];
  let cells: (string | undefined)[] = [];
  let cell: Readonly<Record<string, string>> = {};
  let value = '';
  let [within, spoken] = [false, false];
  const handlers = {
    opens(name: string, attributes: Readonly<Record<string, string>>) {
      if (name === 'row') {
        const next = attributes.r === undefined ? line + 1 : Number(attributes.r);
        if (!(Number.isInteger(next) && next > line && next <= mostRows)) throw broken();
        [line, column, length, cells] = [next, -1, 0, []];
      } else if (name === 'c') {
        const next = attributes.r === undefined ? column + 1 : placeOf(attributes.r);
        if (!(next > column && next < mostColumns)) throw broken();
        [column, cell, value] = [next, attributes, ''];
      } else if (name === 'rPh') spoken = true;
      else if (name === 'v' || name === 't') within = !spoken;
    },
    says(text: string) {
      if (!within) return;
      value += text;
      length += text.length;
      if (length > longestRow) throw new UnreadableFile(`Row ${line} of the workbook has no end.`);
    },
    closes(name: string) {
      if (name === 'c') {
        const meant = meaning(value, cell, shared)?.trim();
        if (meant) cells[column] = meant;
      } else if (name === 'row') {
        if (cells.length) rows.push({ line, cells });
      } else if (name === 'rPh') spoken = false;
      else if (name === 'v' || name === 't') within = false;
    },
  };
  for await (const _ of readXml(content, handlers)) {
    yield* rows;
    rows = [];
  }
}

/** `AB12` stands in the column 27; from 0 on. */
function placeOf(reference: string): number {
  const [, letters] = /^([A-Z]{1,3})\d{1,7}$/.exec(reference) ?? [];
  if (!letters) return Number.NaN;
  return [...letters].reduce((place, letter) => place * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function meaning(
  value: string,
  { t: type = 'n', s: style = '0' }: Readonly<Record<string, string>>,
  shared: Shared,
): string | undefined {
  switch (type) {
    case 's': {
      if (!value) return undefined;
      const text = shared.strings.at(Number(value));
      if (text === undefined) throw broken();
      return unescaped(text);
    }
    case 'inlineStr':
    case 'str':
      return unescaped(value);
    case 'b':
      return value && (value === '1' ? 'TRUE' : 'FALSE');
    case 'n':
      return numberOf(value.trim(), shared.dayStyles[Number(style)] ?? false, shared.countsFrom1904);
    default:
      // A day as ISO 8601 writes it, or how a formula failed, such as `#N/A`.
      return value;
  }
}

/** A spreadsheet counts in fifteen digits, and writes seventeen of a fraction: `812.35000000000002` was put in as 812.35. */
const seventeen = /^-?(?=[\d.]{17,})\d+\.\d+$/;

/**
 * A number as it was put in. What is smaller than a tenth is written in the file with an exponent; what is large and written so
 * has lost its last digits, and is left as it is: no identifier looks like that.
 */
function numberOf(written: string, isDay: boolean, countsFrom1904: boolean): string {
  if (isDay && written) return dayOf(Number(written), countsFrom1904) ?? written;
  if (seventeen.test(written)) return String(Number(Number(written).toPrecision(15)));
  if (!/e/i.test(written)) return written;
  const small = Math.abs(Number(written)) < 1;
  return small
    ? Number(written)
        .toFixed(15)
        .replace(/\.?0+$/, '')
    : written.toLowerCase();
}

/** Characters that XML does not have are written as `_x000D_`; of what no text has, nothing is made. */
const unescaped = (text: string) =>
  text.replace(/_x([0-9A-F]{4})_/gi, (whole, code: string) => {
    const character = Number.parseInt(code, 16);
    return character === 0 ? whole : String.fromCharCode(character);
  });
