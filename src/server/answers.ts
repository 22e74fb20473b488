import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { Refusal, type RefusalCode } from '../shared/refusals.ts';
import { isUnforeseen, present, refusalOf, statusOf } from './errors.ts';
import { describe } from './log.ts';
import { mediaTypeFor } from './media-type.ts';

/** What Fastify refuses by itself while it reads a request. */
const fastifyCodes: Readonly<Record<string, RefusalCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'MALFORMED_JSON',
  FST_ERR_CTP_INVALID_JSON_BODY: 'MALFORMED_JSON',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'BAD_REQUEST',
  FST_ERR_HANDLER_TIMEOUT: 'TIMED_OUT',
};

/** What else those who serve files refuse: whatever is not to be had is nothing to us. */
const byStatus: Readonly<Record<number, RefusalCode>> = { 400: 'BAD_REQUEST', 403: 'NOT_FOUND', 404: 'NOT_FOUND' };

/** Answers whatever is thrown outside Apollo. */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalFor(error, request);
  return reply.send(refuse(refusal, request, reply));
}

/** The same where nothing is known of GraphQL: the status is that of the refusal, whatever the client accepts. */
export function answerByStatus(
  error: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = refusalFor(error, request);
  const text = refuse(refusal, request, reply);
  return reply.code(refusal.status).type('application/json; charset=utf-8').send(text);
}

function refusalFor(error: FastifyError | Error, request: FastifyRequest): Refusal {
  const code = fastifyCodes[(error as FastifyError).code] ?? byStatus[(error as FastifyError).statusCode ?? 500];
  const refusal = code ? new Refusal(code) : refusalOf(error);
  if (isUnforeseen(refusal)) request.log.error({ requestId: request.id, error: describe(error) }, 'unforeseen');
  return refusal;
}

/** In seconds: the hub will be well soon; whoever asks more than his share waits longer. */
function sayWhen(reply: FastifyReply, status: number): void {
  if (status === 503) reply.header('retry-after', '1');
  if (status === 429) reply.header('retry-after', '600');
}

/** Makes the answer a refusal, and gives its text. */
export function refuse(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): string {
  request.codes = [refusal.code];
  const type = mediaTypeFor(request.headers.accept) ?? 'application/json';
  if (refusal.status === 401) reply.header('www-authenticate', 'Bearer');
  sayWhen(reply, refusal.status);
  const errors = [present(refusal, request.id)];
  reply.removeHeader('content-length');
  reply.code(statusOf(refusal, type)).type(`${type}; charset=utf-8`);
  return JSON.stringify({ errors });
}

/** Apollo refuses some requests before any plugin of ours knows of them: those errors get their request's id here. */
export function completed(answer: unknown, request: FastifyRequest, reply: FastifyReply): unknown {
  reply.header('cache-control', 'no-store');
  sayWhen(reply, reply.statusCode);
  if (reply.statusCode < 400 || typeof answer !== 'string' || request.asking?.codes.length) return answer;
  const { errors = [] } = JSON.parse(answer) as { errors?: GraphQLFormattedError[] };
  request.codes = errors.map(({ extensions }) => String(extensions?.code));
  const identified = errors.map((error) => ({ ...error, extensions: { ...error.extensions, requestId: request.id } }));
  return JSON.stringify({ errors: identified });
}

const socketAnswers: Readonly<Record<string, { line: string; code: RefusalCode }>> = {
  HPE_HEADER_OVERFLOW: { line: '431 Request Header Fields Too Large', code: 'BODY_TOO_LARGE' },
  ERR_HTTP_REQUEST_TIMEOUT: { line: '408 Request Timeout', code: 'BAD_REQUEST' },
};

/** Answers what is not even HTTP, where Fastify has no request yet. */
export function answerBrokenSocket(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const { line, code } = socketAnswers[error.code ?? ''] ?? { line: '400 Bad Request', code: 'BAD_REQUEST' };
  const body = JSON.stringify({ errors: [present(new Refusal(code), randomUUID())] });
  const head = [`HTTP/1.1 ${line}`, 'Connection: close', 'Content-Type: application/json; charset=utf-8'];
  if (socket.writable) socket.write([...head, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'));
  socket.destroy(error);
}
