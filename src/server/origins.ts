import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { purposeHeader } from '../access/purpose.ts';

/** Seconds for which a browser takes for granted what it was told. */
const toldFor = 600;

/**
 * Pages of these origins may ask from a browser, by the token that each request bears: the hub knows no cookies, so that none
 * is sent without its page's doing. To pages of any other origin a browser shows nothing.
 */
export async function openTo(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (!origins.length) return;
  await app.register(cors, {
    origin: [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type', purposeHeader],
    exposedHeaders: ['x-request-id', 'retry-after'],
    maxAge: toldFor,
  });
}
