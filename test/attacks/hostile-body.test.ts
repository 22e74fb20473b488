import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deepestJson } from '../../src/shared/plain-json.ts';
import { startHub } from '../server/support/hub.ts';

let hub: Awaited<ReturnType<typeof startHub>>;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => hub.close());

const asked = '{ viewer { agency } }';
const said = 'query ($kind: String!) { trouble(kind: $kind) }';
const homes = 'query ($f: HomeFilter) { careHomes(filter: $f) { totalCount } }';
const sized = 'query ($n: Int) { careHomes(first: $n) { totalCount } }';
const within = (n: number, open: string, inner: string, close: string) => open.repeat(n) + inner + close.repeat(n);
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.of(...part))));
const json = (query: string, more: object = {}) => JSON.stringify({ query, ...more });
/** Variables as they are written, since no object could hold them. */
const given = (query: string, variables: string) => `{"query":${JSON.stringify(query)},"variables":${variables}}`;

async function send(body: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}) {
  const answer = await hub.send('/graphql', { method: 'POST', headers: hub.headersOf('home', headers), body });
  return [answer.code, answer.status];
}

const malformed: [string, string | Buffer<ArrayBuffer>][] = [
  ['bytes that are no UTF-8, in a variable', bytes(`{"query":"${said}","variables":{"kind":"a`, [0xc3, 0x28], '"}}')],
  ['bytes that are no UTF-8, in a comment', bytes('{"query":"{ viewer { agency } } #', [0xff, 0xfe], '"}')],
  ['letters written in more bytes than they need', bytes(`{"query":"${asked}","x":"`, [0xc0, 0xaf], '"}')],
  ['UTF-16', Buffer.from(json(asked), 'utf16le')],
  ['a null byte', `{"query":"{ viewer \u0000 { agency } }"}`],
  ['a document twice', `{"query":"{ funding { source } }","query":"${asked}"}`],
  ['variables twice', `{"query":"${homes}","variables":{},"variables":{"f":{}}}`],
  ['a field of an input twice', given(homes, '{"f":{"careType":"NURSING","careType":"RESIDENTIAL"}}')],
  ['a field twice, once written otherwise', given(homes, '{"f":{"careType":"NURSING","c\\u0061reType":"NURSING"}}')],
  ['__proto__ beside the document', `{"query":"${asked}","__proto__":{"x":1}}`],
  ['__proto__ for variables', given(homes, '{"__proto__":{"f":{}}}')],
  ['__proto__ in an input, written otherwise', given(homes, '{"f":{"\\u005f_proto__":{"careType":"NURSING"}}}')],
  ['constructor.prototype', given(homes, '{"f":{"constructor":{"prototype":{"x":1}}}}')],
];
const tooDeep = [
  ['objects', given(asked, within(15_000, '{"a":', '1', '}'))],
  ['lists', given('query ($i: [ID!]!) { residents(ids: $i) { id } }', `{"i":${within(45_000, '[', '', ']')}}`)],
  ['one more than may be', given(asked, within(deepestJson, '[', '', ']'))],
];

describe('a body', () => {
  it.each(malformed)('that holds %s is refused', async (_, body) => {
    expect(await send(body)).toEqual(['MALFORMED_JSON', 400]);
  });

  it.each(tooDeep)('of %s that nest without end is refused', async (_, body = '') => {
    expect(await send(body)).toEqual(['BODY_TOO_LARGE', 413]);
  });

  it.each<Record<string, string>>([
    { 'content-type': 'application/json; charset=iso-8859-1' },
    { 'content-type': 'application/json;charset="utf-16"' },
    { 'content-type': 'application/json; charset=utf-7' },
    { 'content-encoding': 'gzip' },
    { 'content-encoding': 'br' },
  ])('with %j is refused, not read as something else', async (headers) => {
    expect(await send(json(asked), headers)).toEqual(['UNSUPPORTED_MEDIA_TYPE', 415]);
  });

  it('with the same name in two objects, brackets in its texts, or a mark of its order is taken', async () => {
    const same = given(
      homes,
      '{"f":{"near":{"point":{"latitude":1,"longitude":1}}},"near":[{"f":"[{\\"f\\":"},{"f":1}]}',
    );
    expect(await send(same)).toEqual([undefined, 200]);
    expect(await send(`\ufeff${json(asked)}`, { 'content-type': 'Application/JSON; Charset="UTF-8"' })).toEqual([
      undefined,
      200,
    ]);
  });

  it.each([
    ['a list in a list', '[[{"query":"{ viewer { agency } }"}]]', 'BATCH_REFUSED'],
    ['an empty list', '[]', 'BATCH_REFUSED'],
    ['null', 'null', 'BAD_REQUEST'],
    ['a text', '"{ viewer { agency } }"', 'BAD_REQUEST'],
    ['documents in a list', '{"query":["{ viewer { agency } }"]}', 'BAD_REQUEST'],
    ['variables as a text', json(asked, { variables: '{}' }), 'BAD_REQUEST'],
    ['extensions as a list', json(asked, { extensions: [] }), 'BAD_REQUEST'],
    ['a name that is an object', json(asked, { operationName: {} }), 'BAD_REQUEST'],
    ['a name that every object has', json(asked, { operationName: '__proto__' }), 'OPERATION_UNKNOWN'],
    ['an input called constructor', given(homes, '{"f":{"constructor":1}}'), 'NOT_SHARED'],
    ['an input called toString', given(homes, '{"f":{"toString":1}}'), 'NOT_SHARED'],
    ['a field called __proto__', json('{ __proto__ }'), 'NOT_SHARED'],
    ['a field called constructor', json('{ constructor }'), 'NOT_SHARED'],
    ['a directive called constructor', json('{ viewer @constructor { agency } }'), 'NOT_SHARED'],
    ['a literal called __proto__', json('{ careHomes(filter: { __proto__: {} }) { totalCount } }'), 'NOT_SHARED'],
    ['a fragment called constructor', json('{ viewer { ...constructor } }'), 'INVALID_DOCUMENT'],
    ['a number without end', given(sized, '{"n":1e400}'), 'BAD_INPUT'],
    ['a number of 90,000 digits', given(sized, `{"n":${'9'.repeat(90_000)}}`), 'BAD_INPUT'],
    ['the same in the document', json(`{ careHomes(first: ${'9'.repeat(90_000)}) { totalCount } }`), 'BAD_INPUT'],
    ['one more than an integer holds', given(sized, '{"n":2147483648}'), 'BAD_INPUT'],
    ['half a letter', given(said, '{"kind":"\\ud800"}'), 'BAD_INPUT'],
    ['a null byte in a text', given(said, '{"kind":"a\\u0000b"}'), 'BAD_INPUT'],
    ['a null byte in the document', json('{ viewer \u0000 { agency } }'), 'SYNTAX_ERROR'],
    ['an argument twice', json('{ careHomes(first: 1, first: 2) { totalCount } }'), 'INVALID_DOCUMENT'],
    [
      'fragments of one another',
      json('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'),
      'INVALID_DOCUMENT',
    ],
    ['lists in lists', json(`{ residents(ids: ${within(700, '[', '', ']')}) { id } }`), 'BAD_INPUT'],
    [
      'inputs in inputs',
      json(`{ careHomes(filter: ${within(480, '{near:', '1', '}')}) { totalCount } }`),
      'QUERY_TOO_LONG',
    ],
    ['types in types', json(`query ($x: ${within(700, '[', 'Int', ']')}) { viewer { agency } }`), 'INVALID_DOCUMENT'],
    [
      '300 variables that nothing uses',
      json(`query (${'$v: Int '.repeat(300)}) { viewer { agency } }`),
      'INVALID_DOCUMENT',
    ],
    ['a name of 90,000 letters', json(`{ ${'a'.repeat(90_000)} }`), 'NOT_SHARED'],
    [
      'types of types of types',
      json('{ __schema { types { interfaces { possibleTypes { interfaces { name } } } } } }'),
      'INVALID_DOCUMENT',
    ],
  ])('that asks %s is refused', async (_, body, code) => {
    expect(await send(body)).toEqual([code, 400]);
  });
});

describe('an address', () => {
  it.each([
    ['variables with a name twice', 'variables={"a":1,"a":2}'],
    ['variables with __proto__', 'variables={"__proto__":{"a":1}}'],
    ['variables that nest without end', `variables=${within(2_000, '[', '', ']')}`],
    ['extensions with a name twice', 'extensions={"a":1,"a":2}'],
    ['variables that are a list', 'variables=[1]'],
    ['variables that are no JSON', 'variables=nonsense'],
    ['two names', 'operationName=a&operationName=b'],
  ])('with %s is refused', async (_, part) => {
    const path = `/graphql?query=${encodeURIComponent(asked)}&${encodeURI(part)}`;
    const { code, status } = await hub.send(path, { headers: hub.headersOf('home') });
    expect([code, status]).toEqual(['BAD_REQUEST', 400]);
  });

  it('whose bytes are no UTF-8 is refused', async () => {
    const { code, status } = await hub.send('/graphql?query=%7Bviewer%7Bagency%7D%7D%23%FF', {
      headers: hub.headersOf('home'),
    });
    expect([code, status]).toEqual(['BAD_REQUEST', 400]);
  });
});

it('nothing of all this was opened, unforeseen or left behind in what all objects share', async () => {
  // That whose names only look alike, and that with a mark of its order.
  expect(hub.opened.length).toBe(2);
  expect(hub.lines.filter((line) => line.includes('unforeseen'))).toEqual([]);
  expect(({} as { x?: unknown; a?: unknown }).x).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});
