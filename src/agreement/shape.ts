/** One field of the graph as the check of an agreement needs it. Connections are seen through: `type` is their node's. */
export interface FieldShape {
  readonly type: string;
  /** Leads to a record about a resident: open where that record is, so no clause decides it. */
  readonly personal: boolean;
  readonly list: boolean;
  /** A partial date, which may be shown as its year. */
  readonly date: boolean;
}

export interface TypeShape {
  readonly personal: boolean;
  readonly interfaces: readonly string[];
  readonly fields: ReadonlyMap<string, FieldShape>;
}

/** The graph in plain words, so that the agreement knows names and never entities. */
export interface GraphShape {
  readonly types: ReadonlyMap<string, TypeShape>;
  readonly queries: ReadonlyMap<string, FieldShape>;
  /** Interfaces of the graph with their fields; only `Node { id }` is allowed. */
  readonly interfaces: ReadonlyMap<string, readonly string[]>;
  readonly enumerations: ReadonlyMap<string, readonly string[]>;
}
