import { createRequire } from 'node:module';
import type { CustomTypesConfig, PoolClient, Submittable } from 'pg';

/** How the driver writes values, which it exports nowhere else. */
const { prepareValue } = createRequire(import.meta.url)('pg/lib/utils') as { prepareValue(value: unknown): unknown };

/** A statement that a connection prepares when it is first sent, and knows by its name from then on. */
export interface Prepared {
  name: string;
  text: string;
  values: readonly unknown[];
  /** How its values are read, if otherwise than everywhere. */
  types?: CustomTypesConfig | undefined;
}

type Row = Record<string, unknown>;
type Parse = (value: string) => unknown;
type Read = (fields: readonly (string | null)[]) => Row;
interface Column {
  name: string;
  dataTypeID: number;
}
/** What a connection knows of a statement; its columns once PostgreSQL has described them. */
interface Known {
  sentAs: string;
  columns: readonly Column[] | undefined;
  readers: Map<CustomTypesConfig | undefined, Read>;
}
/** Told of each statement that has succeeded, by its place, whatever becomes of the others. */
type Heard = (place: number, rows: Row[]) => void;
/** The part of the driver's connection that speaks the protocol. */
interface Protocol {
  parse(statement: { name: string; text: string }): void;
  bind(statement: { statement: string; values: readonly unknown[] }): void;
  describe(what: { type: 'P'; name: '' }): void;
  execute(): void;
  sync(): void;
}

/** What a connection has prepared, and how many names were sent in an exchange that failed: PostgreSQL may know them or not. */
interface Preparations {
  known: Map<string, Known>;
  lost: number;
}

const preparations = new WeakMap<PoolClient, Preparations>();

/** How many statements a connection has prepared: PostgreSQL keeps each for as long as the connection lives. */
export function preparedOn(client: PoolClient): number {
  const { known, lost } = preparations.get(client) ?? { known: new Map(), lost: 0 };
  return known.size + lost;
}

/**
 * Statements that go to PostgreSQL together and are answered together: none of them runs if one before it fails. `pg`
 * asks for an answer after each statement and has each described anew, which costs both sides as much as the rows of a
 * small question. The connection must be pipelined.
 */
export class Exchange implements Submittable {
  /** The driver calls it if the connection breaks before anything is sent. */
  callback = (error: unknown): void => this.handleError(error);
  readonly #client: PoolClient;
  readonly #heard: Heard | undefined;
  readonly #statements: readonly Prepared[];
  readonly #prepared: Preparations;
  readonly #sent: Known[] = [];
  readonly #new: string[] = [];
  readonly #rows: Row[][] = [[]];
  readonly #answered = Promise.withResolvers<Row[][]>();
  #read: Read = () => ({});
  #broken: unknown;

  private constructor(client: PoolClient, statements: readonly Prepared[], heard?: Heard) {
    this.#client = client;
    this.#heard = heard;
    // Before anything is sent: half an exchange would be answered by nobody.
    this.#statements = statements.map((one) => ({ ...one, values: one.values.map(prepareValue) }));
    this.#prepared = preparations.get(client) ?? { known: new Map(), lost: 0 };
    preparations.set(client, this.#prepared);
  }

  /** The rows of each statement. */
  static async send(client: PoolClient, statements: readonly Prepared[], heard?: Heard): Promise<Row[][]> {
    return client.query(new Exchange(client, statements, heard)).#answered.promise;
  }

  submit(connection: unknown): void {
    const protocol = connection as Protocol;
    const { known: all, lost } = this.#prepared;
    for (const { name, text, values } of this.#statements) {
      let known = all.get(name);
      if (!known) {
        known = { sentAs: lost ? `${name} ${lost}` : name, columns: undefined, readers: new Map() };
        all.set(name, known);
        this.#new.push(name);
        protocol.parse({ name: known.sentAs, text });
      }
      this.#sent.push(known);
      protocol.bind({ statement: known.sentAs, values });
      if (!known.columns) protocol.describe({ type: 'P', name: '' });
      protocol.execute();
    }
    protocol.sync();
  }

  handleRowDescription({ fields }: { fields: readonly Column[] }): void {
    const known = this.#sent[this.#place];
    if (known) known.columns = fields.map(({ name, dataTypeID }) => ({ name, dataTypeID }));
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const rows = this.#rows[this.#place] as Row[];
    if (!rows.length) this.#read = this.#readerFor(this.#sent[this.#place]?.columns ?? []);
    try {
      rows.push(this.#read(fields));
    } catch (error) {
      this.#broken ??= error;
    }
  }

  handleCommandComplete(): void {
    const known = this.#sent[this.#place];
    // BEGIN and its like have none, and are not asked again.
    if (known) known.columns ??= [];
    this.#heard?.(this.#place, this.#rows[this.#place] as Row[]);
    this.#rows.push([]);
  }

  handleEmptyQuery(): void {
    this.#rows.push([]);
  }

  handlePortalSuspended(): void {}

  handleReadyForQuery(): void {
    if (this.#broken) this.#answered.reject(this.#broken);
    else this.#answered.resolve(this.#rows);
  }

  handleError(error: unknown): void {
    for (const name of this.#new) this.#prepared.known.delete(name);
    this.#prepared.lost += this.#new.length;
    this.#answered.reject(error);
  }

  /** The number of the statement that is being answered. */
  get #place(): number {
    return this.#rows.length - 1;
  }

  #readerFor(columns: readonly Column[]): Read {
    const known = this.#sent[this.#place];
    const types = this.#statements[this.#place]?.types;
    const made = known?.readers.get(types);
    if (made) return made;
    const parserOf = (type: number): Parse =>
      (types ?? (this.#client as unknown as CustomTypesConfig)).getTypeParser(type, 'text') as Parse;
    const read = reader(
      columns.map(({ name }) => name),
      columns.map(({ dataTypeID }) => parserOf(dataTypeID)),
    );
    known?.readers.set(types, read);
    return read;
  }
}

/** Rows are many and read one by one: nothing is made for a row but the row. */
function reader(names: readonly string[], parsers: readonly Parse[]): Read {
  return (fields) => {
    const row: Row = {};
    for (let place = 0; place < names.length; place++) {
      const text = fields[place] ?? null;
      row[names[place] as string] = text === null ? null : (parsers[place] as Parse)(text);
    }
    return row;
  };
}
