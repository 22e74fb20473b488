import {
  coerceInputValue,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  valueFromAST,
} from 'graphql';
import { Refusal } from '../shared/refusals.ts';

/**
 * The values of an operation's variables, coerced as graphql-js does; but an error names the path and never the value,
 * and a name that the agency's schema lacks is `NOT_SHARED`, as it would be in the document.
 */
export function coerceVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  // No heir of `Object`: a variable may be called `toString` or `__proto__`, and be left out.
  const values: Record<string, unknown> = Object.create(null);
  for (const { variable, type: node, defaultValue } of variableDefinitions) {
    const name = variable.name.value;
    const at = `$${name}`;
    const type = typeFromAST(schema, node as Parameters<typeof typeFromAST>[1]) as GraphQLInputType;
    if (!Object.hasOwn(given, name)) {
      if (defaultValue) values[name] = valueFromAST(defaultValue, type);
      else if (isNonNullType(type)) throw new Refusal('BAD_INPUT', { at });
    } else {
      values[name] = coerce(given[name], type, at);
    }
  }
  return values;
}

function coerce(given: unknown, type: GraphQLInputType, at: string): unknown {
  const pathOf = (path: readonly (string | number)[]) => [at, ...path].join('.');
  return coerceInputValue(given, type, (path, _value, error) => {
    const lacking = nameLacking(given, type, []);
    if (lacking) throw new Refusal('NOT_SHARED', { at: pathOf(lacking) });
    const cause = error instanceof Refusal ? error : error.originalError;
    throw new Refusal(cause instanceof Refusal ? cause.code : 'BAD_INPUT', { at: pathOf(path) });
  });
}

type Path = readonly (string | number)[];

/** Where `value` first uses an input field or an enum value that `type` lacks; the name itself is the client's and stays out. */
function nameLacking(value: unknown, type: GraphQLInputType, path: Path): Path | undefined {
  if (isNonNullType(type)) return nameLacking(value, type.ofType, path);
  if (isListType(type)) {
    if (!Array.isArray(value)) return nameLacking(value, type.ofType, path);
    return first(value.entries(), ([index, item]) => nameLacking(item, type.ofType, [...path, index]));
  }
  if (isEnumType(type)) return typeof value === 'string' && !type.getValue(value) ? path : undefined;
  if (!isInputObjectType(type) || typeof value !== 'object' || value === null) return undefined;
  const fields = type.getFields();
  return first(Object.entries(value), ([name, inner]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return field ? nameLacking(inner, field.type, [...path, name]) : path;
  });
}

function first<Item, Found>(items: Iterable<Item>, look: (item: Item) => Found | undefined): Found | undefined {
  for (const item of items) {
    const found = look(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
