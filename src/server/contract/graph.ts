import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { MeasureResolver } from '../../measures/measure.resolver.ts';
import { exactlyOne } from '../../subjects/exactly-one.ts';
import { resolvers } from '../../subjects/resolvers.ts';
import { callDirectly } from './direct-resolvers.ts';

/** TypeGraphQL wants one; ours hear of rows of the database. */
const pubSub = { publish() {}, subscribe: (): AsyncIterable<never> => (async function* () {})() };

let built: GraphQLSchema | undefined;

/** The whole graph: what all agencies together may know. Nobody is served it; each agency's schema is cut from it. */
export function graph(): GraphQLSchema {
  // Arguments are checked by their types and by the resolvers that take them; class-validator would build an instance of each.
  built ??= exactlyOne(
    callDirectly(buildSchemaSync({ resolvers: [...resolvers, MeasureResolver], validate: false, pubSub })),
    'NearInput',
    'ResidentReference',
  );
  return built;
}
