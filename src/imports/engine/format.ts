import type { ClientBase } from 'pg';
import type { RecordKeys } from '../../access/record/sealing/keys.ts';
import type { FileOwner } from '../../shared/file-formats.ts';
import type { RejectCode } from '../../shared/reject-catalogue.ts';
import type { Mapping } from '../input/mapping.ts';
import type { Slice } from './slices.ts';

/** One thing that a line of a file says: the cells as text that PostgreSQL reads, in the order that the format's merge knows. */
export interface Fact {
  /** What is said, such as `location`. A line says each kind of fact once. */
  kind: string;
  cells: readonly (string | null)[];
}

/** Why a line, or one of its columns, was not taken. */
export interface Reject {
  line: number;
  /** As the file names it; null where the whole line is meant. */
  column: string | null;
  code: RejectCode;
}

/** What one line of a file comes to. A line that is rejected says nothing. */
export interface Line {
  /** Counted from 1, the header included. */
  line: number;
  /** What or whom it is about, as far as that can be read: of a person the NHS number, by which what waits is erased. */
  about?: string | null;
  facts: readonly Fact[];
  rejects: readonly Omit<Reject, 'line'>[];
  /** Of a format that passes over lines: by what it knows those that it keeps, as far as that can be read. */
  signs?: readonly (string | null)[];
}

/** What is changed and ended, of so many rows that stood before. */
export interface Share {
  changed: number;
  ended: number;
  stood: number;
}

/** What a merge did, in rows of the hub. */
export interface Outcome extends Share {
  added: number;
  /** As the hub knows it already. */
  unchanged: number;
  /** By name, where there are rows of several kinds: few of the one must not hide that most of the other end. Not of slices. */
  kinds?: Readonly<Record<string, Share>>;
}

/** How a file is to be read, where it does not say so itself. */
export interface Reading {
  /** As the browsers' standard names it, such as `windows-1252`. */
  encoding?: string;
  /** How the system that wrote it names and writes what the hub asks for. */
  mapping?: Mapping;
  /** In bytes, as far as that is known. */
  size?: number;
  /** To so many bytes a workbook may unpack; absent where it may to any. */
  mostUnpacked?: number;
  /** The moment as of which the file speaks, for what in it does not say of itself when that was so. */
  asOf?: Date;
  /** The code of the organisation whose file it is, for what says of itself whose it is. */
  owner?: string;
  /** Is told how much of it has been read, as a share of the whole. */
  seen?(share: number): void;
  /** Is told how many more lines now wait to be merged. */
  staged?(lines: number): void;
  /** Is told that all is read, and how many of so many steps of the merge are done: of one in a single transaction none before its end. */
  merging?(done: number, of: number): void;
}

/** How it is to be brought into the hub's tables. */
export interface Merging extends Reading {
  /** By which it is known who was erased: no file brings them back. */
  keys: RecordKeys;
}

/** A kind of file that the hub takes. */
export interface Format extends FileOwner {
  name: string;
  /** For the list of formats in the command's help. */
  description: string;
  /** Which fields the file fills in place of a mutation, where it does not stay with those that the clause names anyway. */
  fills?: Readonly<Record<string, readonly string[]>>;
  /** The columns that a mapping may call otherwise; absent where the files are the same everywhere. */
  columns?: readonly string[];
  /** Reads a file line by line; what is wrong with the whole of it is an `UnreadableFile`. */
  read(content: AsyncIterable<Buffer>, how: Reading): AsyncIterable<Line>;
  /**
   * Of a file that is mostly about people whom the hub must not know: which lines are about those whom it may, by their
   * numbers. The others are counted, and nothing of them waits or is told. Absent where every line may wait.
   */
  concerning?(client: ClientBase, lines: readonly Line[], how: Merging): Promise<ReadonlySet<number>>;
  /** The format whose merge it shares, if not its own: of these one file is merged at a time. */
  mergedAs?: string;
  /** Whether its merge can work on some people at a time; absent where it needs all lines at once. */
  slices?: Slices;
  /**
   * Brings what was staged into the hub's tables, in the importer's role, within the caller's transaction. A format with slices
   * looks at nobody but the people of `slice`, which it holds itself (`hub.hold_numbers`); what stood is of all nonetheless.
   */
  merge(client: ClientBase, importId: string, how: Merging, slice: Slice): Promise<Outcome>;
}

/** A kind of file by which organisations of several agencies say different things: for each agency a format of its own. */
export interface SharedFormat extends Pick<Format, 'name' | 'description' | 'columns'> {
  each: readonly Format[];
}

/** How a format is merged in slices of people, so that whoever writes about one of them waits for a slice and not for the file. */
export interface Slices {
  /** About so many lines are merged in the first transaction; in the next ones more, as long as that is quick. */
  lines: number;
  /**
   * Refuses what needs nobody to wait, such as lines about people whom the hub does not know, in a transaction of its own. Gives the
   * most that the others can change and end, so that a file of which little can come need not be tried as a whole.
   */
  before?(client: ClientBase, importId: string, how: Reading): Promise<Outcome>;
}

/** A file of which nothing can be taken, in a sentence that says what to do. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile';
}
