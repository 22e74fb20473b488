import type { FastifyInstance } from 'fastify';
import { Refusal } from '../shared/refusals.ts';
import type { Parts } from './parts.ts';

/** For orchestrators: does the process live, and can it answer? Needs no token and tells nothing else. */
export function health(app: FastifyInstance, { ready }: Pick<Parts, 'ready'>): void {
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    try {
      const warnings = (await ready?.()) ?? [];
      return { status: 'ready', ...(warnings.length && { warnings }) };
    } catch (error) {
      // An orchestrator waits for a database to come back; an agreement that cannot be followed needs a person.
      const code = error instanceof Refusal ? error.code : undefined;
      return reply.code(503).send({ status: 'unavailable', code });
    }
  });
}
