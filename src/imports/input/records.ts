import Papa from 'papaparse';

/** One record of a table: its cells, or undefined where quotes leave no sense in the line. */
export interface CsvRecord {
  /** The line on which it begins, counted from 1. */
  line: number;
  cells: readonly string[] | undefined;
}

/** So much is parsed at once. */
const pieceLength = 256 * 1024;
/** A cell of more lines than this is taken for a quote that was not closed. */
const mostLines = 200;

/**
 * The records of a text whose lines end with line feeds. The parser reads them in large pieces; where it stumbles, the lines
 * are tried one by one, so that a quote which is not closed costs the line that it stands in, and none of those after it.
 * `columns` says how many cells a record has, as soon as that is known.
 */
export async function* recordsOf(
  text: AsyncIterable<string>,
  separator: string,
  columns: () => number | undefined,
): AsyncGenerator<CsvRecord> {
  let line = 1;
  let rest = '';
  for await (const more of text) {
    rest += more;
    if (rest.length < pieceLength) continue;
    const end = rest.lastIndexOf('\n') + 1;
    const unread = yield* recordsIn(rest.slice(0, end), line, separator, columns(), false);
    const read = rest.slice(0, end - unread.length);
    line += breaksIn(read);
    rest = rest.slice(read.length);
  }
  yield* recordsIn(rest, line, separator, columns(), true);
}

/** Gives back what cannot be read before more follows: a cell whose end is still to come. */
function* recordsIn(
  text: string,
  line: number,
  separator: string,
  columns: number | undefined,
  last: boolean,
): Generator<CsvRecord, string> {
  const parsed = parsedOf(text, separator);
  let width = columns ?? parsed?.find(isFilled)?.length;
  // A cell of several lines in a record of another length is no cell: a quote was not closed.
  if (parsed?.every((cells) => cells.length === width || breaksInCells(cells) === 0)) {
    let at = line;
    for (const cells of parsed) {
      if (isFilled(cells)) yield { line: at, cells };
      at += 1 + breaksInCells(cells);
    }
    return '';
  }
  const lines = text.split(/(?<=\n)/);
  for (let from = 0; from < lines.length; ) {
    let until = from + 1;
    if (lines[from] === '\n') {
      from = until;
      continue;
    }
    let [cells] = parsedOf(lines[from] as string, separator) ?? [];
    if (!cells) {
      const end = endOfRecord(lines, from);
      if (!end && !last && lines.length - from < mostLines) return lines.slice(from).join('');
      const [several, another] = (end && parsedOf(lines.slice(from, end).join(''), separator)) || [];
      if (end && several?.length === (width ?? several?.length) && !another) [cells, until] = [several, end];
    }
    if (!cells || isFilled(cells)) yield { line: line + from, cells };
    width ??= cells?.length;
    from = until;
  }
  return '';
}

/** Undefined if quotes stand where none can be. */
function parsedOf(text: string, delimiter: string): string[][] | undefined {
  const { data, errors } = Papa.parse<string[]>(text.replace(/\n$/, ''), { delimiter, newline: '\n' });
  return errors.length ? undefined : data;
}

/** An empty line is no record, nor are the empty cells that a spreadsheet writes for a row once used. */
const isFilled = (cells: readonly string[]) => cells.some((cell) => cell.trim() !== '');

/** Before which line the quotes that are opened from this one on are closed. */
function endOfRecord(lines: readonly string[], from: number): number | undefined {
  let quotes = 0;
  for (let at = from; at < Math.min(lines.length, from + mostLines); at++) {
    quotes += counted(lines[at] as string, '"');
    if (quotes % 2 === 0) return at + 1;
  }
  return undefined;
}

const counted = (text: string, wanted: string): number => {
  let found = 0;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) found += 1;
  return found;
};
const breaksIn = (text: string) => counted(text, '\n');
const breaksInCells = (cells: readonly string[]) => cells.reduce((sum, cell) => sum + breaksIn(cell), 0);
