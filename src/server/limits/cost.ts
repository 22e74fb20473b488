import {
  __Schema,
  __Type,
  type FieldNode,
  type GraphQLOutputType,
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { Refusal } from '../../shared/refusals.ts';
import type { SchemaField } from '../operation.ts';
import { type Limits, within } from './limits.ts';

type ArgumentsOf = (node: FieldNode) => Readonly<Record<string, unknown>>;

const pageArguments = ['first', 'last'];

/** About as many as a schema of ours has, so that introspection is costed like any other question. */
const introspectionSizes = new Map<unknown, number>([
  [__Schema.getFields().types, 150],
  [__Type.getFields().fields, 10],
]);

/** What the cost of a field depends on besides the values of its arguments. */
interface CostedField {
  node: FieldNode;
  name: string;
  weight: number;
  isList: boolean;
  /** Items of a list that no page limits. */
  listSize: number;
  pages: readonly string[];
  maximumPage: number;
  selected: CostedSet;
}

interface CostedSet {
  fields: readonly CostedField[];
  /** Of these only one counts: an object is of one type. */
  alternatives: readonly CostedSet[];
}

/**
 * Costs a flat operation: the objects that its answer may hold at most. A list counts its page size times what one item
 * holds, and the page size of a connection counts for the lists directly within it (`nodes`, `edges`). Leaves are free,
 * because their number per object is limited by the document. A field can say otherwise in its extensions: `cost` (of
 * one value), `listSize` (a list without pages), `maximumPage`. What a schema says is read once; the function that is
 * returned needs the values of the arguments only, and throws a refusal where they are over a limit.
 */
export function costing(
  { selectionSet }: OperationDefinitionNode,
  fieldOf: (node: FieldNode) => SchemaField,
  limits: Limits,
): (argumentsOf: ArgumentsOf) => number {
  within(selectionSet.selections.length, limits.rootFields, 'QUERY_TOO_LONG');

  const ofSet = (set: SelectionSetNode | undefined): CostedSet => {
    const fields: CostedField[] = [];
    const alternatives: CostedSet[] = [];
    for (const node of set?.selections ?? []) {
      if (node.kind === Kind.FIELD) fields.push(ofField(node));
      else if (node.kind === Kind.INLINE_FRAGMENT) alternatives.push(ofSet(node.selectionSet));
    }
    // Leaves without arguments cost nothing whatever is asked.
    const counting = fields.filter(({ weight, selected, pages }) => weight || pages.length || !isEmpty(selected));
    return { fields: counting, alternatives: alternatives.filter((each) => !isEmpty(each)) };
  };

  const ofField = (node: FieldNode): CostedField => {
    const field = fieldOf(node);
    return {
      node,
      name: field.name,
      weight: numberIn(field, 'cost') ?? (isCompositeType(getNamedType(field.type)) ? 1 : 0),
      isList: listed(field.type),
      listSize: numberIn(field, 'listSize') ?? introspectionSizes.get(field) ?? limits.listSize,
      pages: field.args.map(({ name }) => name).filter((name) => pageArguments.includes(name)),
      maximumPage: numberIn(field, 'maximumPage') ?? limits.page,
      selected: ofSet(node.selectionSet),
    };
  };

  const root = ofSet(selectionSet);
  return (argumentsOf) => {
    const cost = costOfSet(root, undefined, argumentsOf);
    within(cost, limits.cost, 'QUERY_TOO_COSTLY');
    return cost;
  };
}

function costOfSet({ fields, alternatives }: CostedSet, page: number | undefined, argumentsOf: ArgumentsOf): number {
  let total = 0;
  for (const field of fields) total += costOfField(field, page, argumentsOf);
  let largest = 0;
  for (const each of alternatives) largest = Math.max(largest, costOfSet(each, page, argumentsOf));
  return total + largest;
}

function costOfField(field: CostedField, outerPage: number | undefined, argumentsOf: ArgumentsOf): number {
  const ownPage = field.pages.length ? pageOf(field, argumentsOf(field.node)) : undefined;
  const one = field.weight + costOfSet(field.selected, field.isList ? undefined : ownPage, argumentsOf);
  return field.isList ? one * (ownPage ?? outerPage ?? field.listSize) : one;
}

/** The page size asked for; a page is refused here whatever list it belongs to. */
function pageOf({ name, pages, maximumPage: limit }: CostedField, values: ReturnType<ArgumentsOf>) {
  let page: number | undefined;
  for (const argument of pages) {
    const size = values[argument];
    if (typeof size !== 'number') continue;
    if (size < 1 || size > limit) throw new Refusal('PAGE_SIZE', { at: `${name}.${argument}`, limit });
    page = Math.max(page ?? 0, size);
  }
  return page;
}

const isEmpty = ({ fields, alternatives }: CostedSet) => !fields.length && !alternatives.length;

function numberIn({ extensions }: SchemaField, name: string): number | undefined {
  const value = extensions?.[name];
  return typeof value === 'number' ? value : undefined;
}

function listed(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}
