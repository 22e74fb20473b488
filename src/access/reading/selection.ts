import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  getNamedType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** What a caller asked of one type: field names with their nodes, fragments expanded, aliases merged. */
export interface Selection {
  fields: ReadonlyMap<string, readonly FieldNode[]>;
}

/** What a caller asked of a connection. */
export interface ConnectionSelection {
  nodes: Selection;
  total: boolean;
  /** Cursors are made only when asked for. */
  cursors: boolean;
  rows: boolean;
}

type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;
type Nodes = readonly FieldNode[];
type Info = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'returnType'>;

/** Selections are worked out once per document: field nodes of a cached document stay the same objects. */
function remembered<T>(work: (info: Info) => T): (info: Info) => T {
  const known = new WeakMap<FieldNode, { nodes: Nodes; typeName: string; result: T }[]>();
  return (info) => {
    const first = info.fieldNodes[0] as FieldNode;
    const typeName = getNamedType(info.returnType).name;
    const found = known.get(first) ?? [];
    const hit = found.find((entry) => entry.typeName === typeName && sameNodes(entry.nodes, info.fieldNodes));
    if (hit) return hit.result;
    const result = work(info);
    known.set(first, [...found, { nodes: [...info.fieldNodes], typeName, result }]);
    return result;
  };
}

function sameNodes(one: Nodes, other: Nodes): boolean {
  return one.length === other.length && one.every((node, place) => node === other[place]);
}

/** The selection of a field that returns one record, or a plain list of them. `@skip` and `@include` are not applied. */
export const selectionOf = remembered((info) => ({ fields: collect(info.fieldNodes, info.fragments) }));

const known = new WeakMap<FieldNode, Selection>();

/** The selection of a node of a flat operation that returns one record of one type. */
export function selectionUnder(node: FieldNode): Selection {
  let selection = known.get(node);
  if (!selection) {
    selection = { fields: collect([node], {}) };
    known.set(node, selection);
  }
  return selection;
}

/** The selection of one of the types that `node` may return. */
export function selectionOn(info: Info, typeName: string): Selection {
  return { fields: collect(info.fieldNodes, info.fragments, typeName) };
}

/** The selection of a field that returns the change of one record. */
export const changeSelectionOf = remembered(({ fieldNodes, fragments }) => ({
  fields: collect(collect(fieldNodes, fragments).get('node') ?? [], fragments),
}));

/** The selection of a field that returns a connection. */
export const connectionSelectionOf = remembered((info): ConnectionSelection => {
  const { fragments } = info;
  const fields = collect(info.fieldNodes, fragments);
  const edges = collect(fields.get('edges') ?? [], fragments);
  const nodes = collect([...(fields.get('nodes') ?? []), ...(edges.get('node') ?? [])], fragments);
  const page = collect(fields.get('pageInfo') ?? [], fragments);
  return {
    nodes: { fields: nodes },
    total: fields.has('totalCount'),
    cursors: edges.has('cursor') || page.has('endCursor') || page.has('startCursor'),
    rows: fields.has('edges') || fields.has('nodes') || fields.has('pageInfo'),
  };
});

/** Fields under `nodes`. Where `typeName` is given, fragments on other types are left out. */
function collect(nodes: Nodes, fragments: Fragments, typeName?: string): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const visit = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        fields.set(name, [...(fields.get(name) ?? []), selection]);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
      const condition = fragment?.typeCondition?.name.value;
      if (typeName && condition && condition !== typeName && condition !== 'Node') continue;
      visit(fragment?.selectionSet);
    }
  };
  for (const node of nodes) visit(node.selectionSet);
  return fields;
}
