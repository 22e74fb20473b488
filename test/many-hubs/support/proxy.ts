import { Agent, createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

/** How often the proxy asks who is ready. */
const looking = 100;

/** Somebody who answers at an address, and who says at `/health/ready` whether to send anybody. */
interface Behind {
  readonly url: string;
  statusOf(path: string): Promise<number>;
}

/**
 * One address in front of hubs, as operators put it there: each request goes to the next hub that said of itself that it is
 * ready, a WebSocket stays with the hub that it came to. Nothing is asked twice: what a hub does not answer is a failure.
 */
export async function proxyTo(hubs: readonly Behind[]) {
  const ready = new Set(hubs);
  const agent = new Agent({ keepAlive: true });
  let over = false;
  let turn = 0;
  const watching = (async () => {
    while (!over) {
      for (const hub of hubs) {
        if ((await hub.statusOf('/health/ready')) === 200) ready.add(hub);
        else ready.delete(hub);
      }
      await pause(looking);
    }
  })();
  const onward = ({ url: path, method, headers }: IncomingMessage) => {
    const [...those] = ready;
    const hub = those[turn++ % those.length];
    return hub && request(new URL(path ?? '/', hub.url), { method, headers, agent });
  };

  const server = createServer((asked, answer) => {
    const asking = onward(asked);
    if (!asking) return void answer.writeHead(503).end();
    asking.on('response', (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    asking.on('error', ({ message }) => answer.headersSent || answer.writeHead(502).end(message));
    asked.pipe(asking);
  });
  const sockets = new Set<Duplex>();
  server.on('upgrade', (asked: IncomingMessage, near: Duplex, head: Buffer) => {
    const asking = onward(asked);
    if (!asking) return void near.destroy();
    asking.on('error', () => near.destroy());
    asking.on('upgrade', ({ headers }: IncomingMessage, far: Duplex, first: Buffer) => {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      near.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`);
      if (head.length) far.write(head);
      if (first.length) near.write(first);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(one);
        one.on('error', () => other.destroy()).on('close', () => other.destroy());
        one.pipe(other);
      }
    });
    asking.end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      over = true;
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      server.close();
      agent.destroy();
      await watching;
    },
  };
}
export type ProxyBeforeHubs = Awaited<ReturnType<typeof proxyTo>>;
