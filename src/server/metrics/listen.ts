import { createServer, type Server } from 'node:http';
import type { Registry } from 'prom-client';

/** Where metrics are told: not where the hub answers, since they are for those who run it and ask for no token. */
export interface MetricsPlace {
  port: number;
  host: string;
}

/** Tells metrics at `/metrics` in the form of Prometheus, and nothing anywhere else, until it is closed. */
export async function listenForScrapes(registry: Registry, { port, host }: MetricsPlace): Promise<Server> {
  const server = createServer((asked, answer) => {
    if (asked.url !== '/metrics' || asked.method !== 'GET') return void answer.writeHead(404).end();
    registry.metrics().then(
      (text) => answer.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => answer.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  return server;
}
