import type { FastifyRequest } from 'fastify';
import { Refusal } from '../shared/refusals.ts';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const localNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Lets in only the browser of whoever runs the demonstration. The address alone would not do: a page from elsewhere can
 * have its own name point at this machine (DNS rebinding), which the Host header betrays; and a proxy on this machine
 * speaks for others, which it says itself.
 */
export async function localOnly({ socket, headers }: FastifyRequest): Promise<void> {
  const near = loopback.has(socket.remoteAddress ?? '') && localNames.has(nameIn(headers.host));
  const forwarded = headers.forwarded !== undefined || headers['x-forwarded-for'] !== undefined;
  if (!near || forwarded) throw new Refusal('NOT_FOUND');
}

/** Lets in only what our own pages ask. A link from another site may lead to a page, never to what the page fetches. */
export async function ownPagesOnly({ headers }: FastifyRequest): Promise<void> {
  const site = headers['sec-fetch-site'] ?? 'none';
  if (site !== 'same-origin' && site !== 'none') throw new Refusal('NOT_FOUND');
}

function nameIn(host = ''): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}
