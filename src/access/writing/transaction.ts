import type { Pool } from 'pg';
import { agreementLock } from '../../agreement/in-force.ts';
import { connectionOf } from '../../database/pools.ts';
import { Refusal } from '../../shared/refusals.ts';
import type { Rows } from '../context.ts';
import { type SessionSettings, settingsText, settingValues } from '../reading/read-session.ts';

/** One transaction that writes, under the viewer's role and session. It ends with the work that was given to it. */
export interface WriteTransaction extends Rows {
  /** When the transaction began, by the database's clock. */
  readonly now: Date;
}

const settle = `select ${settingsText}, now() as now`;

/** Serialization failures and deadlocks: nothing happened, and the same work may do better alone. */
const passing = new Set(['40001', '40P01']);
const attempts = 3;

/**
 * Does `work` wholly or not at all. It may be done anew from the beginning, so it must keep nothing outside. Where the
 * commit is not confirmed it throws `NOT_CONFIRMED`: the caller's key tells, when the same is sent again.
 */
export async function inTransaction<Result>(
  pool: Pool,
  settings: SessionSettings,
  work: (transaction: WriteTransaction) => Promise<Result>,
): Promise<Result> {
  const values = settingValues(settings);
  for (let attempt = 1; ; attempt += 1) {
    const client = await connectionOf(pool);
    const query = async <Row extends object>(text: string, given: readonly unknown[] = []): Promise<Row[]> =>
      (await client.query(text, [...given])).rows as Row[];
    let done = false;
    try {
      await query('begin');
      // No other agreement comes into force while this lasts. Its own statement: the next one must see what it waited for.
      await query('select pg_advisory_xact_lock_shared($1)', [agreementLock]);
      const [session] = await query<{ now: Date }>(settle, values);
      const result = await work({ query, now: (session as { now: Date }).now });
      done = true;
      await query('commit');
      client.release();
      return result;
    } catch (error) {
      await query('rollback').then(
        () => client.release(),
        (lost: Error) => client.release(lost),
      );
      const state = sqlState(error) ?? '';
      if (attempt < attempts && passing.has(state)) continue;
      // The commit itself: what a constraint found at the end is told as such, all else leaves open what became of it.
      throw done && !passing.has(state) && !state.startsWith('23') ? new Refusal('NOT_CONFIRMED', {}, error) : error;
    }
  }
}

/** The SQLSTATE of a database's error. */
export function sqlState(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}
