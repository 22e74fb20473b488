import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

const shortestPause = 100;
const longestPause = 5_000;

/** What to do for each channel that is listened on. */
export type Listening = Readonly<Record<string, (payload?: string) => void>>;

/**
 * Listens on channels with a connection of its own, for as long as it takes: a connection that is lost is made again.
 * Who listens on a channel is called for each notification with what it says, and for each connection without anything,
 * since some may have been missed before it.
 */
export function listen(url: string, listening: Listening): () => Promise<void> {
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
    client.on('notification', ({ channel, payload }) => listening[channel]?.(payload ?? ''));
    try {
      await client.connect();
      for (const channel of Object.keys(listening)) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      for (const told of Object.values(listening)) told();
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

  const listened = listenOn();
  return async () => {
    ending.abort();
    await current?.end().catch(() => undefined);
    await listened;
  };
}
