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

/** A page from the rows that were read for it. Cursors are sealed when they are read: that costs more than reading a row. */
export function pageOf<Row>({ rows, first, totalCount, after, cursorOf }: RowsOfPage<Row>): Page<Row> {
  const nodes = rows.slice(0, first);
  const cursorAt = (place: number) => {
    const node = nodes.at(place);
    return node === undefined ? null : cursorOf(node);
  };
  return {
    totalCount,
    nodes,
    get edges() {
      return nodes.map((node) => ({
        get cursor() {
          return cursorOf(node);
        },
        node,
      }));
    },
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: Boolean(after),
      get startCursor() {
        return cursorAt(0);
      },
      get endCursor() {
        return cursorAt(-1);
      },
    },
  };
}
