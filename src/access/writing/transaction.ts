import type { EntityManager } from '@mikro-orm/postgresql';
import { CompiledQuery, type Kysely } from 'kysely';
import type { Pool } from 'pg';
import { agreementLock } from '../../agreement/in-force.ts';
import { entitiesOn } from '../../database/entity-manager.ts';
import { Refusal } from '../../shared/refusals.ts';
import type { Rows } from '../context.ts';
import { type SessionSettings, settingValues } from '../reading/read-session.ts';

/** One transaction that writes, under the viewer's role and session. It ends with the work that was given to it. */
export interface WriteTransaction extends Rows {
  /** Entities of this transaction. It is flushed before the transaction ends; a statement of `query` sees what was flushed. */
  readonly em: EntityManager;
  /** When the transaction began, by the database's clock. */
  readonly now: Date;
}

const settle = `select set_config('role', $1, true), set_config('hub.organisation', $2, true),
  set_config('hub.kinds', $3, true), set_config('hub.ends_with', $4, true), set_config('hub.never_ends', $5, true),
  set_config('hub.purpose', $6, true), hub.assert_agreement($7), now() as now`;

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
  const entities = await entitiesOn(pool);
  const values = settingValues(settings);
  for (let attempt = 1; ; attempt += 1) {
    let done = false;
    try {
      return await entities.fork().transactional(async (em) => {
        const connection = em.getTransactionContext<Kysely<unknown>>() as Kysely<unknown>;
        // Not through the entity manager, which writes values into the text of a statement.
        const query = async <Row extends object>(text: string, given: readonly unknown[] = []): Promise<Row[]> =>
          (await connection.executeQuery<Row>(CompiledQuery.raw(text, [...given]))).rows;
        // No other agreement comes into force while this lasts. Its own statement: the next one must see what it waited for.
        await query('select pg_advisory_xact_lock_shared($1)', [agreementLock]);
        const [session] = await query<{ now: Date }>(settle, values);
        const result = await work({ em, query, now: (session as { now: Date }).now });
        done = true;
        return result;
      });
    } catch (error) {
      const state = sqlState(error) ?? sqlState((error as Error).cause) ?? '';
      if (attempt < attempts && passing.has(state)) continue;
      // The commit itself: what a constraint found at the end is told as such, all else leaves open what became of it.
      throw done && !passing.has(state) && !state.startsWith('23') ? new Refusal('NOT_CONFIRMED', {}, error) : error;
    }
  }
}

/** The SQLSTATE of a database's error, also where MikroORM has wrapped it. */
export function sqlState(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}
