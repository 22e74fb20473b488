import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

export interface AtWork {
  /** Ends what is under way, and then the connection. */
  stop(): Promise<void>;
}

interface Work {
  ownerUrl: string;
  /** What the database calls the connection. */
  name: string;
  /** Milliseconds between two passes. */
  every: number;
  /** One pass; it goes on only as long as `wanted` says so. */
  pass(client: pg.Client, wanted: () => boolean): Promise<void>;
  /** Told what went wrong; the next pass follows in a moment, on another connection. */
  failed(error: unknown): void;
  /** How long a statement may take. */
  limits?: Pick<pg.ClientConfig, 'query_timeout' | 'statement_timeout'>;
}

/** Does some work again and again on a connection of its own, for as long as the hub runs. */
export function keepAtWork({ ownerUrl, name, every, pass, failed, limits = {} }: Work): AtWork {
  const ending = new AbortController();
  let client: pg.Client | undefined;

  const running = (async () => {
    while (!ending.signal.aborted) {
      try {
        client ??= await connected({ connectionString: ownerUrl, application_name: name, ...limits });
        await pass(client, () => !ending.signal.aborted);
      } catch (error) {
        client?.end().catch(() => undefined);
        client = undefined;
        failed(error);
      }
      await pause(every, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
    }
    await client?.end().catch(() => undefined);
  })();

  return {
    async stop() {
      ending.abort();
      await running;
    },
  };
}

async function connected(config: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client({ connectionTimeoutMillis: 5_000, keepAlive: true, ...config });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
