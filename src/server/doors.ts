import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Sockets that listen at the same address, where the system shares out who comes among them. */
const doors = process.platform === 'linux' ? 32 : 1;

export interface Place {
  port: number;
  host: string;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Listens so that many who come at once are let in at once; gives the address. Nobody else may listen there. */
    listenWide(place: Place): Promise<string>;
  }
}

/**
 * Of each socket that listens Node takes in one connection in each go of the event loop, and a busy hub has ten such goes a
 * second: of two thousand that came at once, as after a loss of the network, the last would have waited for minutes, and so
 * would whoever asks whether the hub lives.
 */
export function severalDoors(app: FastifyInstance): void {
  const others: Server[] = [];
  app.decorate('listenWide', async ({ port, host }: Place) => {
    const address = await app.listen({ port, host, reusePort: doors > 1 } as Place);
    const found = app.server.address() as AddressInfo;
    for (let door = 1; door < doors; door++) {
      // As Node's own for HTTP, which is told of each socket as if it had come to itself.
      const other = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
        app.server.emit('connection', socket);
      });
      others.push(other.listen({ port: found.port, host, reusePort: true }));
      await once(other, 'listening');
    }
    return address;
  });
  app.addHook('preClose', async () => {
    for (const other of others) other.close();
  });
}
