import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire, Module } from 'node:module';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import * as globals from '@jest/globals';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHttp } from '../../src/server/http.ts';
import type { Served } from '../../src/server/served.ts';
import { exceptions } from './support/apollo-exceptions.ts';

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
type Loading = { _load(name: string, ...rest: unknown[]): unknown };

const excepted = new Set(Object.values(exceptions).flat());
/** Exceptions must fail. */
function heeding(it: typeof globals.it): typeof globals.it {
  const chosen = (name: string) => (excepted.has(name) ? it.failing : it);
  const one = (...test: Parameters<typeof it>) => chosen(test[0] as string)(...test);
  const each =
    (table: readonly unknown[]) =>
    (name: string, ...rest: unknown[]) =>
      (chosen(name).each as (rows: unknown) => (...test: unknown[]) => void)(table)(name, ...rest);
  return Object.assign(one, it, { each }) as typeof it;
}

/** As ECMAScript modules its parts are found by bundlers only; as CommonJS it asks for Jest outside of a test. */
function suite(): typeof import('@apollo/server-integration-testsuite') {
  const loading = Module as unknown as Loading;
  const load = loading._load;
  const given = { ...globals, it: heeding(globals.it), test: heeding(globals.test) };
  loading._load = (name, ...rest) => (name === '@jest/globals' ? given : load.call(loading, name, ...rest));
  try {
    return createRequire(import.meta.url)('@apollo/server-integration-testsuite');
  } finally {
    loading._load = load;
  }
}

// Apollo's own tests of whatever brings HTTP to its server: run on the hub's HTTP layer, with a server of theirs in it.
globals.describe('the HTTP layer of the hub', () => {
  suite().defineIntegrationTestSuite(
    async (config, options) => {
      const server = new ApolloServer({ nodeEnv: 'test', ...config });
      await server.start();
      const handle = fastifyApolloHandler(server, { context: options?.context ?? (async () => ({})) }) as Handler;
      const organisation = { id: 'x', code: 'x', name: 'x', agency: 'home' };
      const served: Partial<Served> = {
        viewerOf: async (_headers, requestId) =>
          ({ agency: 'home', organisation, user: 'x', role: 'x', purpose: 'DIRECT_CARE', requestId }) as never,
        answer: (_agency, request, reply) => handle(request, reply),
      };
      const app = await createHttp({
        following: { hold: async () => ({ served: served as Served, release() {} }), isReplaced: async () => false },
        log: { level: 'silent' },
      });
      await app.ready();
      // They ask at a root; ours is where the graph is.
      const front = createServer((request, response) => {
        request.url = `/graphql${(request.url ?? '').replace(/^\/+/, '')}`;
        app.server.emit('request', request, response);
      }).listen(0, '127.0.0.1');
      await once(front, 'listening');
      const extraCleanup = async () => {
        front.close();
        await app.close();
      };
      return { server, url: `http://127.0.0.1:${(front.address() as AddressInfo).port}/`, extraCleanup };
    },
    { noIncrementalDelivery: true },
  );
});
