import { type Reading, UnreadableFile } from '../engine/format.ts';
import { csvRows, namesIn, type Row } from './csv.ts';
import { zip } from './open.ts';
import { hasAny, type Lack, lacksIn, leastIn, sentenceOf, type Wanted } from './shapes.ts';
import { spooled } from './spool.ts';
import { watched } from './watched.ts';
import type { SheetRow } from './workbook/sheet.ts';
import { type Sheet, sheetsOf } from './workbook/workbook.ts';

/** A workbook that is locked with a password, and one of before 2007, begin so. */
const oldWorkbook = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
/** So many rows of a sheet may hold titles before the one that names its columns. */
const mostTitles = 50;
/** Of so many sheets is said what they lack. */
const mostSheets = 3;

/** The rows of a table, whether it is a CSV file or the one sheet of a workbook that has the columns that are wanted. */
export async function* tableRows(
  content: AsyncIterable<Buffer>,
  how: Reading & { wanted: Wanted },
): AsyncGenerator<Row> {
  const { start, whole } = await begun(content);
  if (start.equals(oldWorkbook)) {
    throw new UnreadableFile('This workbook is locked or of an old kind: save it as .xlsx without a password.');
  }
  if (!start.equals(zip)) return yield* csvRows(whole, how);
  const file = await spooled(whole);
  try {
    const { sheet, headerLine } = await sheetWith(how.wanted, await sheetsOf(file, 'The workbook', how.mostUnpacked));
    let names: string[] | undefined;
    for await (const row of sheet.rows((bytes) => watched(bytes, { ...how, size: sheet.size }))) {
      if (names) yield { line: row.line, cells: named(names, row) };
      else if (row.line === headerLine) names = namesIn(filled(row), how.wanted);
    }
  } finally {
    await file.close();
  }
}

async function begun(content: AsyncIterable<Buffer>): Promise<{ start: Buffer; whole: AsyncGenerator<Buffer> }> {
  const chunks = content[Symbol.asyncIterator]();
  let start: Buffer = Buffer.alloc(0);
  let ended = false;
  while (start.length < zip.length && !ended) {
    const { value, done } = await chunks.next();
    if (done) ended = true;
    else start = Buffer.concat([start, value]);
  }
  async function* whole() {
    yield start;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  return { start: start.subarray(0, zip.length), whole: whole() };
}

/** Of two sheets that could be meant none is taken: what the other one says would be ended by what the first does not. */
async function sheetWith(wanted: Wanted, sheets: readonly Sheet[]): Promise<{ sheet: Sheet; headerLine: number }> {
  const found: { sheet: Sheet; headerLine: number }[] = [];
  const near: { sheet: Sheet; lacks: readonly Lack[] }[] = [];
  for (const sheet of sheets) {
    let titles = 0;
    let nearest: readonly Lack[] | undefined;
    for await (const row of sheet.rows()) {
      const names = filled(row);
      const lacks = lacksIn(names, wanted);
      if (!lacks.length) {
        found.push({ sheet, headerLine: row.line });
        break;
      }
      if (hasAny(names, wanted) && (!nearest || leastIn(lacks) < leastIn(nearest))) nearest = lacks;
      titles += 1;
      if (titles >= mostTitles) break;
    }
    if (nearest) near.push({ sheet, lacks: nearest });
  }
  const [one, another] = found;
  if (!one) {
    const each = near.sort((a, b) => leastIn(a.lacks) - leastIn(b.lacks)).slice(0, mostSheets);
    const lacking = each.map(({ sheet, lacks }) => ` The sheet ${sheet.name} lacks ${sentenceOf(lacks)}.`);
    throw new UnreadableFile(`No sheet of this workbook has the columns that are wanted.${lacking.join('')}`);
  }
  if (another) {
    throw new UnreadableFile(
      `The sheets ${one.sheet.name} and ${another.sheet.name} both have the columns that are wanted: leave one.`,
    );
  }
  return one;
}

const filled = ({ cells }: SheetRow): string[] => Array.from(cells, (cell) => cell ?? '');

/** What stands beside the table, in columns without a name, is none of it. */
function named(names: readonly string[], { cells }: SheetRow): ReadonlyMap<string, string> {
  const row = new Map<string, string>();
  for (const [place, name] of names.entries()) {
    const cell = cells[place];
    if (name && cell) row.set(name, cell);
  }
  return row;
}
