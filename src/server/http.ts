import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { Refusal } from '../shared/refusals.ts';
import { answerBrokenSocket, answerError, completed } from './answers.ts';
import { assertAddress, readBodies } from './body.ts';
import { answered, type Desk, deskOf, hooksOf } from './desk.ts';
import { severalDoors } from './doors.ts';
import { hardening } from './headers.ts';
import { health } from './health.ts';
import { closeInTime, giveNotice } from './lifetime.ts';
import { defaultLimits } from './limits/limits.ts';
import { logger } from './log.ts';
import { measureTables } from './measure-tables/route.ts';
import { mediaTypeFor } from './media-type.ts';
import { openTo } from './origins.ts';
import type { Parts } from './parts.ts';
import { shedding } from './shedding.ts';
import { asksForSocket, subscriptions } from './subscriptions/sockets.ts';
import type { TrustedDocuments } from './trusted/trusted-documents.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** Milliseconds in which a request's headers have come: no client needs long to say where it goes and who it is. */
const headersTimeout = 10_000;

/** The HTTP service over `parts`. It listens when `listen` is called, and `close` lets requests in flight end first. */
export async function createHttp(parts: Parts): Promise<FastifyInstance> {
  const limits = { ...defaultLimits, ...parts.limits };
  const app = Fastify({
    bodyLimit: limits.body,
    requestTimeout: limits.milliseconds,
    // A client that neither reads nor leaves holds no socket for longer than its question could have taken.
    connectionTimeout: limits.milliseconds + 1000,
    // Node takes a request's time into account only if it is known when the server is made, which Fastify tells it later.
    http: {
      requestTimeout: limits.milliseconds,
      headersTimeout: Math.min(limits.milliseconds, headersTimeout),
      connectionsCheckingInterval: 1000,
      shouldUpgradeCallback: asksForSocket,
    },
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    exposeHeadRoutes: false,
    return503OnClosing: false,
    logController: new LogController({ disableRequestLogging: true }),
    logger: logger(parts.log),
    // Our lines name their request themselves; making a logger for each was a twentieth of a small answer's cost.
    childLoggerFactory: (log) => log,
    clientErrorHandler: answerBrokenSocket,
    frameworkErrors: (_error, request, reply) => {
      harden(request, reply);
      answerError(new Refusal('NOT_FOUND'), request, reply);
    },
  });
  app.decorateRequest('viewer', undefined);
  app.decorateRequest('signedIn', undefined);
  app.decorateRequest('asker', undefined);
  app.decorateRequest('under', undefined);
  app.decorateRequest('asking', undefined);
  app.decorateRequest('document', undefined);
  app.decorateRequest('codes', undefined);
  app.addHook('onRequest', async (request, reply) => harden(request, reply));
  await openTo(app, parts.origins ?? []);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(() => {
    throw new Refusal('NOT_FOUND');
  });
  readBodies(app);

  const desk = deskOf(app, parts, limits);
  shedding(app, desk.turns, parts.shed);
  graph(app, desk);
  measureTables(app, desk);
  health(app, parts);
  giveNotice(app, parts.notice ?? 0);
  severalDoors(app);
  subscriptions(app, parts, desk.recording, limits);
  if (parts.pages) await app.register(async (pages) => parts.pages?.(pages));
  closeInTime(app);
  return app;
}

/** The one address of all agencies' graphs: who asks decides which schema answers. */
function graph(app: FastifyInstance, desk: Desk): void {
  const hooks = hooksOf(desk);
  app.route({
    ...hooks,
    method: methods,
    url: '/graphql',
    async onRequest(request, reply) {
      await hooks.onRequest(request);
      if (request.method === 'GET' || request.method === 'POST') return;
      reply.header('allow', 'GET, POST');
      throw new Refusal('METHOD_NOT_ALLOWED');
    },
    async handler(request, reply) {
      const mediaType = mediaTypeFor(request.headers.accept);
      if (!mediaType) throw new Refusal('NOT_ACCEPTABLE');
      if (Array.isArray(request.body)) throw new Refusal('BATCH_REFUSED');
      assertAddress(request);
      const { trusted } = desk.parts;
      if (trusted) await byText(request, trusted);
      const answer = await answered(request, reply, desk, mediaType, (served, { viewer }) =>
        served.answer(viewer.agency, request, reply),
      );
      return completed(answer, request, reply);
    },
  });
}

/** Puts the text of a trusted document in the place of its hash; only what a body holds may be a hash. */
async function byText(request: FastifyRequest, trusted: TrustedDocuments): Promise<void> {
  if (request.method === 'POST') request.body = await trusted.asked(request.body);
  else await trusted.asked({ query: (request.query as { query?: unknown }).query });
}

function harden(request: FastifyRequest, reply: FastifyReply): void {
  reply.headers({ 'x-request-id': request.id, ...hardening });
}
