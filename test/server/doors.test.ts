import { connect } from 'node:net';
import { expect, it } from '@jest/globals';
import Fastify from 'fastify';
import { severalDoors } from '../../src/server/doors.ts';

it('of many who connect at once, several are let in at once; nobody is let in once the hub stops', async () => {
  const app = Fastify();
  severalDoors(app);
  const { port, hostname } = new URL(await app.listenWide({ port: 0, host: '127.0.0.1' }));
  // As many as come in one go of the event loop.
  const goes: number[] = [0];
  const everybody = new Promise<void>((resolve) => {
    let came = 0;
    app.server.on('connection', () => {
      goes.push((goes.pop() ?? 0) + 1);
      came += 1;
      if (came === 64) resolve();
    });
  });
  let over = false;
  const count = () => {
    if (goes.at(-1) !== 0) goes.push(0);
    if (!over) setImmediate(count);
  };
  count();
  const sockets = Array.from({ length: 64 }, () => connect(Number(port), hostname).on('error', () => {}));
  await everybody;
  over = true;
  expect(Math.max(...goes)).toBeGreaterThan(4);
  for (const socket of sockets) socket.destroy();
  await app.close();
  const refused = new Promise<string>((resolve) => {
    connect(Number(port), hostname).on('error', (error: NodeJS.ErrnoException) => resolve(String(error.code)));
  });
  expect(await refused).toBe('ECONNREFUSED');
});
