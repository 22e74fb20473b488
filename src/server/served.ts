import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Agency, agencies } from '../shared/agencies.ts';
import { AgencyGraph } from './agency-graph.ts';
import { type ApolloContext, type Asking, apolloFor } from './apollo.ts';
import type { Made } from './in-force.ts';
import type { Limits } from './limits/limits.ts';
import type { Terms } from './parts.ts';

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** The terms of one agreement made ready: a server for each agency's schema. */
export interface Served extends Made, Pick<Terms, 'viewerOf' | 'planOf' | 'hearingOf' | 'hash'> {
  answer(agency: Agency, request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
  graphOf(agency: Agency): AgencyGraph;
}

export async function serve(terms: Terms, limits: Limits): Promise<Served> {
  const graphs = new Map(agencies.map((agency) => [agency, new AgencyGraph(terms.schemas[agency], terms, limits)]));
  const graphOf = (agency: Agency) => graphs.get(agency) as AgencyGraph;
  const servers = await Promise.all(
    agencies.map((agency) => apolloFor(terms.schemas[agency], graphOf(agency), terms, limits)),
  );
  const context = async ({ asking }: FastifyRequest): Promise<ApolloContext> => ({ asking: asking as Asking });
  const handlers = new Map(
    servers.map((server, place) => [agencies[place], fastifyApolloHandler(server, { context }) as Handler]),
  );
  return {
    viewerOf: terms.viewerOf,
    ...(terms.planOf && { planOf: terms.planOf }),
    ...(terms.hearingOf && { hearingOf: terms.hearingOf }),
    ...(terms.hash && { hash: terms.hash }),
    graphOf,
    answer: (agency, request, reply) => (handlers.get(agency) as Handler)(request, reply),
    async stop() {
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}
