import { createHash } from 'node:crypto';
import {
  type FieldNode,
  type GraphQLOutputType,
  getNamedType,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** Where a question asks for records about residents. In names of the graph only: nothing that a client wrote. */
export interface Place {
  /** Field names from the root, `residents.incidents`; one that is asked again beside itself is `incidents[1]`. */
  readonly path: string;
  /** The subject, or another type whose rows are about a resident. */
  readonly type: string;
  /** The fields asked of each record, in alphabetical order. */
  readonly fields: readonly string[];
  /** Whether the number of all records was asked. */
  readonly total?: true;
}

/** What an operation asks, without its literals, its aliases and the order of its fields within a record. */
export interface RecordPlan {
  /** Of agency and text; null if nothing about residents is asked. */
  readonly hash: Buffer | null;
  readonly agency: string;
  readonly text: string;
  /** Root fields, in the order in which they are first mentioned. */
  readonly operation: string;
  readonly places: readonly Place[];
  /** The number of the place that a node of the operation is, for rows of a type; undefined if it is none. */
  placeOf(node: FieldNode, type: string): number | undefined;
}

/** What is kept of a plan in the database. */
export type KeptPlan = Pick<RecordPlan, 'operation' | 'places'>;

interface Asked {
  definition: OperationDefinitionNode;
  fieldOf(node: FieldNode): { type: GraphQLOutputType };
}

/** Types about residents that are no subjects: rows that an organisation keeps, or is told, explanations of access, and entries of this record. */
export const ownTypes: readonly string[] = [
  'PrivacyAlert',
  'Claim',
  'SafeguardingReport',
  'SafeguardingRelease',
  'PlacementRequest',
  'MatchCandidate',
  'AccessExplanation',
  'AccessEvent',
  'FundingPeriod',
  'FundingTotals',
];

/** Whether nothing was asked of records there but safeguarding concerns, of which a privacy officer is told nothing. */
export const asksForConcernsAlone = ({ type, fields }: Pick<Place, 'type' | 'fields'>): boolean =>
  type === 'SafeguardingConcern' ||
  (fields.includes('safeguardingConcerns') && fields.every((field) => aboutConcerns.has(field)));
const aboutConcerns = new Set(['safeguardingConcerns', 'withheld']);

/** Makes the plans of one agreement's operations, once for each. `personal` are the subjects about residents. */
export class RecordPlans {
  readonly #known = new WeakMap<OperationDefinitionNode, RecordPlan>();
  readonly #types: ReadonlySet<string>;

  constructor(personal: Iterable<string>) {
    this.#types = new Set([...personal, ...ownTypes]);
  }

  of(asked: Asked, agency: string): RecordPlan {
    let plan = this.#known.get(asked.definition);
    if (!plan) {
      plan = planOf(asked, agency, this.#types);
      this.#known.set(asked.definition, plan);
    }
    return plan;
  }
}

function planOf({ definition, fieldOf }: Asked, agency: string, types: ReadonlySet<string>): RecordPlan {
  const places: Place[] = [];
  const numbers = new Map<FieldNode, Map<string, number>>();

  function place(node: FieldNode, type: string, path: string, nodes: readonly FieldNode[], total: boolean): void {
    const fields = [...new Set(nodes.map(({ name }) => name.value))].filter((name) => name !== '__typename').sort();
    const byType = numbers.get(node) ?? new Map<string, number>();
    numbers.set(node, byType.set(type, places.length));
    places.push({ path, type, fields, ...(total && { total }) });
  }

  /** Visits fields that stand beside each other in the plan, though perhaps under several aliases in the question. */
  function visitAll(nodes: readonly FieldNode[], path: string): void {
    const before = new Map<string, number>();
    for (const node of nodes) {
      const name = node.name.value;
      const times = before.get(name) ?? 0;
      before.set(name, times + 1);
      if (!node.selectionSet || name.startsWith('__')) continue;
      visit(node, `${path && `${path}.`}${name}${times ? `[${times}]` : ''}`);
    }
  }

  function visit(node: FieldNode, path: string): void {
    const type = getNamedType(fieldOf(node).type);
    for (const [name, children] of selectionsOn(node, type.name, isAbstractType(type))) {
      const around = /Connection$|Change$/.test(name);
      const rows = around ? rowsOf(children) : children;
      const of = around ? name.replace(/Connection$|Change$/, '') : name;
      if (types.has(of)) {
        place(node, of, path, rows, around && children.some((child) => child.name.value === 'totalCount'));
      }
      visitAll(rows, path);
    }
  }

  const roots = fieldsIn(definition.selectionSet);
  visitAll(roots, '');
  const operation = [...new Set(roots.map(({ name }) => name.value))].join(',');
  const text = planText({ operation, places });
  const hash = places.length ? planHash(agency, text) : null;
  return { hash, agency, text, operation, places, placeOf: (node, type) => numbers.get(node)?.get(type) };
}

/** Written the same way whatever order its parts came in, as they do when the database gives a plan back. */
export const planText = ({ operation, places }: KeptPlan): string =>
  JSON.stringify({
    operation,
    places: places.map(({ path, type, fields, total }) => ({ path, type, fields, ...(total && { total }) })),
  });

export const planHash = (agency: string, text: string): Buffer =>
  createHash('sha256').update(`${agency} ${text}`).digest();

/** What is selected of a field's value, by its type: an interface has a selection for each possible type. */
function selectionsOn({ selectionSet }: FieldNode, type: string, abstract: boolean): [string, FieldNode[]][] {
  if (!abstract) return [[type, fieldsIn(selectionSet)]];
  return (selectionSet?.selections ?? []).flatMap((selection): [string, FieldNode[]][] =>
    selection.kind === Kind.INLINE_FRAGMENT && selection.typeCondition
      ? [[selection.typeCondition.name.value, fieldsIn(selection.selectionSet)]]
      : [],
  );
}

/** What is asked of the records of a page, be it by `nodes` or by `edges`: they are the same records. Of a change, by `node`. */
function rowsOf(fields: readonly FieldNode[]): FieldNode[] {
  const under = (name: string, of: readonly FieldNode[]) =>
    of.filter((field) => field.name.value === name).flatMap(({ selectionSet }) => fieldsIn(selectionSet));
  return [...under('nodes', fields), ...under('node', fields), ...under('node', under('edges', fields))];
}

function fieldsIn(selectionSet: SelectionSetNode | undefined): FieldNode[] {
  return (selectionSet?.selections ?? []).filter((selection): selection is FieldNode => selection.kind === Kind.FIELD);
}
