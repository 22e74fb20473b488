import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHub } from '../server/support/hub.ts';

describe('a client that is slow', () => {
  let hub: Awaited<ReturnType<typeof startHub>>;
  beforeAll(async () => {
    hub = await startHub({ limits: { milliseconds: 500 } });
  });
  afterAll(() => hub.close());

  /** Milliseconds until the hub closes a connection on which these bytes come first, and others now and then. */
  const closedAfter = (first: string, then: string) =>
    new Promise<number>((resolve) => {
      const begun = Date.now();
      const { hostname, port } = new URL(hub.url);
      const socket = connect(Number(port), hostname);
      const dripping = setInterval(() => then && socket.writable && socket.write(then), 100);
      socket.on('error', () => {}).resume();
      socket.on('close', () => {
        clearInterval(dripping);
        resolve(Date.now() - begun);
      });
      socket.write(first);
    });
  const head = 'POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer practice\r\n';
  const body = 'Content-Type: application/json\r\nContent-Length: 90000\r\n\r\n{"query":"';

  it.each([
    ['with its headers', head, 'X-More: yes\r\n'],
    ['with its body', head + body, ' '],
    ['to say anything', '', ''],
  ])('%s is left soon after the time that a request may take', async (_, first, then) => {
    expect(await closedAfter(first, then)).toBeLessThan(5_000);
  });
});
