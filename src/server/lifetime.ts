import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Milliseconds that requests in flight get to end when the server closes. */
const grace = 6_500;

/** Aborts when the client leaves before it has its answer. Fastify's own signal aborts as soon as a body is read. */
export function leavingOf({ raw }: FastifyReply): AbortController {
  const leaving = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) leaving.abort();
  });
  return leaving;
}

/**
 * For so many milliseconds `app` answers as before once it is to close, while it says that it is not ready, so that those
 * who send questions to several hubs send no more of them here. Each answer closes its connection.
 */
export function giveNotice(app: FastifyInstance, milliseconds: number): void {
  app.addHook('preClose', async () => {
    await pause(milliseconds);
  });
}

/**
 * Lets requests in flight end when `app` closes, but not for ever: connections are closed once they are idle, as clients
 * keep them open for questions that will not be answered, and a client that never reads must not hold the hub.
 */
export function closeInTime(app: FastifyInstance): void {
  let idle: NodeJS.Timeout | undefined;
  let last: NodeJS.Timeout | undefined;
  app.addHook('preClose', async () => {
    idle = setInterval(() => app.server.closeIdleConnections(), 50);
    last = setTimeout(() => app.server.closeAllConnections(), grace);
  });
  app.addHook('onClose', async () => {
    clearInterval(idle);
    clearTimeout(last);
  });
}
