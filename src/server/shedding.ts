import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../shared/refusals.ts';
import { present } from './errors.ts';
import { hardening } from './headers.ts';
import { mediaTypeFor } from './media-type.ts';
import type { Turns } from './turns.ts';

/** Addresses where questions are asked, each of which needs one of the places that may all be taken. */
const asks = /^\/(graphql|measures)\b/;
/** Of whom nothing can be done for now, one line of the log tells so often, in milliseconds. */
const told = 1_000;
const always = Object.entries({ ...hardening, 'retry-after': '1' }).flat();

/**
 * Refuses what there is no place for before anything is done for it, even finding out who asks: a hub of which ten times as
 * much is asked as it can answer has its one thread left for answers. Through all of the framework, a refusal took half as
 * long as a small answer. `shed` is told of each.
 */
export function shedding(app: FastifyInstance, turns: Turns, shed?: () => void): void {
  const overloaded = new Refusal('OVERLOADED');
  let refused = 0;
  let telling: NodeJS.Timeout | undefined;
  const tell = () => {
    telling = undefined;
    app.log.warn({ refused, codes: [overloaded.code] }, 'more is asked than can be answered');
    refused = 0;
  };
  const refuse = ({ headers }: IncomingMessage, response: ServerResponse) => {
    const requestId = randomUUID();
    const type = mediaTypeFor(headers.accept) ?? 'application/json';
    const body = JSON.stringify({ errors: [present(overloaded, requestId)] });
    response.writeHead(overloaded.status, [
      ...always,
      ...['x-request-id', requestId, 'content-type', `${type}; charset=utf-8`, 'content-length', String(body.length)],
    ]);
    response.end(body);
    refused += 1;
    shed?.();
    telling ??= setTimeout(tell, told);
  };
  const { server } = app;
  const [handle] = server.listeners('request') as [(request: IncomingMessage, response: ServerResponse) => void];
  server.removeListener('request', handle);
  server.on('request', (request, response) => {
    if (turns.isFull && asks.test(request.url ?? '')) refuse(request, response);
    else handle(request, response);
  });
  app.addHook('onClose', async () => {
    if (!telling) return;
    clearTimeout(telling);
    tell();
  });
}
