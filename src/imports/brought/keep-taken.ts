import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { recordKeys } from '../../access/record/sealing/keys.ts';
import { expireBrought, takeNextBrought } from './take-brought.ts';

const interval = 2_000;
const anHour = 3_600_000;

interface TakingParts {
  ownerUrl: string;
  key: Buffer;
  /** Where files lie while they are taken: of this process alone. */
  folder: string;
  /** Told what went wrong; the next attempt follows in a moment. */
  failed(error: unknown): void;
  every?: number;
}

/** Takes what organisations have uploaded, one file after the other, for as long as the hub runs. */
export function keepBroughtTaken({ ownerUrl, key, folder, failed, every = interval }: TakingParts) {
  const ending = new AbortController();
  const keys = recordKeys(key);
  let client: pg.Client | undefined;
  let expired = Number.NEGATIVE_INFINITY;

  const running = (async () => {
    // A process that was killed has left there what it was taking.
    await rm(folder, { recursive: true, force: true });
    while (!ending.signal.aborted) {
      await pass();
      await pause(every, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
    }
    await client?.end().catch(() => undefined);
  })();

  async function pass(): Promise<void> {
    try {
      client ??= await connected(ownerUrl);
      while (!ending.signal.aborted && (await takeNextBrought(client, { keys, folder, failed })));
      if (performance.now() - expired < anHour) return;
      await expireBrought(client);
      expired = performance.now();
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
