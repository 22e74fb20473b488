import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Asking, type HubUnderTest, startHub } from '../support/hub.ts';

const node = 'query ($id: ID!) { node(id: $id) { id } }';

describe('input that somebody made up', () => {
  let hub: HubUnderTest;
  const viewers: Record<string, Asking> = {};

  beforeAll(async () => {
    hub = await startHub();
    const { rows } = await hub.database.owner.query<{ agency: string; code: string }>(
      'select agency, min(code) as code from organisation group by agency',
    );
    const codeOf = (agency: string) => rows.find((row) => row.agency === agency)?.code ?? '';
    viewers.practice = await hub.as(codeOf('practice'), 'clinician', 'DIRECT_CARE');
    viewers.trust = await hub.as(codeOf('trust'), 'discharge-coordinator', 'DISCHARGE');
    viewers.council = await hub.as(codeOf('council'), 'finance', 'FUNDING');
    viewers.dashboard = await hub.as(codeOf('dashboard'), 'service', 'PLANNING');
  });
  afterAll(() => hub.close());

  it.each(['practice', 'trust', 'council', 'dashboard'])(
    'names nothing to a %s, whatever type of record its id claims, shared with it or not',
    async (agency) => {
      const blocks = Array.from({ length: 16 }, (_, type) => Buffer.concat([Buffer.of(1, type), Buffer.alloc(16, 7)]));
      for (const block of blocks) {
        const answer = await viewers[agency]?.ask(node, { id: block.toString('base64url') });
        expect([answer?.data, answer?.errors]).toEqual([{ node: null }, undefined]);
      }
    },
  );

  it.each(['Capacity:abc', 'Alignment:', 'Rating:abc', 'DischargeHours:0', 'CareHome:none', 'toString:1', ':'])(
    'names nothing by the id %s',
    async (id) => {
      const answer = await viewers.practice?.ask(node, { id });
      expect([answer?.data, answer?.errors]).toEqual([{ node: null }, undefined]);
    },
  );

  it.each([
    ['node(id: "CareHome:\\u0000") { id }', 'node'],
    ['careHome(cqcLocationId: "\\u0000") { id }', 'careHome'],
    ['careHomes(filter: { name: "a\\u0000" }) { totalCount }', 'careHomes'],
    ['careHomes(filter: { near: { careHome: "\\u0000" } }) { totalCount }', 'careHomes'],
  ])('is refused before anything is read if it holds a character that no text has: %s', async (field, at) => {
    const { errors, data } = (await viewers.practice?.ask(`{ viewer { role } ${field} }`)) ?? {};
    expect(errors?.map(({ extensions }) => extensions)).toEqual([expect.objectContaining({ code: 'BAD_INPUT', at })]);
    expect(data).toBeUndefined();
  });

  it('is what was given, and left out where nothing was, whatever objects of JavaScript have by that name', async () => {
    const all = await viewers.practice?.ask<Homes>('{ homes: careHomes { totalCount } }');
    const [some, none] = [{ totalCount: all?.data.homes.totalCount }, { totalCount: 0 }];
    const found = async (name: string, given: string) => {
      const query = `query ($${name}: CareHomeFilter) { homes: careHomes(filter: $${name}) { totalCount } }`;
      const asked = new URLSearchParams({ query, variables: given });
      const headers = { authorization: `Bearer ${viewers.practice?.token}`, accept: 'application/json' };
      const response = await fetch(`${hub.url}?${asked}`, { headers });
      const { data, errors } = (await response.json()) as { data?: Homes; errors?: Refused[] };
      return data?.homes ?? errors?.[0]?.extensions.code;
    };
    // Under a name by which careless code reaches what all objects share, nothing is taken.
    for (const [name, given] of [
      ['toString', none],
      ['constructor', 'BAD_REQUEST'],
      ['__proto__', 'BAD_REQUEST'],
    ] as const) {
      expect([name, await found(name, '{}')]).toEqual([name, some]);
      expect([name, await found(name, `{"${name}": {"name": "no home is called so"}}`)]).toEqual([name, given]);
    }
  });
});

interface Refused {
  extensions: { code: string };
}

interface Homes {
  homes: { totalCount: number };
}

describe('the number of aligned homes', () => {
  it('is told behind the last of them too', async () => {
    const hub = await startHub();
    try {
      const { rows } = await hub.database.owner.query<{ code: string }>(
        `select min(organisation.code) as code from organisation where agency = 'home'`,
      );
      const home = await hub.as(rows[0]?.code ?? '', 'manager', 'DIRECT_CARE');
      const question =
        'query ($after: String) { alignedHomes(after: $after) { totalCount nodes { id } pageInfo { endCursor } } }';
      type Homes = { alignedHomes: { totalCount: number; nodes: unknown[]; pageInfo: { endCursor: string } } };
      const first = await home.ask<Homes>(question);
      const after = first.data.alignedHomes.pageInfo.endCursor;
      const { data } = await home.ask<Homes>(question, { after });
      expect(data.alignedHomes).toMatchObject({ totalCount: 1, nodes: [] });
    } finally {
      await hub.close();
    }
  });
});
