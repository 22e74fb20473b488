import { setTimeout as pause } from 'node:timers/promises';
import Fastify from 'fastify';
import pg from 'pg';
import { answerByStatus } from '../server/answers.ts';
import { health } from '../server/health.ts';
import { Refusal } from '../shared/refusals.ts';

/** Not reached, starting, stopping, or full: all of it passes. A wrong password does not, and keeps the hub from starting. */
const passing = /^(ECONN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|57P|53300)/;

/** Where to answer meanwhile. */
interface Place {
  port: number;
  host: string;
}

/**
 * Waits for a database that does not answer yet, and says that the process lives and is not ready. `closing` gets what
 * ends that. A database that answers is not waited for, whatever it says.
 */
export async function waitForDatabase(url: string, place: Place, closing: (() => Promise<void>)[]): Promise<void> {
  if (await answers(url)) return;
  console.log('The database of DATABASE_URL does not answer yet. Waiting for it.');
  const app = Fastify();
  health(app, { ready: () => Promise.reject(new Refusal('UNAVAILABLE')) });
  app.setNotFoundHandler((request, reply) => answerByStatus(new Refusal('UNAVAILABLE'), request, reply));
  closing.push(async () => app.close());
  console.log(`Until then ${await app.listen(place)}/health says so.`);
  do await pause(500);
  while (!(await answers(url)));
  closing.pop();
  await app.close();
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000, query_timeout: 3_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select');
    return true;
  } catch (error) {
    const { code } = error as { code?: unknown };
    return typeof code === 'string' && !passing.test(code);
  } finally {
    await client.end().catch(() => undefined);
  }
}
