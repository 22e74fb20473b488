import type { FastifyInstance } from 'fastify';
import { inTime } from '../shared/in-time.ts';
import { Refusal } from '../shared/refusals.ts';
import type { Parts } from './parts.ts';

/** Milliseconds after which a hub that has not found out whether it can answer says that it cannot. */
const patience = 2_000;

/**
 * For orchestrators: does the process live, and can it answer? Needs no token and tells nothing else. A hub that stops is
 * not ready any more, and answers what comes all the same.
 */
export function health(app: FastifyInstance, { ready }: Pick<Parts, 'ready'>): void {
  let stopping = false;
  app.addHook('preClose', async () => {
    stopping = true;
  });
  let looking: Promise<readonly string[]> | undefined;
  // Whoever asks while others are waiting waits with them: however many ask, the database is asked once.
  const look = async () => {
    if (stopping) throw new Refusal('UNAVAILABLE');
    looking ??= Promise.resolve(ready?.() ?? []).finally(() => {
      looking = undefined;
    });
    return inTime(looking, patience, () => undefined);
  };
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    try {
      const warnings = await look();
      return { status: 'ready', ...(warnings.length && { warnings }) };
    } catch (error) {
      // An orchestrator waits for a database to come back; an agreement that cannot be followed needs a person.
      const code = error instanceof Refusal ? error.code : undefined;
      return reply.code(503).send({ status: 'unavailable', code });
    }
  });
}
