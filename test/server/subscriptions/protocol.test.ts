import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { hearingLimits } from '../../../src/server/subscriptions/places.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { type HubUnderTest, startHub } from '../../support/hub.ts';
import { RawSocket } from './raw.ts';

const BEDS = 'subscription { capacityChanged { cursor node { available } } }';
const LONG = `subscription { incidentRecorded { node { resident {
  incidents(first: 100) { nodes { resident { incidents(first: 100) { nodes { kind } } } } } } } } }`;
const nearby = (postcode: string) =>
  `subscription { capacityChanged(filter: { near: { postcode: "${postcode}" }, withinKm: 3 }) { cursor } }`;
const limits = {
  newShapes: Number.POSITIVE_INFINITY,
  body: 5_000,
  hearing: { ...hearingLimits, signIn: 400, socketsOfUser: 2, socketsOfOrganisation: 3, subscriptions: 2, ping: 200 },
};

let database: TestDatabase;
let hub: HubUnderTest;
let home: string;
let organisations: string[];
const sockets: RawSocket[] = [];

beforeAll(async () => {
  database = await databaseOfOwn();
  hub = await startHub({ database, limits });
  const { rows } = await database.owner.query<{ code: string }>(
    `select code from organisation where agency = 'home' order by code`,
  );
  organisations = rows.map(({ code }) => code);
  home = organisations[0] ?? '';
});
afterEach(() => {
  for (const { socket } of sockets.splice(0)) socket.terminate();
});
afterAll(async () => {
  await hub?.close();
  await database?.drop();
});

function raw(options?: ConstructorParameters<typeof RawSocket>[1]): RawSocket {
  const socket = new RawSocket(hub.url, options);
  sockets.push(socket);
  return socket;
}
const tokenOf = async (user = 'ada', code = home) => (await hub.as(code, 'manager', 'DIRECT_CARE', user)).token;
const subscriber = async (user?: string, code?: string) => raw().init(await tokenOf(user, code));

describe('a connection is closed', () => {
  it('4400 for what is no message of the protocol', async () => {
    for (const nonsense of ['not json', '{"type":"hello"}', '{"type":"subscribe","id":"1"}']) {
      const socket = await raw().opened();
      socket.say(nonsense);
      expect([nonsense, (await socket.end())?.code]).toEqual([nonsense, 4400]);
    }
  });

  it('4401 for a subscription before the connection was accepted', async () => {
    const socket = await raw().opened();
    socket.subscribe('1', BEDS);
    expect((await socket.end())?.code).toBe(4401);
  });

  it('4403 for a token that is none, or lets nobody in, with the code of the refusal', async () => {
    expect(await (await raw().init('nonsense')).end()).toEqual({ code: 4403, reason: 'UNAUTHENTICATED' });
    const { token } = await hub.as(home, 'manager', 'PLANNING');
    expect(await (await raw().init(token)).end()).toEqual({ code: 4403, reason: 'PURPOSE_NOT_ALLOWED' });
    const nobody = (await hub.as('NOWHERE', 'manager', 'DIRECT_CARE')).token;
    expect(await (await raw().init(nobody)).end()).toEqual({ code: 4403, reason: 'ORGANISATION_REFUSED' });
  });

  it('4403 for two tokens that differ, of which nobody knows which was meant', async () => {
    const [ada, bert] = [`Bearer ${await tokenOf('ada')}`, `Bearer ${await tokenOf('bert')}`];
    const socket = await raw({ headers: { authorization: ada } }).init(await tokenOf('bert'));
    expect(await socket.end()).toEqual({ code: 4403, reason: 'UNAUTHENTICATED' });
    const inHeaders = await raw({ headers: { authorization: [ada, bert] } }).opened();
    inHeaders.say({ type: 'connection_init' });
    expect(await inHeaders.end()).toEqual({ code: 4403, reason: 'UNAUTHENTICATED' });
  });

  it('4406 for another subprotocol, or none', async () => {
    const none = raw({ protocol: '' });
    expect((await none.end())?.code).toBe(4406);
    // A client that offered a protocol gives up itself if it is not taken.
    const other = raw({ protocol: 'graphql-ws' });
    expect((await other.end())?.code).toBe(1006);
  });

  it('4408 for who does not say in time who he is', async () => {
    const socket = await raw().opened();
    expect((await socket.end())?.code).toBe(4408);
  });

  it('4409 for a second subscription under the id of one that is open', async () => {
    const socket = await subscriber();
    socket.subscribe('1', BEDS);
    socket.subscribe('1', BEDS);
    expect((await socket.end())?.code).toBe(4409);
  });

  it('4429 for saying twice who one is', async () => {
    const socket = await subscriber();
    socket.say({ type: 'connection_init' });
    expect((await socket.end())?.code).toBe(4429);
  });

  it('4429 for more connections than a user, or an organisation, may have; places that are left are free again', async () => {
    const [one, two] = [await subscriber('ada'), await subscriber('ada')];
    expect([one.closed, two.closed]).toEqual([undefined, undefined]);
    expect(await (await subscriber('ada')).end()).toEqual({ code: 4429, reason: 'TOO_MANY_SUBSCRIPTIONS' });
    expect((await subscriber('bert')).closed).toBeUndefined();
    expect((await (await subscriber('cleo')).end())?.code).toBe(4429);
    expect((await subscriber('ada', organisations[1])).closed).toBeUndefined();
    one.socket.close();
    await one.end();
    await pause(50);
    expect((await subscriber('ada')).closed).toBeUndefined();
  });

  it('1009 for a message that is too large', async () => {
    const socket = await subscriber();
    socket.say({ type: 'subscribe', id: '1', payload: { query: `${BEDS} ${' '.repeat(6_000)}` } });
    expect((await socket.end())?.code).toBe(1009);
  });

  it('without an answer to a ping', async () => {
    const socket = await subscriber();
    socket.socket.pause();
    await pause(700);
    socket.socket.resume();
    expect((await socket.end())?.code).toBe(1006);
  });
});

describe('a subscription is refused', () => {
  it('where it is none, is not shared, is too much, or is no GraphQL; the others go on', async () => {
    const socket = await subscriber();
    const documents: [string, string][] = [
      ['{ viewer { agency } }', 'OVER_WEBSOCKET'],
      ['mutation { nothing }', 'NOT_SHARED'],
      ['subscription { bedsFallingFromTheSky { cursor } }', 'NOT_SHARED'],
      ['subscription { capacityChanged { node { favouriteColour } } }', 'NOT_SHARED'],
      ['subscription {', 'SYNTAX_ERROR'],
      ['subscription { a: capacityChanged { cursor } b: capacityChanged { cursor } }', 'INVALID_DOCUMENT'],
      ['subscription { capacityChanged(filter: { withinKm: 3 }) { cursor } }', 'BAD_INPUT'],
      ['subscription { capacityChanged(since: "nonsense") { cursor } }', 'CURSOR_INVALID'],
      ['subscription { privacyAlertRaised { cursor } }', 'PURPOSE_NOT_ALLOWED'],
      ['subscription { capacityChanged(filter: { careType: SPA }) { cursor } }', 'NOT_SHARED'],
      [nearby('nonsense'), 'POSTCODE_UNKNOWN'],
      ['subscription { __typename }', 'INVALID_DOCUMENT'],
      ['subscription { capacityChanged @skip(if: true) { cursor } }', 'INVALID_DOCUMENT'],
      [LONG, 'QUERY_TOO_COSTLY'],
    ];
    socket.subscribe('good', BEDS);
    for (const [n, [document, code]] of documents.entries()) {
      socket.subscribe(`${n}`, document);
      expect([document, await socket.errorOf(`${n}`)]).toEqual([document, code]);
    }
    expect(socket.closed).toBeUndefined();
    socket.subscribe('nowhere', nearby('ZZ1 1ZZ'));
    await pause(200);
    await database.owner.query('update capacity set as_of = now() where valid_until is null');
    await socket.until(() => socket.messages.some(({ type, id }) => type === 'next' && id === 'good'));
    expect(await socket.errorOf('nowhere')).toBe('POSTCODE_UNKNOWN');
    expect(socket.messages.filter(({ type }) => type === 'next').map(({ id }) => id)).toContain('good');
  });

  it('beyond those that one connection may have, until one of them is over', async () => {
    const socket = await subscriber();
    for (const id of ['1', '2', '3']) socket.subscribe(id, BEDS);
    expect(await socket.errorOf('3')).toBe('TOO_MANY_SUBSCRIPTIONS');
    socket.say({ type: 'complete', id: '1' });
    const refused = (id: string) => socket.messages.some((message) => message.type === 'error' && message.id === id);
    // Its place is free once what was under way for it has ended.
    let id = 3;
    while (refused(`${id}`) && id < 50) {
      socket.subscribe(`${++id}`, BEDS);
      await pause(200);
    }
    expect(refused(`${id}`)).toBe(false);
  });

  it('over HTTP, and answered nowhere but at the address of the graph', async () => {
    const { status, errors } = await (await hub.as(home, 'manager', 'DIRECT_CARE')).ask(BEDS);
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'OVER_WEBSOCKET']);
    const elsewhere = new RawSocket(hub.url.replace('/graphql', '/elsewhere'));
    sockets.push(elsewhere);
    expect((await elsewhere.end())?.code).toBe(1006);
  });

  it('and puts the refusal on record', async () => {
    const socket = await subscriber('dora');
    socket.subscribe('1', 'subscription { privacyAlertRaised { cursor } }');
    await socket.errorOf('1');
    const { rows } = await database.owner.query(
      `select kind, outcome, operation from hub.access_entry where "user" = 'dora' order by number`,
    );
    expect(rows).toEqual([{ kind: 'REFUSAL', outcome: 'PURPOSE_NOT_ALLOWED', operation: 'privacyAlertRaised' }]);
  });
});

it('a socket that is turned away is closed, also if its client never closes it', async () => {
  const client = connect({ port: Number(new URL(hub.url).port), host: '127.0.0.1', allowHalfOpen: true });
  const asked = ['GET /elsewhere HTTP/1.1', 'Host: hub', 'Connection: Upgrade', 'Upgrade: websocket'];
  client.write(`${asked.join('\r\n')}\r\n\r\n`);
  client.resume();
  await once(client, 'end');
  let failed = false;
  client.on('error', () => {
    failed = true;
  });
  // Whoever writes to a closed socket is told so; to one that is open on the other side anybody may write for ever.
  for (let tries = 0; !failed && tries < 50; tries++) {
    client.write('x');
    await pause(20);
  }
  client.destroy();
  expect(failed).toBe(true);
});

it('a request that asks for another protocol is answered as any other', async () => {
  const { token } = await hub.as(home, 'manager', 'DIRECT_CARE');
  const answered = await new Promise<number | undefined>((resolve, reject) => {
    const headers = {
      ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...{ connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': '' },
    };
    const asked = request(hub.url, { method: 'POST', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.on('error', reject).end(JSON.stringify({ query: '{ viewer { agency } }' }));
  });
  expect(answered).toBe(200);
});
