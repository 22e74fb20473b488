import {
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Viewer } from '../../access/viewer.ts';
import { fieldsSeenBy, isOpenTo, mayAsk, mayHear, opensAny, purposesThatOpen } from '../../agreement/compile.ts';
import type { Agreement } from '../../agreement/model.ts';
import type { GraphShape } from '../../agreement/shape.ts';
import { mayWrite } from '../../agreement/writes.ts';
import { type Agency, agencies } from '../../shared/agencies.ts';
import { Refusal } from '../../shared/refusals.ts';
import { deny, rule, shield } from './graphql-shield.ts';
import { isStructural } from './structural.ts';

type Resolve = GraphQLFieldResolver<unknown, { viewer: Viewer }>;
type Guard = (resolve: Resolve, ...args: Parameters<Resolve>) => unknown;
/** What the rules look at of an operation: fragments are expanded in `definition`. */
interface Asked {
  schema: GraphQLSchema;
  definition: OperationDefinitionNode;
}
type Guards = Record<string, Record<string, Guard | undefined> | undefined>;

/**
 * The second wall's rules, made from the agreement: a rule for each query and subscription by agency and purpose, one for each mutation by
 * role besides, and one for each field by agency, and by role and purpose where its clause names some. What has no rule is denied.
 */
function rulesOf(graph: GraphQLSchema, agreement: Agreement, shape: GraphShape) {
  const seen = new Map<Agency, Map<string, Set<string>>>(
    agencies.map((agency) => [agency, fieldsSeenBy(agreement, agency, shape)]),
  );
  // Named, since shield tells rules apart by their names. Uncached, since we ask once and keep the answer.
  const named = (name: string) => rule(name, { cache: 'no_cache' });
  const root = (kind: 'Query' | 'Subscription') => (name: string) =>
    named(`${kind}.${name}`)((_root, _args, { viewer }: { viewer: Viewer }) => {
      const { agency, role, purpose } = viewer;
      const [may, rules, shapes] =
        kind === 'Query'
          ? [mayAsk, agreement.queries, shape.queries]
          : [mayHear, agreement.subscriptions, shape.subscriptions];
      if (!may(agreement, name, agency, purpose))
        return new Refusal('PURPOSE_NOT_ALLOWED', { allowed: rules.get(name)?.purposes ?? [] });
      // An empty list would say that there is nobody, where the purpose opens nobody; so would silence.
      const { type = '', personal } = shapes.get(name) ?? {};
      if (!personal || opensAny(agreement, type, viewer)) return true;
      return new Refusal('PURPOSE_NOT_ALLOWED', { allowed: purposesThatOpen(agreement, type, agency, role) });
    });
  const mutation = (name: string) =>
    named(`Mutation.${name}`)((_root, _args, { viewer }: { viewer: Viewer }) => {
      return mayWrite(agreement, name, viewer) || new Refusal('FORBIDDEN');
    });
  const field = (type: string, name: string) =>
    named(`${type}.${name}`)((_root, _args, { viewer }: { viewer: Viewer }) => {
      if (!seen.get(viewer.agency)?.get(type)?.has(name)) return false;
      // Who asks for a record by its id asks every type that may be meant: `node` itself finds none that is not open.
      if (name === 'id') return true;
      return isOpenTo(agreement, type, name, viewer) || new Refusal('FORBIDDEN');
    });
  const free = named('structural')(() => true);
  const rules: Record<string, Record<string, typeof free>> = {};
  for (const type of Object.values(graph.getTypeMap()).filter(isObjectType)) {
    if (type.name.startsWith('__')) continue;
    const fields = Object.keys(type.getFields());
    if (type === graph.getQueryType()) {
      const asked = fields.filter((name) => agreement.queries.has(name));
      rules[type.name] = Object.fromEntries(asked.map((name) => [name, root('Query')(name)]));
    } else if (type === graph.getSubscriptionType()) {
      const heard = fields.filter((name) => agreement.subscriptions.has(name));
      rules[type.name] = Object.fromEntries(heard.map((name) => [name, root('Subscription')(name)]));
    } else if (type === graph.getMutationType()) {
      rules[type.name] = Object.fromEntries(fields.map((name) => [name, mutation(name)]));
    } else if (isStructural(type.name)) {
      rules[type.name] = Object.fromEntries(fields.map((name) => [name, free]));
    } else if (agreement.subjects.has(type.name)) {
      rules[type.name] = Object.fromEntries(fields.map((name) => [name, field(type.name, name)]));
    }
  }
  return rules;
}

/**
 * Decides one operation before anything of it runs: each selected field is asked once, never once a cell. Answers stay
 * valid for the operation, since they depend on agency, role and purpose alone.
 */
export function guardOf(graph: GraphQLSchema, agreement: Agreement, shape: GraphShape) {
  const guards = shield(rulesOf(graph, agreement, shape), {
    fallbackRule: deny,
    fallbackError: () => new Refusal('NOT_SHARED'),
    allowExternalErrors: true,
  }).generate(graph) as Guards;
  const decided = new WeakMap<OperationDefinitionNode, Map<string, Promise<void>>>();

  return ({ schema, definition }: Asked, viewer: Viewer): Promise<void> => {
    const known = decided.get(definition) ?? new Map<string, Promise<void>>();
    decided.set(definition, known);
    const key = `${viewer.agency} ${viewer.role} ${viewer.purpose}`;
    const decision = known.get(key) ?? decide(selectedFields(schema, definition), viewer);
    known.set(key, decision);
    return decision;
  };

  async function decide(fields: ReadonlySet<string>, viewer: Viewer): Promise<void> {
    for (const coordinate of fields) {
      const [type = '', name = ''] = coordinate.split('.');
      const guard = guards[type]?.[name];
      if (!guard) throw new Refusal('NOT_SHARED');
      // With allowExternalErrors, shield gives its refusal back instead of throwing it.
      const verdict = await guard(() => true, undefined, {}, { viewer }, {} as never);
      if (verdict !== true) throw verdict instanceof Error ? verdict : new Refusal('NOT_SHARED');
    }
  }
}

/** `Type.field` of everything selected. Introspection tells of the agency's own schema only. */
function selectedFields(schema: GraphQLSchema, definition: OperationDefinitionNode): Set<string> {
  const types = new TypeInfo(schema);
  const fields = new Set<string>();
  visit(
    definition,
    visitWithTypeInfo(types, {
      Field(node) {
        const name = node.name.value;
        const parent = types.getParentType()?.name;
        if (name.startsWith('__') || !parent || parent.startsWith('__')) return;
        fields.add(`${parent}.${name}`);
      },
    }),
  );
  return fields;
}
