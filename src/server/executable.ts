import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  type GraphQLFieldConfig,
  GraphQLInterfaceType,
  GraphQLObjectType,
  GraphQLScalarType,
  type GraphQLSchema,
  type GraphQLTypeResolver,
  GraphQLUnionType,
  isListType,
  isNonNullType,
} from 'graphql';
import { coercedTypeName } from './flatten.ts';

type Field = GraphQLFieldConfig<unknown, unknown>;

/** Carries a value that is coerced already through a variable, untouched. */
const coerced = new GraphQLScalarType({ name: 'Coerced', parseValue: (value) => value });

/** Marks a schema whose types are as the compiler needs them, and every schema that is cut from it. */
const mark = 'executable';

/**
 * `schema` with types as the compiler needs them; the answers are the same. graphql-jit knows no promise of a type name
 * and loses the place of a rejected promise in a list. Rows name their type in `__typename`, as graphql-js' own default
 * has it, and need be no instance of any class.
 */
export function executableTypes(schema: GraphQLSchema): GraphQLSchema {
  if (schema.extensions[mark]) return schema;
  const mapped = mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field) => settlingLists(field),
    [MapperKind.OBJECT_TYPE]: (type) => new GraphQLObjectType({ ...type.toConfig(), isTypeOf: undefined }),
    [MapperKind.INTERFACE_TYPE]: (type) =>
      new GraphQLInterfaceType({ ...type.toConfig(), resolveType: byTypeName(type.resolveType) }),
    [MapperKind.UNION_TYPE]: (type) =>
      new GraphQLUnionType({ ...type.toConfig(), resolveType: byTypeName(type.resolveType) }),
  });
  mapped.extensions = { ...mapped.extensions, [mark]: true };
  return mapped;
}

/** `schema` as the compiler needs it. */
export function executable(schema: GraphQLSchema): GraphQLSchema {
  const prepared = executableTypes(schema);
  // An heir instead of a schema with one more type: introspection lists the types of the original.
  return Object.create(prepared, {
    getType: { value: (name: string) => (name === coercedTypeName ? coerced : prepared.getType(name)) },
  });
}

type Resolver = GraphQLTypeResolver<unknown, unknown>;

/** Never throws: graphql-jit would never end the request. A row without a type's name becomes an error of its field. */
function byTypeName(otherwise: Resolver | null | undefined): Resolver {
  return (value, ...rest) => {
    const named = (value as { __typename?: unknown } | null)?.__typename;
    if (typeof named === 'string') return named;
    try {
      const found = otherwise?.(value, ...rest);
      if (isPromise(found)) found.catch(() => undefined);
      return typeof found === 'string' ? found : undefined;
    } catch {
      return undefined;
    }
  };
}

/** A list that holds promises becomes a promise of a list that holds values and errors. */
function settlingLists(field: Field): Field {
  const { resolve } = field;
  const type = isNonNullType(field.type) ? field.type.ofType : field.type;
  if (!resolve || !isListType(type)) return field;
  return {
    ...field,
    resolve: (...args) => {
      const found = resolve(...args);
      return isPromise(found) ? found.then(settled) : settled(found);
    },
  };
}

function settled(found: unknown): unknown {
  if (!Array.isArray(found) || !found.some(isPromise)) return found;
  return Promise.all(found.map((item) => (isPromise(item) ? item.then(undefined, asError) : item)));
}

const asError = (reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason)));

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}
