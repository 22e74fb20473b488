/**
 * What a backup says first. The rest is data as PostgreSQL's COPY writes it, table after table, and a last line that says
 * that this was all: text from beginning to end, which is packed and sealed on its way to the file.
 */
export interface Header {
  format: typeof format;
  /** Not the whole database, but what is to be said again after one from before is restored. */
  part: boolean;
  takenAt: string;
  /** The release of PostgreSQL that it was taken from, for people. */
  server: string;
  /** Names of the migrations that had made the tables. */
  migrations: string[];
  /** In an order in which rows find those that they refer to. */
  tables: Table[];
  /** What numbers are drawn from, with where each of them stood. */
  counters: Counter[];
}

/** Names are quoted, and a table's has its schema. */
export interface Table {
  name: string;
  columns: string[];
}

export interface Counter {
  name: string;
  last: string;
  called: boolean;
}

/** How many rows there were of each table, in the order of the header. */
export interface Trailer {
  rows: number[];
}

export const format = 'caregraph backup 1';

const opening = '-- CareGraph backup ';
const closing = '-- That was all ';

export const headerLine = (header: Header): string => `${opening}${JSON.stringify(header)}\n`;
export const trailerLine = (trailer: Trailer): string => `${closing}${JSON.stringify(trailer)}\n`;
export const tableLine = ({ name, columns }: Table): string => `copy ${name} (${columns.join(', ')}) from stdin;\n`;
export const endOfRows = '\\.\n';

export const headerOf = (line: string): Header | undefined => said<Header>(line, opening);
export const trailerOf = (line: string): Trailer | undefined => said<Trailer>(line, closing);

function said<T>(line: string, beginning: string): T | undefined {
  return line.startsWith(beginning) ? (JSON.parse(line.slice(beginning.length)) as T) : undefined;
}

/** In text, COPY writes one line a row: breaks within a value are escaped. */
export function linesIn(chunk: Uint8Array): number {
  let lines = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
  return lines;
}
