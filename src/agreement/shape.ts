import {
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql';
import type { Agency } from '../shared/agencies.ts';
import type { RecordBit } from './relationships.ts';

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
  readonly mutations: ReadonlyMap<string, FieldShape>;
  readonly subscriptions: ReadonlyMap<string, FieldShape>;
  /** Interfaces of the graph with their fields; only `Node { id }` is allowed. */
  readonly interfaces: ReadonlyMap<string, readonly string[]>;
  readonly enumerations: ReadonlyMap<string, readonly string[]>;
  /** Fields that are found in records of another subject, each with the field that names it there. */
  readonly readThrough?: ReadonlyMap<string, string>;
  /** Fields of a subject by which its records are found, whoever asks: whoever sees a record must see these. */
  readonly foundBy?: ReadonlyMap<string, readonly string[]>;
  /** Subjects that the database keeps from an agency but by one term of the record: no clause opens them otherwise. */
  readonly boundTo?: ReadonlyMap<string, { readonly agency: Agency; readonly term: RecordBit }>;
}

const partialDate = 'PartialDate';

/**
 * The shape of a schema. `personalTypes` are records about residents; of `structuralTypes` (`PageInfo`, `Withheld`) no
 * clause decides the fields. Connections and their edges are recognised by their fields and seen through.
 */
export function shapeOf(
  schema: GraphQLSchema,
  personalTypes: Iterable<string>,
  structuralTypes: Iterable<string> = [],
): GraphShape {
  const [personal, structural] = [new Set(personalTypes), new Set(structuralTypes)];
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const fieldsOf = (type: GraphQLObjectType | GraphQLInterfaceType) =>
    Object.values(type.getFields()).map((field): [string, FieldShape] => [
      field.name,
      fieldShape(field.type, personal),
    ]);
  const objects = types.filter(
    (type): type is GraphQLObjectType =>
      isObjectType(type) && !roots.includes(type) && !structural.has(type.name) && !throughType(type),
  );
  const [query, mutation, subscription] = roots;
  return {
    types: new Map(
      objects.map((type) => [
        type.name,
        {
          personal: personal.has(type.name),
          interfaces: type.getInterfaces().map(({ name }) => name),
          fields: new Map(fieldsOf(type)),
        },
      ]),
    ),
    queries: new Map(query ? fieldsOf(query) : []),
    mutations: new Map(mutation ? fieldsOf(mutation) : []),
    subscriptions: new Map(subscription ? fieldsOf(subscription) : []),
    interfaces: new Map(types.filter(isInterfaceType).map((type) => [type.name, Object.keys(type.getFields())])),
    enumerations: new Map(
      types.filter(isEnumType).map((type) => [type.name, type.getValues().map(({ name }) => name)]),
    ),
  };
}

/** What a connection or an edge leads to, or the change of a record. */
function throughType(type: GraphQLNamedType): GraphQLNamedType | undefined {
  if (!isObjectType(type)) return undefined;
  const { node, nodes, edges, cursor } = type.getFields();
  if (nodes && edges) return getNamedType(nodes.type);
  return node && cursor ? getNamedType(node.type) : undefined;
}

function fieldShape(type: GraphQLOutputType, personal: ReadonlySet<string>): FieldShape {
  const named = getNamedType(type);
  const target = throughType(named) ?? named;
  return {
    type: target.name,
    personal: personal.has(target.name),
    list: target !== named || isListType(getNullableType(type)),
    date: named.name === partialDate,
  };
}
