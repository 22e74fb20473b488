import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Asker, Viewer } from '../access/viewer.ts';
import { Refusal } from '../shared/refusals.ts';
import { answerBrokenSocket, answerError, completed } from './answers.ts';
import type { Asking } from './apollo.ts';
import { headersOf } from './headers.ts';
import { health } from './health.ts';
import { closeInTime, inTime, leavingOf } from './lifetime.ts';
import { defaultLimits } from './limits/limits.ts';
import { describe, logger } from './log.ts';
import { mediaTypeFor } from './media-type.ts';
import { stands, underAgreement } from './once-more.ts';
import type { Parts } from './parts.ts';
import { originOf, type Recording, recorded } from './recording.ts';
import type { Served } from './served.ts';
import { asksForSocket, subscriptions } from './subscriptions/sockets.ts';
import { Turns } from './turns.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the token is accepted. */
    viewer: Viewer | undefined;
    /** The same, and the agreement under which it was. */
    signedIn: { under: Served; viewer: Viewer } | undefined;
    /** What is known of who asks, let in or not, and the terms under which he asked last. */
    asker: Asker | undefined;
    under: Served | undefined;
    /** Set once a question is on its way. */
    asking: Asking | undefined;
    /** Codes of errors that were answered outside Apollo. */
    codes: readonly string[] | undefined;
  }
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

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
  app.decorateRequest('codes', undefined);
  app.addHook('onRequest', async (request, reply) => harden(request, reply));
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(() => {
    throw new Refusal('NOT_FOUND');
  });
  app.removeContentTypeParser('text/plain');

  graph(app, parts, { ...limits });
  subscriptions(app, parts, parts.recording ?? unrecorded, limits);
  health(app, parts);
  if (parts.pages) await app.register(async (pages) => parts.pages?.(pages));
  closeInTime(app);
  return app;
}

/** The one address of all agencies' graphs: who asks decides which schema answers. */
function graph(app: FastifyInstance, parts: Parts, limits: typeof defaultLimits): void {
  const { recording = unrecorded } = parts;
  const turns = new Turns(limits);
  app.server.on('connection', () => turns.coming());
  app.route({
    method: methods,
    url: '/graphql',
    async onRequest(request, reply) {
      await underAgreement(parts.following, (served) => signIn(request, served), stands);
      if (request.method === 'GET' || request.method === 'POST') return;
      reply.header('allow', 'GET, POST');
      throw new Refusal('METHOD_NOT_ALLOWED');
    },
    async handler(request, reply) {
      const mediaType = mediaTypeFor(request.headers.accept);
      if (!mediaType) throw new Refusal('NOT_ACCEPTABLE');
      if (Array.isArray(request.body)) throw new Refusal('BATCH_REFUSED');
      const leaving = leavingOf(reply);
      const attempt = async (served: Served) => {
        const viewer = await signIn(request, served);
        request.asking = asking(request, { viewer, mediaType, signal: leaving.signal, turns }, recording);
        return served.answer(viewer.agency, request, reply);
      };
      const answering = underAgreement(parts.following, attempt, (outcome) => stands(outcome, request.asking));
      const answer = await inTime(answering, limits.milliseconds, () => leaving.abort());
      return completed(answer, request, reply);
    },
    onSend: async (request, reply, payload) =>
      parts.recording ? recorded(request, reply, payload, parts.recording) : payload,
    onResponse: async (request, reply) => tell(request, reply, parts),
  });
}

/** Who asks, found out once under each agreement. */
async function signIn(request: FastifyRequest, served: Served): Promise<Viewer> {
  if (request.signedIn?.under !== served) {
    request.viewer = undefined;
    request.under = served;
    request.asker = {};
    const viewer = await served.viewerOf(headersOf(request.raw), request.id, request.asker);
    request.signedIn = { under: served, viewer };
    request.viewer = viewer;
    request.asker = viewer;
  }
  return request.signedIn.viewer;
}

function asking(
  request: FastifyRequest,
  known: Pick<Asking, 'viewer' | 'mediaType' | 'signal' | 'turns'>,
  recording: Recording,
): Asking {
  const { id, log } = request;
  const report = (error: unknown) => log.error({ requestId: id, error: describe(error) }, 'unforeseen');
  const origin = () => originOf(request, recording);
  return { requestId: id, ...known, origin, hasData: false, codes: [], asserted: false, report };
}

/** Where nothing is recorded, nothing about anybody is shown either: there are no rows behind such a layer. */
const unrecorded: Recording = {
  record: async () => {},
  markOf: () => Buffer.alloc(0),
  about: async () => new Map(),
  keepsPlan: () => true,
};

/** One line a request: no document, no variables, no headers, no address. */
function tell(
  { id, viewer, asking, codes = asking?.codes ?? [], log }: FastifyRequest,
  reply: FastifyReply,
  { afterRequest }: Parts,
): void {
  const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
  const operation = asking?.operation;
  const { agency, organisation, purpose } = viewer ?? {};
  const status = reply.statusCode;
  const cost = operation?.cost;
  log.info({ requestId: id, status, milliseconds, agency, organisation: organisation?.code, purpose, codes, cost });
  afterRequest?.({ requestId: id, status, milliseconds, viewer, operation, codes });
}

/** Answers may hold personal data: nobody keeps them, frames them or reads them as anything but what they are. */
function harden(request: FastifyRequest, reply: FastifyReply): void {
  reply.headers({
    'x-request-id': request.id,
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  });
}
