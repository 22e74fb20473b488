import { createServer } from 'node:net';
import { CannotStart } from '../database/cannot-start.ts';

/** The port to listen on: PORT, or 4000, unless another setting says which. */
export function portWanted(setting = process.env.PORT, name = 'PORT'): number {
  const port = setting ? Number(setting) : 4000;
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new CannotStart(`${name} must be a number from 0 (any free port) to 65535, and is "${setting}".`);
}

/** Looked at before anything else is done: a database made and filled for a hub that cannot listen serves nobody. */
export function refuseTakenPort(port: number, host: string, name = 'PORT'): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', ({ code, message }: NodeJS.ErrnoException) => {
      const reason = code === 'EADDRINUSE' ? 'another program listens there' : message;
      reject(new CannotStart(`The hub cannot listen on port ${port}: ${reason}. Choose another one with ${name}.`));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
