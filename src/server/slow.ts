/** What is told of an operation that took long: names of the graph and SQL of ours, in which every value is a parameter. */
export interface SlowOperation {
  requestId: string;
  agency: string;
  purpose: string;
  /** Root fields. */
  operation: string;
  /** From when it began to be answered until all was read and written. */
  milliseconds: number;
  /** Of these, waiting for a connection. */
  waited: number;
  /** The statements that took longest. */
  statements: { sql: string; milliseconds: number }[];
}

/** From how many milliseconds on an operation is told, and to whom. */
export interface SlowOperations {
  milliseconds: number;
  tell(slow: SlowOperation): void;
}

const mostStatements = 10;

/** The times of one operation's statements. */
export class OperationTimes {
  readonly #began = performance.now();
  readonly #statements: { sql: string; milliseconds: number }[] = [];
  #waited = 0;

  /** One statement: its text, how long it took, and how long it waited for a connection before. */
  readonly add = (sql: string, milliseconds: number, waited = 0): void => {
    this.#statements.push({ sql, milliseconds });
    this.#waited += waited;
  };

  /** Tells of the operation, if it took long. */
  end(
    { milliseconds, tell }: SlowOperations,
    named: () => Pick<SlowOperation, 'requestId' | 'agency' | 'purpose' | 'operation'>,
  ): void {
    const took = performance.now() - this.#began;
    if (took < milliseconds) return;
    const slowest = this.#statements.toSorted((one, other) => other.milliseconds - one.milliseconds);
    const statements = slowest
      .slice(0, mostStatements)
      .map(({ sql, milliseconds }) => ({ sql: sql.replace(/\s+/g, ' ').trim(), milliseconds: tenths(milliseconds) }));
    tell({ ...named(), milliseconds: tenths(took), waited: tenths(this.#waited), statements });
  }
}

const tenths = (milliseconds: number) => Math.round(milliseconds * 10) / 10;
