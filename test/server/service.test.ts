import { connect } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { agencies } from '../../src/shared/agencies.ts';
import type { CareContext } from './support/care.ts';
import { startHub } from './support/hub.ts';

type Hub = Awaited<ReturnType<typeof startHub>>;
const running: Hub[] = [];
async function start(...parts: Parameters<typeof startHub>): Promise<Hub> {
  const hub = await startHub(...parts);
  running.push(hub);
  return hub;
}
afterEach(async () => {
  for (const hub of running.splice(0)) await hub.close();
});

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Sends bytes as they are, and gives everything that comes back. */
function raw(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
}

it('gives each of many interleaved viewers the answer of his own schema and his own context', async () => {
  let count = 0;
  const hub = await start({
    contextOf({ agency }) {
      count += 1;
      return { context: { agency, rows: [`${agency} ${count}`] } satisfies CareContext, finish() {} };
    },
  });
  const questions = ['{ viewer { agency rows } }', '{ slow { agency rows } }', '{ funding { source } }'];
  const asked = Array.from({ length: 180 }, (_, i) => ({
    agency: agencies[i % 6] ?? 'home',
    query: questions[i % 5] ?? questions[2],
  }));
  const answers = await Promise.all(asked.map(({ agency, query = '' }) => hub.ask(agency, { query })));
  const rows = new Set<string>();
  for (const [i, { data, code }] of answers.entries()) {
    const { agency, query } = asked[i] as (typeof asked)[number];
    if (query === questions[2]) {
      expect([agency, code]).toEqual([agency, agency === 'home' ? undefined : 'NOT_SHARED']);
      continue;
    }
    const [shown] = Object.values(data ?? {}) as [CareContext];
    expect(shown.agency).toBe(agency);
    expect(shown.rows[0]).toMatch(new RegExp(`^${agency} `));
    rows.add(shown.rows[0] as string);
  }
  expect(rows.size).toBe(answers.filter(({ code, data }) => !code && !data?.funding).length);
});

it('shows each agency its own schema when asked for it, and nobody a schema without a token', async () => {
  const hub = await start();
  const query = '{ __schema { mutationType { name } } __type(name: "Funding") { name } }';
  expect((await hub.ask('home', { query })).data).toEqual({
    __schema: { mutationType: { name: 'Mutation' } },
    __type: { name: 'Funding' },
  });
  expect((await hub.ask('trust', { query })).data).toEqual({ __schema: { mutationType: null }, __type: null });
  expect((await hub.ask('nobody', { query })).code).toBe('UNAUTHENTICATED');
});

/** Until a question is being answered, however long it took to arrive. */
async function begun({ opened }: Hub): Promise<void> {
  while (!opened.length) await pause(5);
}

it('ends what is in flight when it closes, and takes nothing new', async () => {
  const hub = await startHub();
  const slow = hub.ask('home', { query: '{ slow { agency } }' });
  await begun(hub);
  const closing = hub.close();
  expect((await slow).data).toEqual({ slow: { agency: 'home' } });
  await closing;
  await expect(hub.ask('home', { query: '{ viewer { agency } }' })).rejects.toThrow();
  expect(hub.finished).toEqual([true]);
});

it('tells whoever reads for a request that its client has left', async () => {
  const hub = await start();
  const leaving = new AbortController();
  const body = JSON.stringify({ query: '{ slow { agency } }' });
  const init = { method: 'POST', headers: hub.headersOf('home'), body, signal: leaving.signal };
  const left = fetch(`${hub.url}/graphql`, init).catch(() => 'left');
  await begun(hub);
  const { signal } = hub.opened[0] as (typeof hub.opened)[number];
  expect(signal.aborted).toBe(false);
  leaving.abort();
  expect(await left).toBe('left');
  await pause(30);
  expect(signal.aborted).toBe(true);
});

it('does not take an answered request for one whose client has left', async () => {
  const hub = await start();
  let aborted = false;
  await hub.ask('home', { query: '{ viewer { agency } }' });
  hub.opened[0]?.signal.addEventListener('abort', () => {
    aborted = true;
  });
  await hub.ask('home', { query: '{ slow { agency } }' });
  expect(hub.finished).toEqual([true, true]);
  expect(aborted).toBe(false);
});

it('gives up a request that takes too long', async () => {
  const hub = await start({ limits: { milliseconds: 60 } });
  const answer = await hub.ask('home', { query: '{ slow { agency } }' });
  expect([answer.status, answer.code]).toEqual([503, 'TIMED_OUT']);
  await pause(150);
});

it('says that it lives and whether it can answer, without a token and without a reason', async () => {
  let isReady = true;
  let warnings: string[] = [];
  const hub = await start({
    async ready() {
      if (!isReady) throw new Error('password of caregraph_hub refused');
      return warnings;
    },
  });
  expect(await hub.send('/health/live')).toMatchObject({ status: 200, text: '{"status":"live"}' });
  expect(await hub.send('/health/ready')).toMatchObject({ status: 200, text: '{"status":"ready"}' });
  warnings = ['ACCESS_PARTITION_MISSING'];
  expect(await hub.send('/health/ready')).toMatchObject({
    status: 200,
    text: '{"status":"ready","warnings":["ACCESS_PARTITION_MISSING"]}',
  });
  isReady = false;
  expect(await hub.send('/health/ready')).toMatchObject({ status: 503, text: '{"status":"unavailable"}' });
  expect(await hub.send('/health/live')).toMatchObject({ status: 200 });
});

it('serves pages beside the graph, which may set their own policy', async () => {
  const hub = await start({
    pages(app) {
      app.get('/', async (_request, reply) =>
        reply.type('text/html').header('content-security-policy', "default-src 'self'").send('<h1>CareGraph</h1>'),
      );
    },
  });
  const page = await hub.send('/');
  expect([page.status, page.text, page.headers.get('content-security-policy')]).toEqual([
    200,
    '<h1>CareGraph</h1>',
    "default-src 'self'",
  ]);
});

it('answers what is no HTTP, and headers without end, in its own words', async () => {
  const hub = await start();
  const broken = await raw(hub.url, 'NHS 9434765919\r\n\r\n');
  expect(broken).toMatch(/^HTTP\/1\.1 400 [\s\S]*"BAD_REQUEST"/);
  const long = await raw(hub.url, `GET /graphql?query=${'x'.repeat(40_000)} HTTP/1.1\r\nHost: x\r\n\r\n`);
  expect(long).toMatch(/^HTTP\/1\.1 431 [\s\S]*"BODY_TOO_LARGE"/);
  expect(broken + long).not.toMatch(/9434765919|xxx/);
});

it('makes the id of a request itself', async () => {
  const hub = await start();
  const { headers } = await hub.ask('home', { query: '{ viewer { agency } }' }, { 'x-request-id': '9434765919' });
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});

it('lets no other site read its answers', async () => {
  const hub = await start();
  const headers = {
    origin: 'https://elsewhere.example',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization',
  };
  const preflight = await hub.send('/graphql', { method: 'OPTIONS', headers });
  expect(preflight.status).toBe(401);
  const answer = await hub.ask('home', { query: '{ viewer { agency } }' }, { origin: 'https://elsewhere.example' });
  for (const { headers: given } of [preflight, answer]) expect([...given.keys()].join()).not.toMatch(/access-control/);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
});
