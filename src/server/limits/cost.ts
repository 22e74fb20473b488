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
  type SelectionSetNode,
} from 'graphql';
import { Refusal } from '../../shared/refusals.ts';
import type { Operation, SchemaField } from '../operation.ts';
import { type Limits, within } from './limits.ts';

type Asked = Pick<Operation, 'definition' | 'fieldOf' | 'argumentsOf'>;

const pageArguments = ['first', 'last'];

/** About as many as a schema of ours has, so that introspection is costed like any other question. */
const introspectionSizes = new Map<unknown, number>([
  [__Schema.getFields().types, 150],
  [__Type.getFields().fields, 10],
]);

/**
 * The objects that an answer may hold at most: a list counts its page size times what one item holds, and the page size
 * of a connection counts for the lists directly within it (`nodes`, `edges`). Leaves are free, because their number per
 * object is limited by the document. A field can say otherwise in its extensions: `cost` (of one value), `listSize`
 * (a list without pages), `maximumPage`.
 */
export function costOf({ definition, fieldOf, argumentsOf }: Asked, limits: Limits): number {
  within(definition.selectionSet.selections.length, limits.rootFields, 'QUERY_TOO_LONG');

  const ofSet = ({ selections }: SelectionSetNode, page: number | undefined): number => {
    let total = 0;
    let largest = 0;
    for (const node of selections) {
      if (node.kind === Kind.FIELD) total += ofField(node, page);
      // One inline fragment for each possible type: an object is of one of them.
      else if (node.kind === Kind.INLINE_FRAGMENT) largest = Math.max(largest, ofSet(node.selectionSet, page));
    }
    return total + largest;
  };

  const ofField = (node: FieldNode, outerPage: number | undefined): number => {
    const field = fieldOf(node);
    const ownPage = pageOf(field, argumentsOf(node), limits);
    const isList = listed(field.type);
    const one = weightOf(field) + (node.selectionSet ? ofSet(node.selectionSet, isList ? undefined : ownPage) : 0);
    if (!isList) return one;
    return one * (ownPage ?? outerPage ?? sizeOf(field) ?? limits.listSize);
  };

  const cost = ofSet(definition.selectionSet, undefined);
  within(cost, limits.cost, 'QUERY_TOO_COSTLY');
  return cost;
}

/** The page size asked for; a page is refused here whatever list it belongs to. */
function pageOf(field: SchemaField, values: Readonly<Record<string, unknown>>, limits: Limits): number | undefined {
  const limit = numberIn(field, 'maximumPage') ?? limits.page;
  let page: number | undefined;
  for (const name of pageArguments) {
    const size = values[name];
    if (typeof size !== 'number') continue;
    if (size < 1 || size > limit) throw new Refusal('PAGE_SIZE', { at: `${field.name}.${name}`, limit });
    page = Math.max(page ?? 0, size);
  }
  return page;
}

function weightOf(field: SchemaField): number {
  return numberIn(field, 'cost') ?? (isCompositeType(getNamedType(field.type)) ? 1 : 0);
}

function sizeOf(field: SchemaField): number | undefined {
  return numberIn(field, 'listSize') ?? introspectionSizes.get(field);
}

function numberIn({ extensions }: SchemaField, name: string): number | undefined {
  const value = extensions?.[name];
  return typeof value === 'number' ? value : undefined;
}

function listed(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}
