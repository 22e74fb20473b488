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
  /** False where nobody asked for a cursor: sealing one costs more than reading its row. */
  cursors?: boolean;
}

/** A page from the rows that were read for it. */
export function pageOf<Row>({ rows, first, totalCount, after, cursorOf, cursors = true }: RowsOfPage<Row>): Page<Row> {
  const nodes = rows.slice(0, first);
  const edges = nodes.map((node) => ({ cursor: cursors ? cursorOf(node) : '', node }));
  return {
    totalCount,
    nodes,
    edges,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: Boolean(after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
