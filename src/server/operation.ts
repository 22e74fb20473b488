import type { FieldNode, GraphQLField, GraphQLSchema, OperationDefinitionNode, OperationTypeNode } from 'graphql';

type Values = Readonly<Record<string, unknown>>;

/** A field as it stands in the schema. */
export type SchemaField = GraphQLField<unknown, unknown>;

/**
 * What one request asks for, checked against its agency's schema and within the limits.
 *
 * `definition` is the question itself, flat: no fragment spreads, no `@skip` and `@include` (decided by the variables),
 * each response name once per selection set. Selections on an object type hold fields only; selections on an interface
 * or a union hold one inline fragment for each possible type. Its arguments are stand-ins: `argumentsOf` has the values.
 * The same text asked again with the same conditions gives the very same node, so a plan can be kept in a `WeakMap` by it.
 */
export interface Operation {
  readonly schema: GraphQLSchema;
  readonly kind: OperationTypeNode;
  readonly definition: OperationDefinitionNode;
  /** What the client gave for its variables, coerced, defaults filled in. */
  readonly variables: Values;
  /** How much it may return at most, in the unit of `Limits.cost`. */
  readonly cost: number;
  /** The field that a node of `definition` selects. */
  fieldOf(node: FieldNode): SchemaField;
  /** The arguments of a node of `definition`, coerced, defaults filled in. */
  argumentsOf(node: FieldNode): Values;
}
