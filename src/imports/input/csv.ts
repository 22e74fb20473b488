import { type Reading, UnreadableFile } from '../engine/format.ts';
import { recordsOf } from './records.ts';
import { columnKey, lacksIn, sentenceOf, type Wanted } from './shapes.ts';
import { textOf } from './text.ts';
import { watched } from './watched.ts';

/** One row of a table: its cells under the names of their columns, none of them empty. */
export interface Row {
  /** The line on which it begins, counted from 1. */
  line: number;
  /** Undefined for a row that has more or fewer cells than there are columns. */
  cells: ReadonlyMap<string, string> | undefined;
}

const separators = [',', ';', '\t', '|'];

/**
 * The rows of a CSV file. Columns are known by the header, whatever their order, case and blanks; a file that has none is
 * read with the names that are given, by their places. `wanted` are the columns without which nothing can be read.
 */
export async function* csvRows(
  content: AsyncIterable<Buffer>,
  { encoding, header, wanted, ...progress }: Reading & { header?: readonly string[]; wanted: Wanted },
): AsyncGenerator<Row> {
  const text = withLineFeeds(textOf(watched(content, progress), encoding));
  const first = await text.next();
  if (first.done) throw new UnreadableFile('The file is empty.');
  let names = header?.map(columnKey);
  const records = recordsOf(rejoined(first.value, text), separatorOf(first.value), () => names?.length);
  for await (const { line, cells } of records) {
    if (names) yield { line, cells: cells && named(names, cells) };
    else names = namesIn(cells, wanted);
  }
  if (!names) throw new UnreadableFile('The file is empty.');
}

/** Lines end with a line feed, whatever the system that wrote them: so that they are counted as an editor does. */
async function* withLineFeeds(text: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  for await (const piece of text) {
    const joined = held + piece;
    held = joined.endsWith('\r') ? '\r' : '';
    yield joined.slice(0, joined.length - held.length).replace(/\r\n?/g, '\n');
  }
  if (held) yield '\n';
}

async function* rejoined(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

/** That of which the first line has most, outside of quotes. */
function separatorOf(text: string): string {
  const [header = ''] = text
    .replace(/"[^"]*"/g, '')
    // A tab before the first name that stands outside of quotes is a separator.
    .replace(/^[\n ]+/, '')
    .split('\n', 1);
  const counted = separators.map((separator) => [header.split(separator).length, separator] as const);
  return counted.reduce((most, one) => (one[0] > most[0] ? one : most))[1];
}

export function namesIn(cells: readonly string[] | undefined, wanted: Wanted): string[] {
  const names = cells?.map(columnKey) ?? [];
  const twice = names.find((name, place) => name && names.indexOf(name) !== place);
  if (twice) throw new UnreadableFile(`The column ${twice} stands in the header twice.`);
  const lacks = lacksIn(names, wanted);
  if (lacks.length)
    throw new UnreadableFile(`The file lacks ${sentenceOf(lacks)}. Its first line must name the columns.`);
  return names;
}

function named(names: readonly string[], cells: readonly string[]): ReadonlyMap<string, string> | undefined {
  if (cells.length !== names.length) return undefined;
  const row = new Map<string, string>();
  for (const [place, name] of names.entries()) {
    const cell = cells[place]?.trim();
    if (cell) row.set(name, cell);
  }
  return row;
}
