import { type GraphQLInputObjectType, type GraphQLSchema, getNamedType } from 'graphql';
import type { Agency } from '../../../src/shared/agencies.ts';
import type { MadeOrganisation } from '../../support/factories.ts';
import type { HubUnderTest } from '../../support/hub.ts';
import type { Oracle } from '../../support/oracle.ts';
import type { Pick } from './pick.ts';
import type { Records } from './records.ts';
import type { Setting } from './world.ts';

interface Pair {
  role: string;
  purpose: string;
}
export interface Actor extends Pair {
  agency: Exclude<Agency, 'dashboard'>;
  organisation: MadeOrganisation;
}
const inputsOf = (schema: GraphQLSchema, mutation: string): string[] => {
  const argument = schema.getMutationType()?.getFields()[mutation]?.args[0];
  return argument ? Object.keys((getNamedType(argument.type) as GraphQLInputObjectType).getFields()) : [];
};

const pairs = new WeakMap<Oracle, Map<string, { may: Pair[]; all: Pair[] }>>();
/** In which roles and for which purposes an agency signs in, and those in which it may do this: read once. */
function pairsOf(oracle: Oracle, mutation: string, agency: Actor['agency']): { may: Pair[]; all: Pair[] } {
  const known = pairs.get(oracle) ?? new Map<string, { may: Pair[]; all: Pair[] }>();
  pairs.set(oracle, known);
  const before = known.get(`${agency} ${mutation}`);
  if (before) return before;
  const all = oracle.roles.flatMap((role) =>
    oracle.purposes.filter((purpose) => oracle.mayName(purpose, agency, role)).map((purpose) => ({ role, purpose })),
  );
  const { relationships } = oracle;
  const may = all.filter((pair) => oracle.mayWrite({ mutation, agency, ...pair, relationships }));
  const found = { may, all };
  known.set(`${agency} ${mutation}`, found);
  return found;
}

/** An agency that has the mutation, most often by those who may call it and have to do with the people. */
export async function whoever(
  mutation: string,
  { organisations }: Setting,
  { pick, records, hub, oracle }: { pick: Pick; records: Records; hub: HubUnderTest; oracle: Oracle },
): Promise<Actor> {
  const { schemas } = hub.contract;
  const agencies = (Object.keys(organisations) as Actor['agency'][]).filter(
    (agency) => mutation in (schemas[agency].getMutationType()?.getFields() ?? {}),
  );
  // What somebody recorded goes on with them more often than not.
  const inputs = agencies.flatMap((one) => inputsOf(schemas[one], mutation));
  const author = pick.often(75) ? await records.authorOf(mutation, inputs) : undefined;
  const own = agencies.find((one) => organisations[one].some(({ id }) => id === author));
  const agency = own ?? pick.one(agencies);
  const { may, all } = pairsOf(oracle, mutation, agency);
  const who = pick.one(may.length && pick.often(97) ? may : all);
  const several = organisations[agency];
  const usual = several.find(({ id }) => id === author) ?? several[0];
  const organisation = pick.often(5) ? pick.one(several) : usual;
  if (!organisation) throw new Error(`there is no ${agency}`);
  return { agency, organisation, ...who };
}
