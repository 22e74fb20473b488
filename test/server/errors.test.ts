import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Refusal } from '../../src/shared/refusals.ts';
import { startHub } from './support/hub.ts';

let hub: Awaited<ReturnType<typeof startHub>>;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => hub.close());

const trouble = (kind: string) => hub.ask('home', { query: `{ trouble(kind: "${kind}") }` });

it('answers an unforeseen error with INTERNAL, and logs its class, code and place but no value', async () => {
  const { errors, text, data, status } = await trouble('database');
  expect([status, data]).toEqual([200, { trouble: null }]);
  expect(errors).toEqual([
    {
      message: 'Something went wrong in the hub.',
      path: ['trouble'],
      locations: [{ line: 1, column: 3 }],
      extensions: { code: 'INTERNAL', remedy: expect.any(String), requestId: expect.any(String) },
    },
  ]);
  expect(text).not.toMatch(/duplicate|9434765919|resident/);
  const line = hub.lines.find((each) => each.includes('unforeseen')) ?? '';
  expect(JSON.parse(line)).toMatchObject({
    level: 'error',
    requestId: errors[0]?.extensions.requestId,
    error: { cause: { class: 'Error', code: '23505', table: 'resident', constraint: 'resident_nhs_number' } },
  });
  expect(line).toMatch(/support\/care/);
  expect(hub.lines.join('')).not.toMatch(/9434765919|duplicate key|trouble\(/);
});

it('gives a refusal of a resolver with its code and path, beside the data', async () => {
  const { errors, data, status } = await hub.ask('home', { query: '{ viewer { agency } trouble(kind: "forbidden") }' });
  expect([status, data]).toEqual([200, { viewer: { agency: 'home' }, trouble: null }]);
  expect(errors[0]).toMatchObject({ path: ['trouble'], extensions: { code: 'FORBIDDEN', allowed: ['DIRECT_CARE'] } });
});

it('gives no half answer when the database goes away or the agreement changes under it', async () => {
  for (const [kind, code] of [
    ['gone', 'UNAVAILABLE'],
    ['agreement', 'AGREEMENT_CHANGED'],
  ]) {
    const answer = await hub.ask(
      'home',
      { query: `{ viewer { agency } trouble(kind: "${kind}") }` },
      { accept: 'application/json' },
    );
    expect([answer.status, answer.code, answer.data]).toEqual([503, code, undefined]);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(answer.text).not.toMatch(/ECONN|10\.0\.0\.7/);
  }
});

it('answers INTERNAL for a null where the schema promises a value, and logs which field it was', async () => {
  const answer = await hub.ask('home', { query: '{ broken { agency } }' });
  expect([answer.status, answer.code, answer.data]).toEqual([500, 'INTERNAL', null]);
  expect(hub.lines.join('')).toContain('Cannot return null for non-nullable field Query.broken.');
});

it('ends what it opened exactly once, and says whether all went well', async () => {
  hub.finished.length = 0;
  await hub.ask('home', { query: '{ viewer { agency } }' });
  await trouble('database');
  expect(hub.finished).toEqual([true, false]);
});

it('withholds the whole answer if ending fails', async () => {
  const strict = await startHub({
    contextOf: () => ({
      context: { agency: 'home', rows: [] },
      finish() {
        throw new Refusal('AUDIT_UNAVAILABLE');
      },
    }),
  });
  const answer = await strict.ask('home', { query: '{ viewer { agency } }' }, { accept: 'application/json' });
  expect([answer.status, answer.code, answer.data]).toEqual([503, 'AUDIT_UNAVAILABLE', undefined]);
  expect(answer.text).not.toContain('"agency"');
  await strict.close();
});

it('lets whoever guards operations refuse one before its context is opened', async () => {
  const guarded = await startHub({
    beforeOperation({ definition }, { agency }) {
      expect(agency).toBe('home');
      expect(definition.selectionSet.selections).toHaveLength(1);
      throw new Refusal('FORBIDDEN');
    },
  });
  const answer = await guarded.ask('home', { query: '{ viewer { agency } }' });
  expect([answer.status, answer.code]).toEqual([403, 'FORBIDDEN']);
  expect(guarded.opened).toEqual([]);
  await guarded.close();
});

it('gives each request its own id, also where many are refused by one and the same error', async () => {
  const kept = Promise.reject(new Refusal('PURPOSE_NOT_ALLOWED'));
  const guarded = await startHub({ beforeOperation: () => kept });
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => guarded.ask('home', { query: '{ viewer { agency } }' })),
  );
  for (const { errors, headers } of answers) {
    expect(errors[0]?.extensions.requestId).toBe(headers.get('x-request-id'));
  }
  await guarded.close();
});

it('keeps to itself what goes wrong while it finds out who asks', async () => {
  const broken = await startHub({
    async viewerOf() {
      throw new Error('no organisation for 9434765919');
    },
  });
  const answer = await broken.ask('home', { query: '{ viewer { agency } }' });
  expect([answer.status, answer.code]).toEqual([500, 'INTERNAL']);
  expect(answer.text + broken.lines.join('')).not.toContain('9434765919');
  await broken.close();
});

it('tells whoever counts requests how each of them ended', async () => {
  hub.ended.length = 0;
  const { headers } = await hub.ask('home', { query: '{ viewer { agency } }' });
  await hub.ask('home', { query: '{' });
  await hub.ask('nobody', { query: '{ viewer { agency } }' });
  expect(hub.ended.map(({ status, codes }) => [status, ...codes])).toEqual([
    [200],
    [400, 'SYNTAX_ERROR'],
    [401, 'UNAUTHENTICATED'],
  ]);
  expect(hub.ended[0]).toMatchObject({ requestId: headers.get('x-request-id'), viewer: { agency: 'home' } });
});
