import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

type Answered = Record<string, unknown>;
export type Cells = Map<string, number>;

interface Reading {
  schema: GraphQLSchema;
  /** Types of records about residents. */
  personal: ReadonlySet<string>;
  /** Whose record an id of an answer names. */
  residentOf(id: string): string;
}

/** The same question, asking besides what each record and each node is. */
export function asIdentified(document: string, { schema, personal }: Reading): string {
  const types = new TypeInfo(schema);
  const asked = (name: string): FieldNode => ({ kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } });
  const identified = visit(
    parse(document),
    visitWithTypeInfo(types, {
      SelectionSet: {
        leave(node) {
          const parent = types.getParentType();
          const more = [
            ...(parent && (isAbstractType(parent) || personal.has(parent.name)) ? [asked('id')] : []),
            ...(isAbstractType(parent) ? [asked('__typename')] : []),
          ];
          return more.length ? { ...node, selections: [...node.selections, ...more] } : undefined;
        },
      },
    }),
  );
  return print(identified);
}

/**
 * The cells in an answer: by resident, place, type, field and form, in how many records. Read from question and answer
 * alone. Every planted field has a value, so that a null is a cell that was withheld; a date of four digits is a year.
 */
export function cellsIn(document: string, data: Answered, reading: Reading): Cells {
  const { schema, personal, residentOf } = reading;
  const parsed = parse(document);
  const cells: Cells = new Map();
  const count = (resident: string, path: string, type: string, field: string, value: unknown) => {
    const form = typeof value === 'string' && /^\d{4}$/.test(value) ? 'year' : 'clear';
    const key = [resident, path, type, field, form].join(' ');
    cells.set(key, (cells.get(key) ?? 0) + 1);
  };

  function walk(type: GraphQLObjectType, sets: readonly SelectionSetNode[], value: Answered, path: string): void {
    const asked = collect(parsed, schema, type, sets);
    if (type.name.endsWith('Connection')) {
      walkPage(type, asked, value, path);
      return;
    }
    if (personal.has(type.name)) {
      const resident = residentOf(String(value.id));
      // A field that was asked under several names is one cell.
      const shown = new Map<string, unknown>();
      for (const [name, nodes] of asked) {
        const field = (nodes[0] as FieldNode).name.value;
        const leads = typeOf(type, field)?.name.replace(/Connection$/, '') ?? '';
        if (['__typename', 'withheld'].includes(field) || personal.has(leads)) continue;
        if (value[name] !== null) shown.set(field, value[name]);
      }
      for (const [field, one] of shown) count(resident, path, type.name, field, one);
    }
    for (const [name, nodes] of asked) {
      const field = (nodes[0] as FieldNode).name.value;
      follow(type, field, nodes, value[name], path ? `${path}.${field}` : field);
    }
  }

  /** Records of a page are the same by `nodes` and by `edges`: what is asked of them anywhere is asked of them. */
  function walkPage(type: GraphQLObjectType, asked: Map<string, FieldNode[]>, value: Answered, path: string): void {
    const rows = new Map<unknown, [FieldNode[], Answered][]>();
    const add = (nodes: FieldNode[], row: Answered) =>
      rows.set(row.id ?? row, [...(rows.get(row.id ?? row) ?? []), [nodes, row]]);
    for (const [name, nodes] of asked) {
      const field = (nodes[0] as FieldNode).name.value;
      if (field === 'nodes') for (const row of value[name] as Answered[]) add(nodes, row);
      if (field !== 'edges') continue;
      const edge = typeOf(type, 'edges') as GraphQLObjectType;
      const ofEdge = collect(parsed, schema, edge, setsOf(nodes));
      for (const one of value[name] as Answered[]) {
        for (const [inner, innerNodes] of ofEdge)
          if (innerNodes[0]?.name.value === 'node') add(innerNodes, one[inner] as Answered);
      }
    }
    const row = typeOf(type, 'nodes') as GraphQLObjectType;
    for (const seen of rows.values()) {
      // The first by which it is seen stands for the cells of all; what hangs on it hangs on each.
      const merged: Answered = {};
      const parts = seen.map(([nodes, one], n) => renamed(collect(parsed, schema, row, setsOf(nodes)), one, n, merged));
      walk(row, [{ kind: Kind.SELECTION_SET, selections: parts.flat() }], merged, path);
    }
  }

  function follow(parent: GraphQLObjectType, field: string, nodes: FieldNode[], value: unknown, path: string): void {
    const type = parent.getFields()[field]?.type;
    const target = type && getNamedType(type);
    if (!target || !isCompositeType(target)) return;
    for (const one of (Array.isArray(value) ? value : [value]) as (Answered | null)[]) {
      if (!one) continue;
      const runtime = isObjectType(target) ? target : (schema.getType(String(one.__typename)) as GraphQLObjectType);
      walk(runtime, setsOf(nodes), one, path);
    }
  }

  walk(schema.getQueryType() as GraphQLObjectType, [operationOf(parsed).selectionSet], data, '');
  return cells;
}

/** Fields of one way by which a record is seen, under names that no other way uses. */
function renamed(asked: Map<string, FieldNode[]>, row: Answered, way: number, into: Answered): FieldNode[] {
  return [...asked].flatMap(([name, nodes]) => {
    const alias = name === 'id' ? name : `w${way}${name}`;
    into[alias] = row[name];
    return nodes.map((node): FieldNode => ({ ...node, alias: { kind: Kind.NAME, value: alias } }));
  });
}

function collect(
  document: DocumentNode,
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): Map<string, FieldNode[]> {
  const found = new Map<string, FieldNode[]>();
  for (const { selections } of sets) {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        found.set(name, [...(found.get(name) ?? []), selection]);
      } else {
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(document, selection.name.value);
        const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
        const applies =
          !condition || condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
        if (!applies) continue;
        for (const [name, nodes] of collect(document, schema, type, [fragment.selectionSet]))
          found.set(name, [...(found.get(name) ?? []), ...nodes]);
      }
    }
  }
  return found;
}

function fragmentOf({ definitions }: DocumentNode, name: string): FragmentDefinitionNode {
  const found = definitions.find((one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name);
  return found as FragmentDefinitionNode;
}
const setsOf = (nodes: readonly FieldNode[]) => nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
const typeOf = (type: GraphQLObjectType, field: string) => {
  const found = type.getFields()[field];
  return found && getNamedType(found.type);
};
const operationOf = ({ definitions }: DocumentNode) => definitions[0] as OperationDefinitionNode;
