import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fetchExchange, subscriptionExchange, Client as UrqlClient } from '@urql/core';
import { parse } from 'graphql';
import { GraphQLClient } from 'graphql-request';
import { createClient } from 'graphql-ws';
import { type Setting, setting } from '../subjects/capacity/setting.ts';

const who = 'query Who { viewer { agency } }';
const homes = `query Homes($first: Int!, $after: String) {
  careHomes(first: $first, after: $after) { totalCount nodes { id name } pageInfo { hasNextPage endCursor } }
}`;
const tell = `mutation Tell($input: UpdateCapacityInput!) {
  updateCapacity(input: $input) { problems { code } record { id capacity(careType: RESIDENTIAL) { available } } }
}`;
const hear = 'subscription Beds { capacityChanged { cursor node { available } } }';

interface Page {
  careHomes: { totalCount: number; nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}
type Variables = Record<string, unknown>;

/** What each client does, in its own way, as its page on the web shows it. */
interface Asking {
  query<Data>(document: string, variables?: Variables): Promise<Data>;
  mutate<Data>(document: string, variables: Variables): Promise<Data>;
  /** Calls `told` for each event; gives what ends it. */
  subscribe(document: string, told: (data: unknown) => void): () => void;
  /** The code of the error that a bad question is answered with. */
  codeOf(document: string): Promise<unknown>;
}

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

const headers = () => ({ authorization: `Bearer ${s.manager.token}` });
const sockets = () =>
  createClient({ url: s.hub.url.replace('http', 'ws'), connectionParams: headers(), retryAttempts: 0 });
const codeIn = (error: unknown): unknown => {
  const { errors, graphQLErrors, response } = error as {
    errors?: { extensions: { code: string } }[];
    graphQLErrors?: { extensions: { code: string } }[];
    response?: { errors: { extensions: { code: string } }[] };
  };
  return (errors ?? graphQLErrors ?? response?.errors)?.[0]?.extensions.code;
};

function apollo(): Asking {
  const fetchPolicy = 'no-cache';
  const http = new ApolloClient({
    link: new HttpLink({ uri: s.hub.url, headers: headers() }),
    cache: new InMemoryCache(),
  });
  const live = new ApolloClient({ link: new GraphQLWsLink(sockets()), cache: new InMemoryCache() });
  return {
    query: async <Data>(document: string, variables = {}) =>
      (await http.query({ query: gql(document), variables })).data as Data,
    mutate: async <Data>(document: string, variables: Variables) =>
      (await http.mutate({ mutation: gql(document), variables })).data as Data,
    subscribe(document, told) {
      const heard = live.subscribe({ query: gql(document), fetchPolicy }).subscribe(({ data }) => told(data));
      return () => heard.unsubscribe();
    },
    codeOf: (document) => http.query({ query: gql(document) }).then(() => undefined, codeIn),
  };
}

function urql(): Asking {
  const ws = sockets();
  const client = new UrqlClient({
    url: s.hub.url,
    preferGetMethod: false,
    fetchOptions: () => ({ headers: headers() }),
    exchanges: [
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({ unsubscribe: ws.subscribe({ query, variables: variables as Variables }, sink) }),
        }),
      }),
    ],
  });
  return {
    async query<Data>(document: string, variables = {}) {
      const { data, error } = await client.query(document, variables).toPromise();
      if (error) throw error;
      return data as Data;
    },
    async mutate<Data>(document: string, variables: Variables) {
      const { data, error } = await client.mutation(document, variables).toPromise();
      if (error) throw error;
      return data as Data;
    },
    subscribe: (document, told) => client.subscription(document, {}).subscribe(({ data }) => told(data)).unsubscribe,
    codeOf: async (document) => codeIn((await client.query(document, {}).toPromise()).error),
  };
}

/** It speaks HTTP only, and names the client of graphql-ws for the rest. */
function graphqlRequest(): Asking {
  const client = new GraphQLClient(s.hub.url, { headers: headers() });
  return {
    query: (document, variables = {}) => client.request(document, variables),
    mutate: (document, variables) => client.request(document, variables),
    subscribe: (query, told) =>
      sockets().subscribe({ query }, { next: ({ data }) => told(data), error: told, complete() {} }),
    codeOf: (document) => client.request(parse(document)).then(() => undefined, codeIn),
  };
}

describe.each([
  ['Apollo Client', apollo],
  ['urql', urql],
  ['graphql-request', graphqlRequest],
])('%s, as it comes', (name, start) => {
  let client: Asking;
  beforeAll(() => {
    client = start();
  });

  it('asks', async () => {
    expect(await client.query(who)).toMatchObject({ viewer: { agency: 'home' } });
  });

  it('pages through a list to its end, each record once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    let more = true;
    let total = 0;
    while (more && seen.length < 50) {
      const { careHomes }: Page = await client.query<Page>(homes, { first: 1, after });
      total = careHomes.totalCount;
      seen.push(...careHomes.nodes.map(({ id }) => id));
      after = careHomes.pageInfo.endCursor;
      more = careHomes.pageInfo.hasNextPage;
    }
    expect([seen.length, new Set(seen).size, total > 0]).toEqual([total, total, true]);
  });

  it('writes, and hears of it', async () => {
    const heard: unknown[] = [];
    const end = client.subscribe(hear, (data) => heard.push(data));
    // Nothing tells a client that its subscription has begun: it writes until it hears.
    const told = async (n: number) => {
      const careTypes = [{ careType: 'RESIDENTIAL', maximum: 20, occupied: 0, reserved: 0, available: n }];
      const input = { idempotencyKey: `${name.replace(/\W/g, '-')}-beds-${n}`, confirm: true, careTypes };
      return client.mutate<{ updateCapacity: object }>(tell, { input });
    };
    for (let n = 1; heard.length === 0 && n <= 19; n++) {
      const { updateCapacity } = await told(n);
      expect(updateCapacity).toMatchObject({ problems: [], record: { capacity: { available: n } } });
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    end();
    expect(heard[0]).toMatchObject({
      capacityChanged: { cursor: expect.any(String), node: { available: expect.any(Number) } },
    });
  });

  it('is told the code of what is wrong', async () => {
    expect(await client.codeOf('{ favouriteColour }')).toBe('NOT_SHARED');
    expect(await client.codeOf('{ careHomes(first: 0) { totalCount } }')).toBe('PAGE_SIZE');
  });
});
