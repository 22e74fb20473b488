import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { recordKeys } from '../../access/record/sealing/keys.ts';
import { expireBrought } from './settle.ts';
import { takeNextBrought } from './take-brought.ts';

const interval = 2_000;
const anHour = 3_600_000;

interface TakingParts {
  ownerUrl: string;
  key: Buffer;
  /** Told what went wrong; the next attempt follows in a moment. */
  failed(error: unknown): void;
  every?: number;
}

/** Takes what organisations have uploaded, one file after the other, for as long as the hub runs. */
export function keepBroughtTaken({ ownerUrl, key, failed, every = interval }: TakingParts) {
  const ending = new AbortController();
  const keys = recordKeys(key);
  let client: pg.Client | undefined;
  let expired = Number.NEGATIVE_INFINITY;

  const running = (async () => {
    while (!ending.signal.aborted) {
      await pass();
      await pause(every, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
    }
    await client?.end().catch(() => undefined);
  })();

  async function pass(): Promise<void> {
    try {
      client ??= await connected(ownerUrl);
      if (performance.now() - expired > anHour) {
        await expireBrought(client);
        expired = performance.now();
      }
      while (!ending.signal.aborted && (await takeNextBrought(client, { keys, failed })));
    } catch (error) {
      client?.end().catch(() => undefined);
      client = undefined;
      failed(error);
    }
  }

  return {
    async stop(): Promise<void> {
      ending.abort();
      await running;
    },
  };
}

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 5_000,
    application_name: 'caregraph imports',
    keepAlive: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
