import fc from 'fast-check';
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import type { Answer } from '../../support/ask.ts';
import type { Asking } from '../../support/hub.ts';
import type { Oracle } from '../../support/oracle.ts';
import type { Looking } from './compare.ts';
import { listsOf, type Question, Questions } from './generated.ts';
import { poolsFor } from './pools.ts';
import { type Below, oneOf, Values } from './values.ts';
import type { Met, Worlds } from './worlds.ts';

/** What came of asking both worlds. */
export interface Told {
  asked: number;
  /** Answers that showed records: an id, a text that was planted, or a count. */
  showed: number;
  refused: number;
  /** Answers by what was asked for: a root of the graph. */
  roots: Map<string, number>;
}

const tellsOfRecords = /"AQ[\w-]{22}"|"[A-Z]\w+ [a-z]\w+ \d+|"totalCount":[1-9]/;
const pagesEach = 4;

/**
 * Puts so many questions of one viewer to both worlds. The seed makes the same questions again. Most documents are asked
 * three times, with other arguments each time: compiling them is what takes long.
 */
export async function askBoth(
  worlds: Worlds,
  oracle: Oracle,
  viewer: Looking,
  met: Met,
  { questions, seed }: { questions: number; seed: number },
): Promise<Told> {
  const told: Told = { asked: 0, showed: 0, refused: 0, roots: new Map() };
  const turn = await turnsOf(worlds, oracle, viewer, met);
  const ask = async (document: string, variables: object) => {
    const [here, there] = await Promise.all(met.askings.map((asking) => answered(asking, document, variables)));
    if (!here || !there) throw new Error('there are two worlds');
    count(told, document, here);
    if (compared(here) === compared(there)) return here.data;
    throw new Error(`the worlds differ:\n${document}\n${JSON.stringify(variables)}\n${here.text}\n${there.text}`);
  };
  const put = async ({ document, variables, next }: Question) => {
    const given = variables();
    if (!next) {
      const others = Object.keys(given).length ? [variables(), variables()] : [];
      await Promise.all([given, ...others].map((values) => ask(document, values)));
      return;
    }
    let after: string | null = null;
    for (let page = 0; page < pagesEach; page++) {
      after = next(await ask(document, { ...given, after }));
      if (after === null) return;
    }
  };
  const choices = fc.infiniteStream(fc.nat({ max: 0x7fff_ffff }));
  await fc.assert(
    fc.asyncProperty(choices, async (chosen) => {
      const below = (most: number) => chosen.next().value % most;
      if (told.asked < questions) await put(turn(below));
    }),
    { numRuns: questions, seed, endOnFailure: true },
  );
  return told;
}

/** What a machine was too busy to answer is asked once more. */
async function answered({ ask }: Asking, document: string, variables: object): Promise<Answer<unknown>> {
  const answer = await ask(document, variables);
  return answer.status === 503 ? ask(document, variables) : answer;
}

/** Request ids are made up at random; all else must be the same to the byte. */
const compared = ({ status, text }: Answer<unknown>) =>
  `${status} ${text.replace(/"requestId":"[^"]*"/g, '"requestId":""')}`;

function count(told: Told, document: string, { text, errors }: Answer<unknown>): void {
  told.asked++;
  if (errors) told.refused++;
  else if (tellsOfRecords.test(text)) told.showed++;
  const [, , root = ''] = /^\w+(?:\([^)]*\))? \{ (\w+: )?(\w+)/.exec(document) ?? [];
  told.roots.set(root, (told.roots.get(root) ?? 0) + 1);
}

/** What to ask next, by somebody else's choice: a question, a list from page to page, or a change that is refused. */
async function turnsOf(worlds: Worlds, oracle: Oracle, viewer: Looking, { comparison, askings, both }: Met) {
  const { graph, schemas } = worlds.contract;
  const schema = schemas[viewer.organisation.agency];
  const pools = await poolsFor(schema, oracle, comparison, askings[0].ask, both);
  const followed = new Set([
    ...oracle.subjects,
    'CareHome',
    'PrivacyAlert',
    'Claim',
    'SafeguardingReport',
    'SafeguardingRelease',
    'PlacementRequest',
    'MatchCandidate',
  ]);
  const strange = namesBeyond(graph, schema);
  const roots = rootsOf(schema, oracle, viewer);
  const lists = listsOf(schema, ['Query', 'Resident', 'Resident', 'CareHome']);
  const changes = refusedChanges(graph, oracle, viewer);
  return (below: Below): Question => {
    const parts = { values: new Values(pools, below), below, followed, strange };
    const way = below(10);
    if (way === 0) return new Questions({ ...parts, schema }).walk(lists);
    if (way > 1) return new Questions({ ...parts, schema }).question(roots);
    return new Questions({ ...parts, schema: graph }).mutation(oneOf(changes, below), 'closed');
  };
}

/** What the viewer may not change at all, and what it may change of somebody whom it sees: the questions name others. */
function refusedChanges(graph: GraphQLSchema, oracle: Oracle, { organisation, role, purpose }: Looking) {
  const viewer = { agency: organisation.agency, role, purpose, relationships: oracle.relationships };
  const namesRecord = ({ args }: GraphQLField<unknown, unknown>) => args.some(({ type }) => hasId(getNamedType(type)));
  const changes = Object.values(graph.getMutationType()?.getFields() ?? {});
  return changes.filter((change) => namesRecord(change) || !oracle.mayWrite({ mutation: change.name, ...viewer }));
}

const hasId = (type: GraphQLNamedType) =>
  isInputObjectType(type) && Object.values(type.getFields()).some((field) => getNamedType(field.type).name === 'ID');

/** Measures count everybody, and the access record says when each world was asked: they have tests of their own. */
const ofTheirOwn = /^(measure|accessesTo$|ownAccesses$|unusualAccesses$)/;

/** The queries of an agency, those about residents more often, and so those that the viewer's purpose does not refuse. */
function rootsOf(schema: GraphQLSchema, oracle: Oracle, { organisation, purpose }: Looking): string[] {
  const often: Record<string, number> = {
    residents: 60,
    resident: 40,
    node: 8,
    alignedHomes: 8,
    careHome: 4,
    explainAccess: 4,
    privacyAlerts: 2,
    myClaims: 2,
    safeguardingReports: 2,
    safeguardingReleases: 2,
    placementRequests: 2,
    matchCandidates: 2,
  };
  const asked = Object.keys(schema.getQueryType()?.getFields() ?? {}).filter((name) => !ofTheirOwn.test(name));
  const times = (name: string) => (often[name] ?? 1) * (oracle.mayAsk(name, organisation.agency, purpose) ? 3 : 1);
  return asked.flatMap((name) => Array.from({ length: times(name) }, () => name));
}

/** Fields and values of the whole graph that an agency's schema lacks, and names that are nowhere. */
function namesBeyond(graph: GraphQLSchema, schema: GraphQLSchema): string[] {
  const types = Object.values(graph.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const lacking = types.flatMap((type) => {
    const known = schema.getType(type.name);
    if (!isObjectType(type)) return isEnumType(type) && !known ? [type.name] : [];
    const has = new Set(isObjectType(known) ? Object.keys(known.getFields()) : []);
    return Object.keys(type.getFields()).filter((name) => !has.has(name));
  });
  return [...new Set([...lacking, 'favouriteColour', '_m', 'authorId', 'internalNote'])];
}
