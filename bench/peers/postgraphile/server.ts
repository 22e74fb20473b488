import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { printSchema } from 'graphql';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { PostGraphileConnectionFilterPreset } from 'postgraphile-plugin-connection-filter';
import { sessionOf, whoAsks } from '../sessions.ts';

/**
 * PostGraphile as its manual has it, in library mode: the database's roles, row policies and column grants decide, by
 * the settings that each request's transaction is given. What its tables do not answer by themselves is asked of
 * functions in the database. Nothing of it hides a cell of a row that is seen.
 */
const preset = {
  extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset],
  // Filters may name any column, as the hub's do. What each agency may not read is refused by the database when asked for, not left out of a schema for each.
  disablePlugins: ['PgRBACPlugin', 'PgIndexBehaviorsPlugin'],
  schema: { connectionFilterRelations: true },
  pgServices: [
    makePgService({ connectionString: process.env.DATABASE_URL ?? '', schemas: ['public'], poolConfig: { max: 8 } }),
  ],
  grafserv: { graphiql: false, websockets: false, watch: false },
  grafast: {
    async context({ node }: { node?: { req: { headers: { authorization?: string } } } }) {
      const session = sessionOf(await whoAsks(node?.req.headers.authorization ?? ''));
      return {
        pgSettings: {
          role: session.databaseRole,
          'hub.organisation': session.organisationId,
          'hub.kinds': session.kinds,
          'hub.ends_with': session.endsWith,
          'hub.never_ends': session.neverEnds,
        },
      };
    },
  },
};

const instance = postgraphile(preset as never);
if (process.env.PRINT_SCHEMA) console.log(printSchema(await instance.getSchema()));
const server = createServer();
server.on('error', console.error);
await instance.createServ(grafserv).addTo(server);
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
