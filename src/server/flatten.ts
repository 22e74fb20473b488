import { randomUUID } from 'node:crypto';
import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  GraphQLError,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  type NameNode,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type VariableDefinitionNode,
} from 'graphql';
import { Refusal } from '../shared/refusals.ts';
import type { SchemaField } from './operation.ts';

/** Not a name that a document can write, nor one that introspection can be asked for by guessing. */
export const coercedTypeName = `coerced ${randomUUID()}`;

/** What stands behind a node of a flat operation. */
export interface FlatField {
  readonly field: SchemaField;
  /** As the client wrote it, with literals and variables of its own. */
  readonly asked: FieldNode;
  /** Where it stands in the answer, by response names. */
  readonly path: string;
  /** By argument: the variable that carries its coerced value. */
  readonly standIns: ReadonlyMap<string, string>;
}

export interface FlatOperation {
  readonly definition: OperationDefinitionNode;
  readonly fields: ReadonlyMap<FieldNode, FlatField>;
}

/**
 * Rewrites a validated operation so that one reading of it is enough for planning, costing and compiling: fragments in
 * place, `@skip` and `@include` decided, same response names merged, every argument a variable of its own. graphql-jit
 * errs on fragments used twice under different conditions and on variables inside literals; here are neither.
 */
export function flatten(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): FlatOperation {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const fields = new Map<FieldNode, FlatField>();
  const variableDefinitions: VariableDefinitionNode[] = [];

  /** The fields that `sets` select on an object of `type`, by response name, in the order of first mention. */
  function collect(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Map<string, FieldNode[]> {
    const found = new Map<string, FieldNode[]>();
    const visited = new Set<string>();
    const walk = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        if (!isIncluded(selection, variables)) continue;
        if (selection.kind === Kind.FIELD) {
          const name = (selection.alias ?? selection.name).value;
          const same = found.get(name);
          if (same) same.push(selection);
          else found.set(name, [selection]);
        } else if (selection.kind === Kind.INLINE_FRAGMENT) {
          if (applies(selection.typeCondition?.name, type)) walk(selection.selectionSet);
        } else if (!visited.has(selection.name.value)) {
          visited.add(selection.name.value);
          const fragment = fragments.get(selection.name.value);
          if (fragment && applies(fragment.typeCondition.name, type)) walk(fragment.selectionSet);
        }
      }
    };
    sets.forEach(walk);
    return found;
  }

  function applies(condition: NameNode | undefined, type: GraphQLObjectType): boolean {
    if (!condition || condition.value === type.name) return true;
    const named = schema.getType(condition.value);
    return isAbstractType(named) && schema.isSubType(named, type);
  }

  function selectionSet(type: GraphQLCompositeType, sets: readonly SelectionSetNode[], path: string): SelectionSetNode {
    const selections = isAbstractType(type)
      ? schema.getPossibleTypes(type).map((possible): SelectionNode => {
          const typeCondition = { kind: Kind.NAMED_TYPE, name: named(possible.name) } as const;
          return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: ofObject(possible, sets, path) };
        })
      : ofObject(type, sets, path).selections;
    return { kind: Kind.SELECTION_SET, selections };
  }

  function ofObject(type: GraphQLObjectType, sets: readonly SelectionSetNode[], path: string): SelectionSetNode {
    const selections = [...collect(type, sets)].map(([name, nodes]) => flat(type, name, nodes, path));
    return { kind: Kind.SELECTION_SET, selections };
  }

  function flat(
    parent: GraphQLObjectType,
    responseName: string,
    nodes: readonly FieldNode[],
    above: string,
  ): FieldNode {
    const [asked] = nodes as [FieldNode];
    const field = fieldOf(schema, parent, asked.name.value);
    const path = above ? `${above}.${responseName}` : responseName;
    const standIns = new Map(field.args.map(({ name }, index) => [name, `_${variableDefinitions.length + index}`]));
    for (const name of standIns.values()) variableDefinitions.push(standInDefinition(name));
    const type = getNamedType(field.type);
    const node: FieldNode = {
      kind: Kind.FIELD,
      name: asked.name,
      alias: asked.alias,
      arguments: [...standIns].map(([argument, variable]) => standInArgument(argument, variable)),
      selectionSet: isCompositeType(type)
        ? selectionSet(
            type,
            nodes.flatMap((each) => each.selectionSet ?? []),
            path,
          )
        : undefined,
      loc: asked.loc,
    };
    fields.set(node, { field, asked, path, standIns });
    return node;
  }

  const root = schema.getRootType(operation.operation) as GraphQLObjectType;
  const selected = selectionSet(root, [operation.selectionSet], '');
  const { kind, operation: operationKind, loc } = operation;
  return { definition: { kind, operation: operationKind, variableDefinitions, selectionSet: selected, loc }, fields };
}

function isIncluded(node: SelectionNode, variables: Readonly<Record<string, unknown>>): boolean {
  if (!node.directives?.length) return true;
  try {
    if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true) return false;
    return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;
  } catch (error) {
    // A variable with a default may be null all the same, where `if` takes no null.
    throw error instanceof GraphQLError ? new Refusal('BAD_INPUT', { at: 'if' }) : error;
  }
}

function fieldOf(schema: GraphQLSchema, parent: GraphQLObjectType, name: string): SchemaField {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return parent.getFields()[name] as SchemaField;
}

const named = (value: string): NameNode => ({ kind: Kind.NAME, value });

function standInArgument(argument: string, variable: string): ArgumentNode {
  const value = { kind: Kind.VARIABLE, name: named(variable) } as const;
  return { kind: Kind.ARGUMENT, name: named(argument), value };
}

function standInDefinition(name: string): VariableDefinitionNode {
  return {
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: named(name) },
    type: { kind: Kind.NAMED_TYPE, name: named(coercedTypeName) },
  };
}
