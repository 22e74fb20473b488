import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const shortestPause = 100;
const longestPause = 5_000;

/**
 * Listens on a channel with a connection of its own, for as long as it takes: a connection that is lost is made again.
 * `told` is called for each notification, and for each connection, since some may have been missed before it.
 */
export function listen(url: string, channel: string, told: () => void): () => Promise<void> {
  const ending = new AbortController();
  let current: pg.Client | undefined;

  async function listenOnce(): Promise<void> {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      application_name: 'caregraph',
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    current = client;
    const lost = new Promise<void>((resolve) => client.once('end', resolve).on('error', () => resolve()));
    client.on('notification', told);
    try {
      await client.connect();
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      told();
      await lost;
    } finally {
      // A server that does not answer any more does not say goodbye either: nobody waits for it.
      client.end().catch(() => undefined);
    }
  }

  async function listenOn(): Promise<void> {
    for (let wait = shortestPause; !ending.signal.aborted; wait = Math.min(wait * 2, longestPause)) {
      const began = Date.now();
      await listenOnce().catch(() => undefined);
      if (Date.now() - began > longestPause) wait = shortestPause;
      await pause(wait, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
    }
  }

  const listening = listenOn();
  return async () => {
    ending.abort();
    await current?.end().catch(() => undefined);
    await listening;
  };
}
