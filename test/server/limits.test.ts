import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery, parse } from 'graphql';
import { Documents } from '../../src/server/documents.ts';
import { defaultLimits, type Limits } from '../../src/server/limits/limits.ts';
import { fileLimits } from '../../src/shared/file-limits.ts';
import { Refusal } from '../../src/shared/refusals.ts';
import { careSchema, homeRound } from './support/care.ts';
import { hostile } from './support/hostile-documents.ts';
import { startHub } from './support/hub.ts';

let hub: Awaited<ReturnType<typeof startHub>>;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => hub.close());

const schema = careSchema('practice');

function costOf(text: string, limits: Partial<Limits> = {}): number {
  return new Documents(schema, { ...defaultLimits, ...limits }).prepare(text, parse(text), undefined, {}).cost;
}

describe('a hostile document is refused before anything is opened for it, within 50 ms', () => {
  it.each(hostile)('%s', async (_title, query, code) => {
    await hub.ask('practice', { query: '{ viewer { agency } }' });
    hub.opened.length = 0;
    const spent: number[] = [];
    for (let i = 0; i < 3; i += 1) {
      const before = process.cpuUsage();
      const answer = await hub.ask('practice', { query });
      const { user, system } = process.cpuUsage(before);
      spent.push((user + system) / 1000);
      expect([answer.code, answer.status]).toEqual([code, 400]);
    }
    expect(hub.opened).toEqual([]);
    // The first of them also compiles the hub's own code.
    expect(Math.min(...spent)).toBeLessThan(50);
  });

  it('also when it comes again and again, and never in place of a good one', async () => {
    for (let i = 0; i < 30; i += 1) await hub.ask('practice', { query: hostile[i % hostile.length]?.[1] as string });
    expect((await hub.ask('practice', { query: '{ viewer { agency } }' })).data).toEqual({
      viewer: { agency: 'practice' },
    });
  });
});

describe('what people really ask stays within the limits', () => {
  it('a home round of 20 homes with 100 residents each', async () => {
    expect(costOf(homeRound)).toBeGreaterThan(100_000);
    expect((await hub.ask('practice', { query: homeRound })).data).toEqual({ alignedHomes: { nodes: [] } });
  });

  it('the introspection of tools', async () => {
    const options = {
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    };
    const { data, errors } = await hub.ask('practice', { query: getIntrospectionQuery(options) });
    expect(errors).toEqual([]);
    expect(JSON.stringify(data)).not.toContain('fundedBy');
  });
});

describe('the cost of a document is the number of objects that it may return', () => {
  it.each([
    ['{ viewer { agency } }', 1],
    ['{ viewer { agency } again: viewer { agency } }', 2],
    ['{ careHomes(first: 7) { nodes { id name } pageInfo { endCursor } } }', 1 + 7 + 1],
    ['{ careHomes { nodes { id } } }', 1 + 20],
    ['{ careHomes(first: 2) { nodes { residents(first: 3) { nodes { id } } } } }', 1 + 2 * (1 + 1 + 3)],
    ['{ residents(ids: ["1"]) { withheld { field } } }', 5 * (1 + 5)],
    ['{ node(id: "1") { ... on Resident { carePlan { id } } ... on Placement { id } } }', 1 + 1],
  ])('%s', (query, cost) => {
    expect(costOf(query)).toBe(cost);
  });

  it('follows the variables, and leaves out what they skip', () => {
    const text =
      'query ($n: Int = 4, $skip: Boolean! = true) { careHomes(first: $n) { nodes { id } } viewer @skip(if: $skip) { agency } }';
    const documents = new Documents(schema, defaultLimits);
    const cost = (variables: object) => documents.prepare(text, parse(text), undefined, { ...variables }).cost;
    expect(cost({})).toBe(5);
    expect(cost({ n: 10, skip: false })).toBe(12);
  });

  it('follows what a field says of itself', () => {
    const own = careSchema('practice');
    const fields = own.getQueryType()?.getFields() ?? {};
    Object.assign(fields.viewer as object, { extensions: { cost: 30 } });
    Object.assign(fields.residents as object, { extensions: { listSize: 50 } });
    Object.assign(fields.careHomes as object, { extensions: { maximumPage: 3 } });
    const documents = new Documents(own, defaultLimits);
    const prepare = (text: string) => documents.prepare(text, parse(text), undefined, {});
    expect(prepare('{ viewer { agency } residents(ids: []) { id } }').cost).toBe(30 + 50);
    expect(() => prepare('{ careHomes(first: 4) { totalCount } }')).toThrow(new Refusal('PAGE_SIZE'));
    expect(prepare('{ careHomes(first: 3) { totalCount } }').cost).toBe(1);
  });
});

it('the page for those who ask or bring files says the limits in force', async () => {
  const page = await readFile('docs/limits.md', 'utf8');
  const {
    body,
    tokens,
    selections,
    rootFields,
    directives,
    depth,
    aliases,
    page: records,
    cost,
    milliseconds,
    newShapes,
    shortAtOnce,
  } = defaultLimits;
  for (const limit of [
    body,
    tokens,
    selections,
    rootFields,
    directives,
    depth,
    aliases,
    records,
    cost,
    milliseconds / 1000,
    newShapes,
    shortAtOnce,
    ...Object.values(fileLimits),
  ]) {
    expect(page).toMatch(new RegExp(`\\| ${limit.toLocaleString('en-GB')}[ ,]`));
  }
});
