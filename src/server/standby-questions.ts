import { type GraphQLNamedType, getNamedType, isObjectType, Kind, type OperationDefinitionNode } from 'graphql';
import type { RecordPlan } from '../access/record/plan.ts';
import type { Operation } from './operation.ts';

/** Published numbers, and what they mean: of no type that has rows. */
const published = ['Measure', 'MeasureDefinition'];

/**
 * Which questions a standby may answer: those that ask nothing about residents, and begin with nothing but published numbers
 * and records that are about no resident, `open` of the contract. What is counted of the access record is neither.
 */
export function standbyQuestions(open: Iterable<string>): (operation: Operation, plan: RecordPlan) => boolean {
  const types = new Set([...open, ...published]);
  const known = new WeakMap<OperationDefinitionNode, boolean>();
  return (operation, plan) => {
    if (plan.hash !== null || operation.kind !== 'query') return false;
    const found = known.get(operation.definition);
    if (found !== undefined) return found;
    const may = operation.definition.selectionSet.selections.every(
      (node) => node.kind === Kind.FIELD && types.has(recordOf(getNamedType(operation.fieldOf(node).type)).name),
    );
    known.set(operation.definition, may);
    return may;
  };
}

/** What a page is of; anything else is itself. */
function recordOf(type: GraphQLNamedType): GraphQLNamedType {
  const nodes = isObjectType(type) && type.name.endsWith('Connection') ? type.getFields().nodes : undefined;
  return nodes ? getNamedType(nodes.type) : type;
}
