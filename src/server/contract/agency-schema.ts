import { type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { fieldsSeenBy, queriesOf, subscriptionsOf } from '../../agreement/compile.ts';
import type { Agreement } from '../../agreement/model.ts';
import type { GraphShape } from '../../agreement/shape.ts';
import { mutationsOf } from '../../agreement/writes.ts';
import type { Agency } from '../../shared/agencies.ts';
import { withoutFields } from './without-fields.ts';

/**
 * The first wall: the graph as one agency may know it. What no role of it can ever see is not there: no field, no type,
 * no argument, no sort key, nothing for introspection or a hint to tell of.
 */
export function schemaOf(agency: Agency, graph: GraphQLSchema, agreement: Agreement, shape: GraphShape): GraphQLSchema {
  const seen = fieldsSeenBy(agreement, agency, shape);
  const [queries, mutations] = [queriesOf(agreement, agency), mutationsOf(agreement, agency)];
  const subscriptions = subscriptionsOf(agreement, agency);
  return withoutFields(graph, (type, field, leadsTo) => {
    if (type === graph.getMutationType()?.name) return mutations.has(field);
    if (type === graph.getQueryType()?.name) return queries.has(field) && known(leadsTo);
    if (type === graph.getSubscriptionType()?.name) return subscriptions.has(field) && known(leadsTo);
    return (!agreement.subjects.has(type) || seen.get(type)?.has(field) === true) && known(leadsTo);
  });

  /** A field cannot lead to a type of which the agency sees nothing, also not through a connection or a change. */
  function known(type: Parameters<typeof getNamedType>[0]): boolean {
    const named = getNamedType(type);
    if (!isObjectType(named)) return true;
    if (agreement.subjects.has(named.name)) return seen.has(named.name);
    const node = /Connection$|Edge$|Change$/.test(named.name)
      ? (named.getFields().nodes ?? named.getFields().node)
      : undefined;
    return node ? known(node.type) : true;
  }
}
