import type { Pool } from 'pg';
import { agreementLock } from '../../agreement/in-force.ts';
import { abandon } from '../../database/abandon.ts';
import { connectionOf } from '../../database/pools.ts';
import { Refusal } from '../../shared/refusals.ts';
import type { Rows } from '../context.ts';
import { type SessionSettings, settingsText, settingValues } from '../reading/read-session.ts';

/** One transaction that writes, under the viewer's role and session. It ends with the work that was given to it. */
export interface WriteTransaction extends Rows {
  /** When the transaction began, by the database's clock. */
  readonly now: Date;
}

/** Who waits for a write, and how to end what runs for it. */
export interface Waited {
  /** Aborts when nobody waits any more. */
  signal?: AbortSignal | undefined;
  /** Ends whatever a connection's server process is doing, by its number. */
  cancel?: ((process: number) => Promise<unknown>) | undefined;
  /** Told how long each statement took. */
  timed?: ((text: string, milliseconds: number) => void) | undefined;
}

const settle = `select ${settingsText}, now() as now`;

/** Serialization failures and deadlocks: nothing happened, and the same work may do better alone. */
const passing = new Set(['40001', '40P01']);
const attempts = 3;

/**
 * Does `work` wholly or not at all; not at all if whoever waits for it leaves before the commit. It may be done anew from the beginning, so it must keep nothing outside. Where the
 * commit is not confirmed it throws `NOT_CONFIRMED`: the caller's key tells, when the same is sent again.
 */
export async function inTransaction<Result>(
  pool: Pool,
  settings: SessionSettings,
  work: (transaction: WriteTransaction) => Promise<Result>,
  { signal, cancel, timed }: Waited = {},
): Promise<Result> {
  const values = settingValues(settings);
  for (let attempt = 1; ; attempt += 1) {
    const client = await connectionOf(pool);
    const query = async <Row extends object>(text: string, given: readonly unknown[] = []): Promise<Row[]> => {
      if (signal?.aborted) throw new Refusal('TIMED_OUT');
      const began = timed ? performance.now() : 0;
      try {
        return (await client.query(text, [...given])).rows as Row[];
      } finally {
        timed?.(text, performance.now() - began);
      }
    };
    let done = false;
    let left: Promise<void> | undefined;
    // A commit under way is not cancelled: it is either done or not, and its key tells.
    const leave = () => {
      left ??= abandon(client, done ? undefined : cancel);
    };
    signal?.addEventListener('abort', leave);
    try {
      await query('begin');
      // No other agreement comes into force while this lasts. Its own statement: the next one must see what it waited for.
      await query('select pg_advisory_xact_lock_shared($1)', [agreementLock]);
      const [session] = await query<{ now: Date }>(settle, values);
      const result = await work({ query, now: (session as { now: Date }).now });
      // A cancellation must not come so late that it meets the commit.
      await left;
      if (signal?.aborted) throw new Refusal('TIMED_OUT');
      done = true;
      await client.query('commit');
      client.release();
      return result;
    } catch (error) {
      await left;
      await client.query('rollback').then(
        () => client.release(),
        (lost: Error) => client.release(lost),
      );
      const state = sqlState(error) ?? '';
      if (attempt < attempts && passing.has(state)) continue;
      // The commit itself: what a constraint found at the end is told as such, all else leaves open what became of it.
      throw done && !passing.has(state) && !state.startsWith('23') ? new Refusal('NOT_CONFIRMED', {}, error) : error;
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }
}

/** The SQLSTATE of a database's error. */
export function sqlState(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}
