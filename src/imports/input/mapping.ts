import { isMap, parseDocument } from 'yaml';
import { isDay } from '../../shared/dates.ts';
import { type Format, type Line, type Reading, UnreadableFile } from '../engine/format.ts';
import { type Cells, day, lineOf, type Meaning } from './cells.ts';
import { columnKey, shapesCalled, type Wanted } from './shapes.ts';
import { tableRows } from './table.ts';
import { encodingNamed } from './text.ts';

/** How one system writes what the hub asks for. Names and cells are compared in any case, and with however many blanks. */
export interface Mapping {
  /** By the hub's column, how the system names it. */
  columns: ReadonlyMap<string, string>;
  /** By the hub's column, what the system's values mean. */
  values: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Reads a day as the system writes it. */
  day: (cell: string) => Meaning;
  /** The file names everything that there is: what it does not name has ended. */
  whole: boolean;
  /** As the browsers' standard names it; absent where the files are UTF-8, or say so themselves. */
  encoding?: string;
  /** As it was written. */
  text: string;
}

const parts = ['columns', 'values', 'dates', 'encoding', 'whole'];
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const tokens: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MMM: '(?<name>[a-z]{3})[a-z]*',
  MM: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{1,2})',
};
/** Day 1 of a spreadsheet is the first of January 1900, and it counts a 29 February of that year. */
const dayNought = Date.UTC(1899, 11, 30);

/** The mapping that somebody has written for files of a format. */
export function mappingFor({ name, columns }: Pick<Format, 'name' | 'columns'>, text: string): Mapping {
  if (!columns) throw new UnreadableFile(`A ${name} file is the same everywhere: leave out the mapping.`);
  try {
    return readMapping(text, columns);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile('The mapping is no list of columns and values.');
  }
}

/** What a file does not name is ended, if it is whole: of several, each would end what the others name. */
export function refuseSeveral(mapping: Mapping | undefined, contents: readonly unknown[]): void {
  if (!mapping?.whole || contents.length === 1) return;
  throw new UnreadableFile('The mapping says whole, and this holds several files: put them together in one.');
}

/** Reads a mapping, in YAML or JSON, for a format with these columns. */
export function readMapping(text: string, known: readonly string[]): Mapping {
  const wrong = (what: string) => new UnreadableFile(`In the mapping ${what}.`);
  const document = parseDocument(text);
  if (document.errors[0]) throw wrong(`something is no YAML: ${document.errors[0].message.split('\n')[0]}`);
  if (!isMap(document.contents)) throw wrong(`stands none of ${parts.join(', ')}`);
  const {
    columns = {},
    values = {},
    dates,
    encoding,
    whole = false,
    ...more
  } = document.toJS() as Record<string, unknown>;
  const [unknown] = Object.keys(more);
  if (unknown !== undefined) throw wrong(`stands ${unknown}, and there can be ${parts.join(', ')} only`);
  const columnOf = (name: string) => {
    const column = known.find((one) => columnKey(one) === columnKey(name));
    if (!column) throw wrong(`stands ${name}, and the columns of this format are ${known.join(', ')}`);
    return columnKey(column);
  };
  if (typeof whole !== 'boolean') throw wrong('whole is neither true nor false');
  if (dates !== undefined && typeof dates !== 'string') throw wrong('dates is no text such as DD/MM/YYYY');
  if (typeof dates === 'string' && dates.length > 20) throw wrong('dates is too long');
  if (encoding !== undefined && (typeof encoding !== 'string' || !encodingNamed(encoding)))
    throw wrong('encoding is no name such as windows-1252');
  const table = (name: string, value: unknown) => {
    if (typeof value === 'object' && value && !Array.isArray(value)) return Object.entries(value);
    throw wrong(`${name} is no list of "name: name" lines`);
  };
  return {
    columns: new Map(table('columns', columns).map(([ours, theirs]) => [columnOf(ours), String(theirs)])),
    values: new Map(
      table('values', values).map(([ours, meanings]) => [
        columnOf(ours),
        new Map(table(ours, meanings).map(([theirs, meant]) => [columnKey(theirs), String(meant)])),
      ]),
    ),
    day: dates === undefined ? day : dayAs(dates, wrong),
    whole,
    ...(typeof encoding === 'string' && { encoding }),
    text,
  };
}

/** What a spreadsheet keeps as a day is given so, however the other cells of its column are written. */
const asDay = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?$/;

/** Days as `DD/MM/YYYY`, `D MMM YYYY` or such say, or `serial` as spreadsheets count them; a time after it is passed over. */
function dayAs(form: string, wrong: (what: string) => Error): Mapping['day'] {
  const no = { code: 'NOT_A_DAY' } as const;
  if (form === 'serial') {
    return (cell) => {
      if (asDay.test(cell)) return day(cell);
      if (!/^\d{4,5}(\.\d+)?$/.test(cell)) return no;
      return { value: new Date(dayNought + Math.floor(Number(cell)) * 86_400_000).toISOString().slice(0, 10) };
    };
  }
  const written = form
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/YYYY|MMM|MM|DD/g, (token) => tokens[token] ?? token);
  if (!['year', 'day'].every((part) => written.includes(`<${part}>`)) || !/<(month|name)>/.test(written)) {
    throw wrong(`dates is ${form}: write it with DD, MM or MMM, and YYYY, or serial`);
  }
  const pattern = new RegExp(`^${written}(?:[T ].*)?$`, 'i');
  return (cell) => {
    const parts = pattern.exec(cell.slice(0, 50))?.groups;
    if (!parts && asDay.test(cell)) return day(cell);
    const { year, month, name, day: of } = parts ?? {};
    const number = name === undefined ? month : String(months.indexOf(name.toLowerCase()) + 1);
    const value = `${year}-${number?.padStart(2, '0')}-${of?.padStart(2, '0')}`;
    return isDay(value) ? { value } : no;
  };
}

/** What the file calls one of the hub's columns. */
export const nameIn = (mapping: Mapping | undefined, column: string): string =>
  mapping?.columns.get(columnKey(column)) ?? column;

/** Lines of a CSV file of which the columns and values are called as a mapping says, by the hub's names where it says nothing. */
export async function* mappedLines(
  content: AsyncIterable<Buffer>,
  how: Reading,
  wanted: Wanted,
  factsOf: (cells: Cells, day: Mapping['day']) => Line['facts'] | null,
): AsyncGenerator<Line> {
  const { mapping, encoding = mapping?.encoding } = how;
  const nameOf = (column: string) => nameIn(mapping, column);
  const needed = shapesCalled(wanted, nameOf);
  for await (const { line, cells } of tableRows(content, {
    ...how,
    ...(encoding !== undefined && { encoding }),
    wanted: needed,
  })) {
    const read = lineOf({ line, cells: cells && translated(cells, mapping) }, (row) =>
      factsOf(row, mapping?.day ?? day),
    );
    if (!read) continue;
    yield { ...read, rejects: read.rejects.map((one) => ({ ...one, column: one.column && nameOf(one.column) })) };
  }
}

function translated(cells: ReadonlyMap<string, string>, mapping: Mapping | undefined): ReadonlyMap<string, string> {
  if (!mapping) return cells;
  const row = new Map(cells);
  for (const [ours, theirs] of mapping.columns) {
    const cell = cells.get(columnKey(theirs));
    if (cell === undefined) row.delete(ours);
    else row.set(ours, cell);
  }
  for (const [ours, meanings] of mapping.values) {
    const meant = meanings.get(columnKey(row.get(ours) ?? ''));
    if (meant !== undefined) row.set(ours, meant);
  }
  return row;
}
