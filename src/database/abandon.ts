import { setTimeout as pause } from 'node:timers/promises';
import type { PoolClient } from 'pg';

/** Milliseconds that a server gets to say that it has cancelled a statement. */
const patience = 2_000;

/** What the driver does not publish: its server process, and the socket. */
interface Inside {
  processID: number | null;
  connection: { stream: { destroy(): void } };
}

/**
 * Ends what runs on a connection for which nobody waits any more, by `cancel`, if that is given. A server that does not
 * answer in time is frozen or gone without a goodbye: the connection is cut then, so that it is held for ever by nobody.
 */
export async function abandon(client: PoolClient, cancel?: (process: number) => Promise<unknown>): Promise<void> {
  const { processID, connection } = client as unknown as Inside;
  const inTime = new AbortController();
  const late = pause(patience, true, { signal: inTime.signal, ref: false }).catch(() => false);
  const cancelled = cancel && processID ? cancel(processID).then(() => false) : late;
  const cut = await Promise.race([cancelled.catch(() => true), late]);
  inTime.abort();
  if (cut) connection.stream.destroy();
}
