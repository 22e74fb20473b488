import { connect, createServer, type Socket } from 'node:net';
import { freePort } from './processes.ts';

/** An address behind which one server stands, and then another: as of a database that fails over. */
export async function addressOf(first: number) {
  const port = await freePort();
  const open = new Set<Socket>();
  let to: number | undefined = first;
  const server = createServer((incoming) => {
    if (to === undefined) return void incoming.destroy();
    const outgoing = connect(to, '127.0.0.1');
    const both = [incoming, outgoing];
    for (const socket of both) {
      open.add(socket);
      socket
        .on('error', () => {})
        .on('close', () => {
          open.delete(socket);
          for (const other of both) other.destroy();
        });
    }
    incoming.pipe(outgoing);
    outgoing.pipe(incoming);
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port,
    /** Leads there from now on, and nowhere if nothing is given; what was connected is cut. */
    lead(port: number | undefined) {
      to = port;
      cut();
    },
    close() {
      cut();
      server.close();
    },
  };
}
