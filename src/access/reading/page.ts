/** One page of a list, in the form in which the graph shows it. */
export interface Page<Row> {
  totalCount: number;
  nodes: Row[];
  edges: { cursor: string; node: Row }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

/** A forward page as callers ask for it. */
export interface PageArguments {
  first: number;
  after?: string | null;
}

interface RowsOfPage<Row> {
  /** Up to `first` + 1 rows: one more than asked for tells that there is a next page. */
  rows: readonly Row[];
  first: number;
  totalCount: number;
  after?: string | null | undefined;
  cursorOf(row: Row): string;
}

/** A page from the rows that were read for it. */
export function pageOf<Row>(parts: RowsOfPage<Row>): Page<Row> {
  return new ReadPage(parts);
}

/** Cursors are sealed when they are read: that costs more than reading a row. */
class ReadPage<Row> implements Page<Row> {
  readonly totalCount: number;
  readonly nodes: Row[];
  readonly #parts: RowsOfPage<Row>;

  constructor(parts: RowsOfPage<Row>) {
    this.totalCount = parts.totalCount;
    this.nodes = parts.rows.slice(0, parts.first);
    this.#parts = parts;
  }

  get edges() {
    const { cursorOf } = this.#parts;
    return this.nodes.map((node) => ({
      get cursor() {
        return cursorOf(node);
      },
      node,
    }));
  }

  get pageInfo() {
    const { rows, first, after } = this.#parts;
    const cursorAt = (place: number) => this.#cursorAt(place);
    return {
      hasNextPage: rows.length > first,
      hasPreviousPage: Boolean(after),
      get startCursor() {
        return cursorAt(0);
      },
      get endCursor() {
        return cursorAt(-1);
      },
    };
  }

  #cursorAt(place: number): string | null {
    const node = this.nodes.at(place);
    return node === undefined ? null : this.#parts.cursorOf(node);
  }
}
