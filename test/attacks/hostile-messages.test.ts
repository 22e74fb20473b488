import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { hearingLimits } from '../../src/server/subscriptions/places.ts';
import { deepestJson } from '../../src/shared/plain-json.ts';
import { RawSocket } from '../server/subscriptions/raw.ts';
import { type HubUnderTest, startHub } from '../support/hub.ts';

let hub: HubUnderTest;
let token: string;
const open: Socket[] = [];
const sockets: RawSocket[] = [];

beforeAll(async () => {
  const hearing = { ...hearingLimits, signIn: 500, ping: 300 };
  hub = await startHub({ limits: { newShapes: Number.POSITIVE_INFINITY, milliseconds: 500, hearing } });
  const { rows } = await hub.database.owner.query<{ code: string }>(
    `select min(code) as code from organisation where agency = 'home'`,
  );
  token = (await hub.as(rows[0]?.code ?? '', 'manager', 'DIRECT_CARE')).token;
});
afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy();
  for (const { socket } of sockets.splice(0)) socket.terminate();
});
afterAll(() => hub?.close());

async function subscriber(): Promise<RawSocket> {
  const socket = new RawSocket(hub.url);
  sockets.push(socket);
  return socket.init(token);
}

const subscribe = (payload: string) => `{"type":"subscribe","id":"1","payload":${payload}}`;
const beds = '"query":"subscription { capacityChanged { cursor } }"';
const lists = (n: number) => '['.repeat(n) + ']'.repeat(n);

describe('a message closes the connection', () => {
  it.each([
    ['names something twice', subscribe(`{${beds},${beds}}`), 'MALFORMED_JSON'],
    ['names its type twice', `{"type":"ping","type":"pong"}`, 'MALFORMED_JSON'],
    ['reaches for the prototype', subscribe(`{${beds},"variables":{"__proto__":{"a":1}}}`), 'MALFORMED_JSON'],
    ['nests without end', subscribe(`{${beds},"variables":{"a":${lists(10_000)}}}`), 'BODY_TOO_LARGE'],
    ['nests one deeper than may be', subscribe(`{${beds},"variables":{"a":${lists(deepestJson)}}}`), 'BODY_TOO_LARGE'],
    ['holds several', '[{"type":"ping"},{"type":"ping"}]', undefined],
  ])('that %s', async (_, message, reason) => {
    const socket = await subscriber();
    socket.say(message);
    expect(await socket.end()).toEqual({ code: 4400, reason: reason ?? expect.any(String) });
  });

  it('that is not a text, or a text that is no UTF-8', async () => {
    const binary = await subscriber();
    binary.socket.send(Buffer.from(subscribe(`{${beds}}`)), { binary: true });
    expect(await binary.end()).toEqual({ code: 4400, reason: 'MALFORMED_JSON' });
    const broken = await subscriber();
    broken.socket.send(Buffer.from([0x22, 0xc3, 0x28, 0x22]), { binary: false });
    expect((await broken.end())?.code).toBe(1007);
  });

  it('and none that only looks alike', async () => {
    const socket = await subscriber();
    socket.say(subscribe(`{${beds},"variables":{"a":"{\\"a\\":1}","b":{"a":{"a":1}}}}`));
    socket.say('{"type":"ping"}');
    await socket.until(() => socket.messages.some(({ type }) => type === 'pong'));
    expect([socket.closed, socket.messages.map(({ type }) => type)]).toEqual([undefined, ['connection_ack', 'pong']]);
  });
});

const shake = [
  'GET /graphql HTTP/1.1',
  ...['Host: hub', 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'],
  ...[`Sec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}`, 'Sec-WebSocket-Protocol: graphql-transport-ws'],
];

/** Bytes on the wire, and when the hub ends the connection. */
function dialled(first: string): { socket: Socket; ended: Promise<unknown> } {
  const socket = connect(Number(new URL(hub.url).port), '127.0.0.1');
  open.push(socket);
  socket.on('error', () => undefined).resume();
  socket.write(first);
  return { socket, ended: once(socket, 'close') };
}

/** A frame of text whose mask changes nothing, of which so many bytes are sent. */
function framed(text: string): Buffer {
  const length = Buffer.from([0x81, 0xfe, text.length >> 8, text.length & 255, 0, 0, 0, 0]);
  return Buffer.concat([length, Buffer.from(text)]);
}

function drip(socket: Socket, byte: string | Buffer): void {
  const dripping = setInterval(() => socket.writable && socket.write(byte), 50);
  socket.once('close', () => clearInterval(dripping));
}

describe('a connection is ended whose client is slow', () => {
  it('to shake hands', async () => {
    const { socket, ended } = dialled(`${shake.slice(0, 4).join('\r\n')}\r\n`);
    drip(socket, 'X-More: yes\r\n');
    await ended;
  });

  it('to say who it is: byte by byte, the time to do so runs on', async () => {
    const { socket, ended } = dialled(`${shake.join('\r\n')}\r\n\r\n`);
    await once(socket, 'data');
    const message = framed(`{"type":"connection_init","payload":{"x":"${'x'.repeat(30_000)}"}}`);
    socket.write(message.subarray(0, 8));
    drip(socket, 'x');
    await ended;
  });

  it('with a message that it never ends, in one frame: it cannot answer a ping within', async () => {
    const { socket, ended } = dialled(`${shake.join('\r\n')}\r\n\r\n`);
    await once(socket, 'data');
    const init = `{"type":"connection_init","payload":{"authorization":"Bearer ${token}"}}`;
    socket.write(framed(init));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(String(answer)).toContain('connection_ack');
    socket.write(framed('x'.repeat(60_000)).subarray(0, 8));
    drip(socket, 'x');
    await ended;
  });
});
