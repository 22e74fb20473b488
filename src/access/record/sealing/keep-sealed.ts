import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { waiting } from './horizon.ts';
import { Sealer } from './sealer.ts';

/** How long an entry lies unsealed at most, if all is well. */
const interval = 5_000;
const aMinute = 60_000;
const anHour = 3_600_000;

export interface SealingParts {
  ownerUrl: string;
  key: Buffer;
  anchors: string;
  /** For how many years the agreement in force has the record kept; undefined where nothing is dropped. */
  years(): number | undefined;
  /** Whoever runs the hub must hear of it. Told once when it begins, and every hour while it lasts. */
  alarm(what: string, error?: unknown): void;
  /** Told of each month that was dropped. */
  dropped?(month: string): void;
  every?: number;
  /** Milliseconds after which an entry has waited too long. */
  patience?: number;
}

export interface Sealing {
  /** What is amiss now. */
  readonly alarms: readonly string[];
  /** Seals what there is to seal, and ends. */
  stop(): Promise<void>;
}

/** Seals the access record for as long as the hub runs, and drops its months when their time has come. */
export function keepSealed(parts: SealingParts): Sealing {
  const { every = interval, patience = aMinute } = parts;
  const sealer = new Sealer(parts.key, parts.anchors);
  const ending = new AbortController();
  const told = new Map<string, number>();
  let alarms: readonly string[] = [];
  let client: pg.Client | undefined;
  let retiring = 0;

  const running = (async () => {
    while (!ending.signal.aborted) {
      await pass();
      await pause(every, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
    }
    await pass();
    await client?.end().catch(() => undefined);
  })();

  async function pass(): Promise<void> {
    const found: string[] = [];
    let failure: unknown;
    try {
      client ??= await connected(parts.ownerUrl);
      found.push(...((await sealer.seal(client)) ?? []));
      const oldest = await waiting(client, patience);
      if (oldest) found.push(`Entries of the access record wait to be sealed since ${oldest.toISOString()}.`);
      if (Date.now() - retiring > anHour) await retire(client);
    } catch (error) {
      // Without its message, which may quote data: class and code are the log's to tell.
      found.push('The access record could not be sealed.');
      failure = error;
      client?.end().catch(() => undefined);
      client = undefined;
    }
    alarms = found;
    for (const alarm of found) {
      if (Date.now() - (told.get(alarm) ?? Number.NEGATIVE_INFINITY) < anHour) continue;
      told.set(alarm, Date.now());
      parts.alarm(alarm, ...(failure === undefined ? [] : [failure]));
    }
    for (const alarm of told.keys()) if (!found.includes(alarm)) told.delete(alarm);
  }

  async function retire(owner: pg.Client): Promise<void> {
    retiring = Date.now();
    const years = parts.years();
    if (years === undefined) return;
    for (let month = await sealer.retire(owner, years); month; month = await sealer.retire(owner, years)) {
      parts.dropped?.(month.replace('_', '-'));
    }
  }

  return {
    get alarms() {
      return alarms;
    },
    async stop() {
      ending.abort();
      await running;
    },
  };
}

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 5_000,
    application_name: 'caregraph sealer',
    keepAlive: true,
    // A database that does not answer must neither hold the lock of the others nor keep the hub from ending.
    query_timeout: 30_000,
    statement_timeout: 20_000,
    idle_in_transaction_session_timeout: 20_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
