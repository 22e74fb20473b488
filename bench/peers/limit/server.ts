import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { sessionOf, whoAsks } from '../sessions.ts';
import { type Asked, handWritten } from './questions.ts';

/**
 * What is possible: a server for these few questions and nothing else. Each is one statement by hand, sent together
 * with BEGIN, the settings that the row policies ask for, and COMMIT; where PostgreSQL makes the JSON, it is passed on
 * as it comes. It checks each token once.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 8, pipeline: true } as pg.PoolConfig);
pool.on('error', () => {});

const settings = `select set_config('role', $1, true), set_config('hub.organisation', $2, true),
  set_config('hub.kinds', $3, true), set_config('hub.ends_with', $4, true), set_config('hub.never_ends', $5, true),
  set_config('plan_cache_mode', 'force_generic_plan', true)`;

const known = new Map<string, ReturnType<typeof whoAsks>>();

async function answer(request: IncomingMessage): Promise<string> {
  const authorization = request.headers.authorization ?? '';
  const viewer = known.get(authorization) ?? whoAsks(authorization);
  known.set(authorization, viewer);
  const session = sessionOf(await viewer);
  const question = handWritten[(request.url ?? '').slice(1)];
  if (!question) throw new Error('no such question');
  const asked: Asked = { ...session, viewer: await viewer, variables: JSON.parse(await text(request)) };
  const client = await pool.connect();
  const failed = (error: unknown) => console.error(error);
  client.query('begin isolation level repeatable read read only').catch(failed);
  const values = [session.databaseRole, session.organisationId, session.kinds, session.endsWith, session.neverEnds];
  client.query({ name: 'session', text: settings, values }).catch(failed);
  const found = client.query({ name: `${request.url}`, text: question.sql, values: question.values(asked) });
  client.query('commit').then(
    () => client.release(),
    (error: Error) => client.release(error),
  );
  return question.answer((await found).rows, asked);
}

createServer((request, response) => {
  answer(request).then(
    (body) => {
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.setHeader('content-length', Buffer.byteLength(body));
      response.end(body);
    },
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
}).listen(0, '127.0.0.1', function (this: Server) {
  const { port } = this.address() as AddressInfo;
  console.log(`http://127.0.0.1:${port}`);
});
