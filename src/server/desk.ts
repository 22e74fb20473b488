import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Asker, Viewer } from '../access/viewer.ts';
import { inTime } from '../shared/in-time.ts';
import type { Asking } from './apollo.ts';
import { headersOf } from './headers.ts';
import { leavingOf } from './lifetime.ts';
import type { Limits } from './limits/limits.ts';
import { describe } from './log.ts';
import type { MediaType } from './media-type.ts';
import { stands, underAgreement } from './once-more.ts';
import type { Parts } from './parts.ts';
import { originOf, type Recording, recorded } from './recording.ts';
import type { Served } from './served.ts';
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
    /** The document that is asked, where the request does not hold it. */
    document: string | undefined;
    /** Codes of errors that were answered outside Apollo. */
    codes: readonly string[] | undefined;
  }
}

/** What every address that answers questions works with. */
export interface Desk {
  parts: Parts;
  recording: Recording;
  turns: Turns;
  limits: Limits;
}

export function deskOf(app: FastifyInstance, parts: Parts, limits: Limits): Desk {
  const turns = new Turns(limits);
  app.server.on('connection', () => turns.coming());
  return { parts, recording: parts.recording ?? unrecorded, turns, limits };
}

/** What goes before and after each question, whatever its address: sign-in, record, log. */
export function hooksOf({ parts }: Desk) {
  return {
    async onRequest(request: FastifyRequest) {
      await underAgreement(parts.following, (served) => signIn(request, served), stands);
    },
    onSend: async (request: FastifyRequest, reply: FastifyReply, payload: unknown) =>
      parts.recording ? recorded(request, reply, payload, parts.recording) : payload,
    onResponse: async (request: FastifyRequest, reply: FastifyReply) => tell(request, reply, parts),
  };
}

/** What `answer` gives to whoever asks, under the agreement in force and within its time. */
export async function answered<Answer>(
  request: FastifyRequest,
  reply: FastifyReply,
  { parts, recording, turns, limits }: Desk,
  mediaType: MediaType,
  answer: (served: Served, asking: Asking) => Promise<Answer>,
): Promise<Answer> {
  const leaving = leavingOf(reply);
  const attempt = async (served: Served) => {
    const viewer = await signIn(request, served);
    request.asking = asking(request, { viewer, mediaType, signal: leaving.signal, turns }, recording);
    return answer(served, request.asking);
  };
  const answering = underAgreement(parts.following, attempt, (outcome) => stands(outcome, request.asking));
  return inTime(answering, limits.milliseconds, () => leaving.abort());
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
