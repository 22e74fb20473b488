import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { untilSomebodyWaits } from '../../support/waiting.ts';
import { type Borough, boroughOfOwn } from './support/borough.ts';
import { inWords, measured } from './support/figures.ts';

let borough: Borough;
beforeAll(async () => {
  borough = await boroughOfOwn();
});
afterAll(() => borough?.close());

/** Milliseconds until the hub closes a connection on which this comes first, and that every second. */
function closedAfter(first: string, then: string): Promise<number> {
  const { hostname, port } = new URL(borough.hub.url);
  return new Promise((resolve) => {
    const began = performance.now();
    const socket = connect(Number(port), hostname);
    const dripping = setInterval(() => then && socket.writable && socket.write(then), 1_000);
    socket.on('error', () => {}).resume();
    socket.on('close', () => {
      clearInterval(dripping);
      resolve(performance.now() - began);
    });
    socket.write(first);
  });
}

it('a client that sends drop by drop is closed within 30 seconds', async () => {
  const head = 'POST /graphql HTTP/1.1\r\nHost: x\r\n';
  const authorization = `Authorization: Bearer ${borough.practices[0]?.token}\r\n`;
  const body = `${head}${authorization}Content-Type: application/json\r\nContent-Length: 90000\r\n\r\n{"query":"`;
  const socket = `GET /graphql HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n`;
  const taken = {
    'its headers': await closedAfter(head, 'X-More: yes\r\n'),
    'its body': await closedAfter(body, ' '),
    nothing: await closedAfter('', ''),
    'the headers of a socket': await closedAfter(socket, 'X-More: yes\r\n'),
    'a socket, and not who it is': await closedAfter(`${socket}\r\n`, ''),
  };
  const said = Object.entries(taken).map(([what, milliseconds]) => `${what} ${inWords(milliseconds)}`);
  // A second is how often Node looks.
  const holds = Object.values(taken).every((milliseconds) => milliseconds < 31_000);
  await measured({ slowClient: { measured: `closed after: ${said.join(', ')}`, holds } });
});

it('what the database does for a client that leaves is cancelled within a second', async () => {
  const { owner } = borough.database;
  const [practice] = borough.practices;
  const locking = await owner.connect();
  const taken: number[] = [];
  try {
    await locking.query('begin; lock table incident in access exclusive mode');
    for (let n = 0; n < 20; n++) {
      const leaving = new AbortController();
      const asked = fetch(`${borough.hub.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${practice?.token}` },
        body: JSON.stringify({ query: '{ residents(first: 1) { nodes { incidents { totalCount } } } }' }),
        signal: leaving.signal,
      }).catch(() => 'left');
      await untilSomebodyWaits(owner);
      leaving.abort();
      const began = performance.now();
      expect(await asked).toBe('left');
      const waiting =
        'select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()';
      while ((await owner.query(waiting)).rows.length) await pause(5);
      taken.push(performance.now() - began);
    }
  } finally {
    await locking.query('rollback');
    locking.release();
  }
  const slowest = Math.max(...taken);
  await measured({
    vanished: { measured: `${taken.length} times, after ${inWords(slowest)} at most`, holds: slowest < 1_000 },
  });
});
