import type { Edge } from './reader.ts';

/** How a column's value becomes a GraphQL value. Dates leave PostgreSQL as text, so that no time zone touches them. */
export type ValueKind = 'plain' | 'date' | 'timestamp' | 'number';

/** One field of a subject and the expression that reads it. `alias` is the table's alias in the statement. */
export interface FieldShape {
  kind: ValueKind;
  /** Columns that the expression reads: what a role must be granted. */
  columns: readonly string[];
  expression(alias: string): string;
}

/** Something that may be true of a record for one organisation. */
export interface RecordBitShape {
  bit: number;
  /** Columns that the test reads. */
  columns: readonly string[];
  /** SQL, given the table's alias and SQL of the organisation that asks. */
  test(alias: string, organisation: string): string;
}

/** A personal subject as the database knows it; derived from entity metadata and the graph. */
export interface SubjectShape {
  subject: string;
  /** Qualified and quoted, e.g. `public.hospital_stay`. */
  table: string;
  /** The column that names the resident: `id` for Resident, `resident_id` for all others. */
  resident: string;
  /** How each record bit is read, such as author: `t.author_id = $organisation`. */
  recordBits: readonly RecordBitShape[];
  /** Who adds and changes rows: agencies by themselves, as the agreement says, or functions that they may run. */
  writtenBy: 'agencies' | 'functions';
  /** No objection takes a record of this subject from the organisation that wrote it. */
  authorKeeps: boolean;
  /** Columns by which records of this subject hang on another personal record, e.g. `placement_id`. */
  keys: readonly string[];
  fields: ReadonlyMap<string, FieldShape>;
  /** Fields that lead to another record or list; they are loaded apart. Target is a subject or a public type. */
  edges: ReadonlyMap<string, EdgeShape>;
}

export interface EdgeShape {
  target: string;
  /** True if the target is a personal subject: then its own clauses open or close the edge. */
  personal: boolean;
  /** The foreign key that a to-one edge reads, if it is in the row. */
  key?: FieldShape;
  /** How the one record is found that belongs to a row alone, if it is read together with the row. */
  one?: Edge;
}

/** Every personal subject of the hub by name. */
export type Shapes = ReadonlyMap<string, SubjectShape>;
