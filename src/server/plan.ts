import { type FieldNode, GraphQLError, getArgumentValues, Kind, type OperationDefinitionNode, visit } from 'graphql';
import { Refusal } from '../shared/refusals.ts';
import type { FlatField, FlatOperation } from './flatten.ts';
import { costing } from './limits/cost.ts';
import type { Limits } from './limits/limits.ts';
import type { Operation, SchemaField } from './operation.ts';

type Values = Readonly<Record<string, unknown>>;

/** A flat operation with everything about it that does not depend on the values of its variables. */
export interface Plan {
  definition: OperationDefinitionNode;
  fieldOf(node: FieldNode): SchemaField;
  costOf: ReturnType<typeof costing>;
  /** Arguments that are the same for every request. */
  constant: ReadonlyMap<FieldNode, Values>;
  constantStandIns: Values;
  /** Fields whose arguments hold variables of the client. */
  variable: readonly (readonly [FieldNode, FlatField])[];
}

const none: Values = {};

export function planOf({ definition, fields }: FlatOperation, limits: Limits): Plan {
  const fieldOf = (node: FieldNode) => (fields.get(node) as FlatField).field;
  const constant = new Map<FieldNode, Values>();
  const constantStandIns: Record<string, unknown> = {};
  const variable: [FieldNode, FlatField][] = [];
  for (const [node, field] of fields) {
    if (!field.standIns.size) continue;
    if (holdsVariables(field.asked)) {
      variable.push([node, field]);
      continue;
    }
    const values = argumentsFor(field, none);
    constant.set(node, values);
    carry(field, values, constantStandIns);
  }
  return { definition, fieldOf, costOf: costing(definition, fieldOf, limits), constant, constantStandIns, variable };
}

/** The arguments of one request, by node and as the variables of the flat operation. */
export function argumentsIn({ constant, constantStandIns, variable }: Plan, variables: Values) {
  const standIns: Record<string, unknown> = { ...constantStandIns };
  const own = new Map<FieldNode, Values>();
  for (const [node, field] of variable) {
    const values = argumentsFor(field, variables);
    own.set(node, values);
    carry(field, values, standIns);
  }
  const argumentsOf: Operation['argumentsOf'] = (node) => own.get(node) ?? constant.get(node) ?? none;
  return { standIns, argumentsOf };
}

function carry({ standIns }: FlatField, values: Values, into: Record<string, unknown>): void {
  for (const [argument, standIn] of standIns) if (Object.hasOwn(values, argument)) into[standIn] = values[argument];
}

function holdsVariables({ arguments: given = [] }: FieldNode): boolean {
  let found = false;
  for (const node of given) {
    visit(node, {
      [Kind.VARIABLE]() {
        found = true;
      },
    });
  }
  return found;
}

/** Coercing the variables leaves one error open: null for a variable with a default, used where no null may stand. */
function argumentsFor({ field, asked, path }: FlatField, variables: Values): Values {
  const values = coerced(field, asked, variables);
  if (!values || holdsNoText(values)) throw new Refusal('BAD_INPUT', { at: path });
  return values;
}

function coerced(field: SchemaField, asked: FieldNode, variables: Values): Values | undefined {
  try {
    return getArgumentValues(field, asked, variables);
  } catch (error) {
    if (error instanceof GraphQLError) return undefined;
    throw error;
  }
}

/** U+0000 and half a surrogate pair are characters to JSON and none to PostgreSQL, where they would end the whole question. */
function holdsNoText(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed();
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNoText);
}
