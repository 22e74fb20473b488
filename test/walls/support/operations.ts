import { type GraphQLField, type GraphQLSchema, getNamedType, isCompositeType, isRequiredArgument } from 'graphql';
import type { Agency } from '../../../src/shared/agencies.ts';
import { Listener } from '../../support/hear.ts';
import type { Asking, HubUnderTest } from '../../support/hub.ts';
import type { Oracle } from '../../support/oracle.ts';
import { first } from './organisations.ts';
import { recordTypeOf } from './question.ts';
import { literal, Values } from './values.ts';

/** A query, mutation or subscription, as a field of its root. */
export interface Operation {
  kind: 'query' | 'mutation' | 'subscription';
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
  return roots.flatMap(([kind, type]) => Object.values(type?.getFields() ?? {}).map((field) => ({ kind, field })));
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
    kind === 'mutation' ? oracle.mayWrite({ ...everyone, role, purpose: one }) : oracle.mayAsk(name, agency, one);
  const about = recordTypeOf(field.type);
  const personal = kind !== 'mutation' && oracle.subjects.includes(about);
  if (personal && may(purpose) && !oracle.opensRecords(about, agency, role, purpose)) return 'refused';
  if (may(purpose)) return 'allowed';
  const ever = kind === 'mutation' ? oracle.everWrites(agency, name) : oracle.purposes.some(may);
  return ever ? 'refused' : 'not shared';
}

/** The subject whose records a subscription tells of, if they are about residents. */
export function heardOf(oracle: Oracle, { type }: Operation['field']): string | undefined {
  const [, subject = ''] = /^(\w+)Change$/.exec(getNamedType(type).name) ?? [];
  return oracle.subjects.includes(subject) ? subject : undefined;
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
  // One commitment would be enough to sign up.
  'signUpToRewardScheme.input': [{ idempotencyKey: 'key-of-these-tests', commitments: [] }],
  // A period that ends after it begins.
  'fundingOf.to': ['2999-02-01'],
  // The council's to say, not the home's.
  'setAdmissionStatus.status': ['CLOSED_BY_COMMISSIONER'],
};
const values = new Values(nothing, () => 0);

/** A call of the operation with every argument that it needs, of which nothing can come. */
function callOf({ kind, field }: Operation): string {
  // Of a subscription that may be opened, a cursor that is none tells at once.
  const given = field.args
    .filter((argument) => isRequiredArgument(argument) || (kind === 'subscription' && argument.name === 'since'))
    .map((argument) => `${argument.name}: ${literal(values.of(field.name, argument), argument.type)}`);
  const selection = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
  return `${kind} { ${field.name}${given.length ? `(${given.join(', ')})` : ''}${selection} }`;
}

async function verdictOf(url: string, asking: Asking, operation: Operation): Promise<Verdict> {
  const { codes } =
    operation.kind === 'subscription'
      ? await subscribed(url, asking, callOf(operation))
      : await asking.ask(callOf(operation)).then(({ errors = [] }) => ({ codes: errors.map(codeOf) }));
  const [code = ''] = codes;
  if (code === 'NOT_SHARED') return 'not shared';
  if (['FORBIDDEN', 'PURPOSE_NOT_ALLOWED', 'ROLE_UNKNOWN'].includes(code)) return 'refused';
  if (['INTERNAL', 'BAD_INPUT', 'SYNTAX_ERROR'].includes(code)) throw new Error(`${callOf(operation)}: ${code}`);
  return 'allowed';
}

const codeOf = ({ extensions: { code } }: { extensions: { code: string } }) => code;

/** Where the socket was closed, its reason is the code of a refusal. */
async function subscribed(url: string, { token }: Asking, document: string): Promise<{ codes: string[] }> {
  const listener = new Listener(url, token, document);
  const { codes, reason } = (await listener.over()) ?? {};
  await listener.close();
  return { codes: codes ?? (reason ? [reason] : ['INTERNAL']) };
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
    const verdicts = await Promise.all(operations.map((operation) => verdictOf(hub.url, asking, operation)));
    for (const [n, operation] of operations.entries()) {
      const expected = expectedVerdict(oracle, caller, operation);
      if (verdicts[n] === expected) continue;
      const { agency, role, purpose } = caller;
      mismatches.push(`${agency} ${role} ${purpose} ${operation.field.name}: ${verdicts[n]}, not ${expected}`);
    }
  }
  return mismatches;
}
