import { type GraphQLField, type GraphQLSchema, getNamedType, isCompositeType, isRequiredArgument } from 'graphql';
import type { Agency } from '../../../src/shared/agencies.ts';
import type { Asking, HubUnderTest } from '../../support/hub.ts';
import type { Oracle } from '../../support/oracle.ts';
import { first } from './organisations.ts';
import { literal, Values } from './values.ts';

/** A query or mutation, as a field of its root. */
export interface Operation {
  kind: 'query' | 'mutation';
  field: GraphQLField<unknown, unknown>;
}
/** Anybody who could sign in, allowed or not. */
export interface Caller {
  agency: Agency;
  role: string;
  purpose: string;
}
type Verdict = 'allowed' | 'refused' | 'not shared';

/** Everything that the whole graph has at its roots. */
export function operationsOf(graph: GraphQLSchema): Operation[] {
  const roots = [
    ['query', graph.getQueryType()],
    ['mutation', graph.getMutationType()],
    ['subscription', graph.getSubscriptionType()],
  ] as const;
  return roots.flatMap(([kind, type]) => {
    if (kind === 'subscription' && type) throw new Error('there are subscriptions now: say how they are asked');
    return Object.values(type?.getFields() ?? {}).map((field) => ({ kind: kind as Operation['kind'], field }));
  });
}

/** What the agreement says of a call, by the other reading of its text. */
export function expectedVerdict(
  oracle: Oracle,
  { agency, role, purpose }: Caller,
  { kind, field }: Operation,
): Verdict {
  if (!oracle.mayName(purpose, agency, role)) return 'refused';
  const { name } = field;
  const everyone = { mutation: name, agency, relationships: oracle.relationships };
  const may = (one: string) =>
    kind === 'query' ? oracle.mayAsk(name, agency, one) : oracle.mayWrite({ ...everyone, role, purpose: one });
  const aboutResidents = kind === 'query' && ['resident', 'residents'].includes(name);
  if (aboutResidents && may(purpose) && !oracle.opensResidents(agency, role, purpose)) return 'refused';
  if (may(purpose)) return 'allowed';
  const ever = kind === 'query' ? oracle.purposes.some(may) : oracle.everWrites(agency, name);
  return ever ? 'refused' : 'not shared';
}

/** What is wrong in every text, day and id, so that nothing comes of a call that is allowed. */
const nothing = {
  idempotencyKey: ['key-of-these-tests'],
  field: ['CareHome.name'],
  NhsNumber: ['9999999999'],
  ID: ['no id'],
  String: [''],
  Date: ['2999-01-01'],
  DateTime: ['2999-01-01T00:00:00Z'],
  version: [99],
  Int: [1],
  Float: [1],
  // The council's to say, not the home's.
  'setAdmissionStatus.status': ['CLOSED_BY_COMMISSIONER'],
};
const values = new Values(nothing, () => 0);

/** A call of the operation with every argument that it needs, of which nothing can come. */
function callOf({ kind, field }: Operation): string {
  const given = field.args
    .filter(isRequiredArgument)
    .map((argument) => `${argument.name}: ${literal(values.of(field.name, argument), argument.type)}`);
  const selection = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
  return `${kind} { ${field.name}${given.length ? `(${given.join(', ')})` : ''}${selection} }`;
}

async function verdictOf(asking: Asking, operation: Operation): Promise<Verdict> {
  const { errors } = await asking.ask(callOf(operation));
  const code = errors?.[0]?.extensions.code ?? '';
  if (code === 'NOT_SHARED') return 'not shared';
  if (['FORBIDDEN', 'PURPOSE_NOT_ALLOWED', 'ROLE_UNKNOWN'].includes(code)) return 'refused';
  if (['INTERNAL', 'BAD_INPUT', 'SYNTAX_ERROR'].includes(code)) throw new Error(`${callOf(operation)}: ${code}`);
  return 'allowed';
}

/** Where a running hub lets somebody do what the agreement does not, or the other way round. */
export async function operationMismatches(
  hub: HubUnderTest,
  oracle: Oracle,
  callers: readonly Caller[],
  operations: readonly Operation[],
): Promise<string[]> {
  const mismatches: string[] = [];
  for (const caller of callers) {
    const asking = await hub.as(first[caller.agency].code, caller.role, caller.purpose);
    const verdicts = await Promise.all(operations.map((operation) => verdictOf(asking, operation)));
    for (const [n, operation] of operations.entries()) {
      const expected = expectedVerdict(oracle, caller, operation);
      if (verdicts[n] === expected) continue;
      const { agency, role, purpose } = caller;
      mismatches.push(`${agency} ${role} ${purpose} ${operation.field.name}: ${verdicts[n]}, not ${expected}`);
    }
  }
  return mismatches;
}
