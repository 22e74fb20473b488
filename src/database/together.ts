import { Socket } from 'node:net';

/**
 * A connection that sends what is written in one go of the event loop together: BEGIN, settings and the statements of a
 * question, which `pg` writes one by one. A system call each took more of a small question's time than its answer.
 */
export function togetherSocket(): Socket {
  const socket = new Socket();
  const write = socket.write.bind(socket) as (...written: unknown[]) => boolean;
  let waiting = false;
  const together = (...written: unknown[]): boolean => {
    if (!waiting) {
      waiting = true;
      socket.cork();
      process.nextTick(() => {
        waiting = false;
        socket.uncork();
      });
    }
    return write(...written);
  };
  // Not sooner: when it connects, a socket takes back the `write` that Node knows.
  socket.once('connect', () => {
    socket.write = together;
  });
  return socket;
}
