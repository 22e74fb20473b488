import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusals } from '../../src/shared/refusal-catalogue.ts';
import { startHub } from './support/hub.ts';

let hub: Awaited<ReturnType<typeof startHub>>;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => hub.close());

type Answer = Awaited<ReturnType<typeof hub.ask>>;

/** An answer without what differs from request to request: its id and the places in the client's own text. */
const essence = ({ status, errors, data }: Answer) => ({
  status,
  data,
  errors: errors.map(({ message, extensions: { requestId: _id, ...extensions } }) => ({ message, extensions })),
});

const asking = (query: string, variables = {}) => hub.ask('practice', { query, variables });

/** Each bad request, what it is answered with, and what must not come back. */
const bad: [title: string, send: () => Promise<Answer>, code: string, status: number][] = [
  ['no token', () => hub.send('/graphql?query={viewer{agency}}'), 'UNAUTHENTICATED', 401],
  ['no token and a broken body', () => hub.send('/graphql', { method: 'POST', body: '{' }), 'UNAUTHENTICATED', 401],
  ['an expired token', () => hub.ask('expired', { query: '{ viewer { agency } }' }), 'TOKEN_EXPIRED', 401],
  ['malformed JSON', () => hub.ask('home', '{ "query": "{ viewer }", 9434765919'), 'MALFORMED_JSON', 400],
  ['an empty body', () => hub.ask('home', ''), 'MALFORMED_JSON', 400],
  ['JSON that reaches for the prototype', () => hub.ask('home', '{ "__proto__": {} }'), 'MALFORMED_JSON', 400],
  [
    'a body of another type',
    () => hub.ask('home', 'query', { 'content-type': 'text/plain' }),
    'UNSUPPORTED_MEDIA_TYPE',
    415,
  ],
  [
    'a form',
    () => hub.ask('home', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }),
    'UNSUPPORTED_MEDIA_TYPE',
    415,
  ],
  ['a body too large', () => hub.ask('home', { query: `#${'x'.repeat(200_000)}` }), 'BODY_TOO_LARGE', 413],
  ['a list of operations', () => hub.ask('home', '[{ "query": "{ viewer { agency } }" }]'), 'BATCH_REFUSED', 400],
  ['no query', () => hub.ask('home', {}), 'BAD_REQUEST', 400],
  [
    'variables that are no object',
    () => hub.ask('home', '{ "query": "{ viewer { agency } }", "variables": [9434765919] }'),
    'BAD_REQUEST',
    400,
  ],
  [
    'a persisted query',
    () => hub.ask('home', '{ "extensions": { "persistedQuery": { "version": 1, "sha256Hash": "00" } } }'),
    'BAD_REQUEST',
    400,
  ],
  [
    'an answer type that the hub lacks',
    () => hub.ask('home', { query: '{ viewer { agency } }' }, { accept: 'text/html' }),
    'NOT_ACCEPTABLE',
    406,
  ],
  [
    'another method',
    () => hub.send('/graphql', { method: 'PUT', headers: hub.headersOf('home'), body: '{}' }),
    'METHOD_NOT_ALLOWED',
    405,
  ],
  [
    'a mutation by GET',
    () => hub.send('/graphql?query=mutation{record(kind:"x")}', { headers: hub.headersOf('home') }),
    'METHOD_NOT_ALLOWED',
    405,
  ],
  ['an unknown address', () => hub.send('/9434765919'), 'NOT_FOUND', 404],
  ['a broken address', () => hub.send('/%zz9434765919'), 'NOT_FOUND', 404],
  ['a document that does not parse', () => asking('{ viewer { agency } 9434765919'), 'SYNTAX_ERROR', 400],
  [
    'an operation that is not there',
    () => hub.ask('home', { query: '{ viewer { agency } }', operationName: 'Other' }),
    'OPERATION_UNKNOWN',
    400,
  ],
  ['an unused variable', () => asking('query ($x9434765919: Int) { viewer { agency } }'), 'INVALID_DOCUMENT', 400],
  ['no selection', () => asking('{ viewer }'), 'INVALID_DOCUMENT', 400],
  ['a literal of another type', () => asking('{ careHomes(first: "9434765919") { totalCount } }'), 'BAD_INPUT', 400],
  ['a bad NHS number', () => asking('{ resident(nhsNumber: "943 476 5910") { id } }'), 'NHS_NUMBER_INVALID', 400],
  [
    'a bad NHS number in a variable',
    () => asking('query ($n: NhsNumber!) { resident(nhsNumber: $n) { id } }', { n: '943 476 5910' }),
    'NHS_NUMBER_INVALID',
    400,
  ],
  [
    'a variable of another type',
    () => asking('query ($n: Int) { careHomes(first: $n) { totalCount } }', { n: '9434765919' }),
    'BAD_INPUT',
    400,
  ],
  [
    'no value for a variable',
    () => asking('query ($n: NhsNumber!) { resident(nhsNumber: $n) { id } }'),
    'BAD_INPUT',
    400,
  ],
  [
    'two keys where one is wanted',
    () =>
      asking('query ($f: HomeFilter) { careHomes(filter: $f) { totalCount } }', {
        f: { near: { postcode: 'BL1 2AB', point: { latitude: 1, longitude: 2 } } },
      }),
    'BAD_INPUT',
    400,
  ],
  ['a negative page', () => asking('{ careHomes(first: -1) { totalCount } }'), 'PAGE_SIZE', 400],
  [
    'a huge page',
    () => asking('query ($n: Int) { careHomes(first: $n) { totalCount } }', { n: 1_000_000 }),
    'PAGE_SIZE',
    400,
  ],
];

describe('every bad request gets one error of the catalogue', () => {
  it.each(bad)('%s', async (_title, send, code, status) => {
    const { errors, data, headers, text, ...answer } = await send();
    expect([answer.code, answer.status]).toEqual([code, status]);
    expect(data).toBeUndefined();
    expect(errors).toHaveLength(1);
    const { message, remedy } = refusals[code as keyof typeof refusals];
    expect(errors[0]).toMatchObject({ message, extensions: { code, remedy, requestId: headers.get('x-request-id') } });
    expect(text).not.toMatch(/943\s?476|BL1|Did you mean|stack|node_modules/);
    expect(headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json; charset=utf-8$/);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('opens no context for any of them', () => {
    expect(hub.opened).toEqual([]);
  });

  it('writes nothing of them to the log', () => {
    expect(hub.lines.length).toBeGreaterThan(20);
    expect(hub.lines.join('')).not.toMatch(/943\s?476|BL1|viewer|nhsNumber|Bearer/);
  });
});

it('answers a refused document with 200 to a client that takes only application/json', async () => {
  const plain = { accept: 'application/json; charset=utf-8' };
  const statuses = async (query: string) => (await hub.ask('practice', { query }, plain)).status;
  expect(await statuses('{')).toBe(200);
  expect(await statuses('{ nothing }')).toBe(200);
  expect(await statuses('{ careHomes(first: 0) { totalCount } }')).toBe(200);
  expect((await hub.ask('nobody', { query: '{ viewer { agency } }' }, plain)).status).toBe(401);
});

/** What a practice's schema lacks: once what a home's schema has, once what no schema has. */
const lacking: [title: string, elsewhere: string, nowhere: string, variables?: [object, object]][] = [
  [
    'a field',
    '{ node(id: "1") { ... on Placement { funding } } }',
    '{ node(id: "1") { ... on Placement { fnuding } } }',
  ],
  ['a field with a selection', '{ funding { source } }', '{ nothing { source } }'],
  ['a nearly right field', '{ viewre { agency } }', '{ blah { agency } }'],
  ['an argument', '{ careHomes(fundedBy: 1) { totalCount } }', '{ careHomes(nothing: 1) { totalCount } }'],
  [
    'an input field',
    '{ careHomes(filter: { fundedBy: 1 }) { totalCount } }',
    '{ careHomes(filter: { nothing: 1 }) { totalCount } }',
  ],
  [
    'an enum value',
    '{ careHomes(filter: { careType: RESPITE }) { totalCount } }',
    '{ careHomes(filter: { careType: NOTHING }) { totalCount } }',
  ],
  [
    'a type of a fragment',
    '{ node(id: "1") { ... on Funding { id } } }',
    '{ node(id: "1") { ... on Nothing { id } } }',
  ],
  [
    'a type of a variable',
    'query ($x: Funding) { viewer { agency(x: $x) } }',
    'query ($x: Nothing) { viewer { agency(x: $x) } }',
  ],
  ['a directive', '{ viewer @shown { agency } }', '{ viewer @nothing { agency } }'],
  ['the mutation type', 'mutation { record(kind: "x") }', 'subscription { nothing }'],
  [
    'an enum value in a variable',
    'query ($f: HomeFilter) { careHomes(filter: $f) { totalCount } }',
    'query ($f: HomeFilter) { careHomes(filter: $f) { totalCount } }',
    [{ f: { careType: 'RESPITE' } }, { f: { careType: 'NOTHING' } }],
  ],
  [
    'an input field in a variable',
    'query ($f: HomeFilter) { careHomes(filter: $f) { totalCount } }',
    'query ($f: HomeFilter) { careHomes(filter: $f) { totalCount } }',
    [{ f: { fundedBy: '1' } }, { f: { nothing: '1' } }],
  ],
];

describe('what an agency’s schema lacks is NOT_SHARED, whether another agency has it or nobody', () => {
  it.each(lacking)('%s', async (_title, elsewhere, nowhere, [first, second] = [{}, {}]) => {
    const shared = await hub.ask('practice', { query: elsewhere, variables: first as never });
    const unknown = await hub.ask('practice', { query: nowhere, variables: second as never });
    expect([shared.code, shared.status]).toEqual(['NOT_SHARED', 400]);
    expect(essence(shared)).toEqual(essence(unknown));
    expect(shared.text).not.toMatch(/Did you mean|funding|fundedBy|RESPITE|Funding/);
  });

  it('names the path of a variable, and neither its name within nor its value', async () => {
    const query = 'query ($f: HomeFilter) { careHomes(filter: $f) { totalCount } }';
    const { errors } = await hub.ask('practice', { query, variables: { f: { near: { '9434765919': 1 } } } });
    expect(errors[0]?.extensions).toMatchObject({ code: 'NOT_SHARED', at: '$f.near' });
    const wrong = await hub.ask('practice', {
      query,
      variables: { f: { near: { point: { latitude: 'x', longitude: 1 } } } },
    });
    expect(wrong.errors[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', at: '$f.near.point.latitude' });
  });

  it('points at every place in the document', async () => {
    const { errors } = await asking('{ viewer { agency nothing } nowhere careHomes(first: "x") { totalCount } }');
    expect(errors).toHaveLength(1);
    expect(errors[0]?.locations).toEqual([
      { line: 1, column: 19 },
      { line: 1, column: 29 },
    ]);
  });

  it('answers the agency that has it', async () => {
    expect((await hub.ask('home', { query: '{ funding { source } }' })).data).toEqual({
      funding: [{ source: 'COUNCIL' }],
    });
  });
});
