import type { FastifyInstance, FastifyRequest } from 'fastify';
import { plainJson, plainJsonOf } from '../shared/plain-json.ts';
import { Refusal } from '../shared/refusals.ts';

/** Bodies are JSON in UTF-8 and nothing else: read as if they were, others would be kept with wrong letters in them. */
export function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
    const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type) ?? [];
    if (charset.toLowerCase() !== 'utf-8' || encoding.toLowerCase() !== 'identity')
      throw new Refusal('UNSUPPORTED_MEDIA_TYPE');
    return plainJsonOf(body);
  });
}

/** What stands in an address is held to the same. */
export function assertAddress({ query, url }: FastifyRequest): void {
  const { variables, extensions } = query as Record<string, unknown>;
  try {
    // Throws where the bytes that are meant are no UTF-8.
    decodeURIComponent(url);
    for (const part of [variables, extensions]) if (typeof part === 'string' && part) plainJson(part);
  } catch {
    throw new Refusal('BAD_REQUEST');
  }
}
