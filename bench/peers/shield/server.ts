import { createRequire } from 'node:module';
import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { MikroORM } from '@mikro-orm/postgresql';
import Fastify from 'fastify';
import { buildSchema } from 'type-graphql';
import { sessionOf, whoAsks } from '../sessions.ts';
import { type Context, loaders } from './context.ts';
import { entities } from './entities.ts';
import { HomeResolver } from './home.resolver.ts';
import {
  CarePlanResolver,
  HospitalStayResolver,
  IncidentResolver,
  PlacementResolver,
  PracticeResolver,
  ResidentResolver,
} from './resident.resolver.ts';
import { permissions } from './rules.ts';

const { applyMiddleware } = createRequire(import.meta.url)('graphql-middleware') as typeof import('graphql-middleware');

/** What follows from reading the manuals of the libraries in turn: each is used as it is shown. */
const orm = await MikroORM.init({
  clientUrl: process.env.DATABASE_URL ?? '',
  entities,
  metadataProvider: ReflectMetadataProvider,
  pool: { max: 8 },
} as never);

const schema = await buildSchema({
  resolvers: [
    ...[HomeResolver, ResidentResolver, PlacementResolver, CarePlanResolver],
    ...[IncidentResolver, HospitalStayResolver, PracticeResolver],
  ],
  validate: false,
} as never);

const apollo = new ApolloServer<Context>({
  schema: applyMiddleware(schema, permissions),
  plugins: [
    {
      requestDidStart: async ({ contextValue: { em } }) => ({
        willSendResponse: async () => {
          await em.commit();
        },
      }),
    },
  ],
});
await apollo.start();

const app = Fastify();
app.post(
  '/graphql',
  fastifyApolloHandler(apollo, {
    async context({ headers }) {
      const viewer = await whoAsks(headers.authorization ?? '');
      const session = sessionOf(viewer);
      const variables = {
        'hub.organisation': session.organisationId,
        'hub.kinds': session.kinds,
        'hub.ends_with': session.endsWith,
        'hub.never_ends': session.neverEnds,
      };
      const em = orm.em.fork({ session: { role: session.databaseRole, variables } }) as Context['em'];
      await em.begin({ readOnly: true });
      return { viewer, session, em, loader: loaders() };
    },
  }) as never,
);
console.log(await app.listen({ port: 0, host: '127.0.0.1' }));
