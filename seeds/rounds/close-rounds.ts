import type pg from 'pg';
import type { HomeRoundRow } from './round-rows.ts';

/** As when their lists were made: a practice puts nobody on a round that is over. */
export const begun = (rounds: readonly HomeRoundRow[]): HomeRoundRow[] =>
  rounds.map((round) => ({ ...round, closedAt: null }));

/** Closes those that are over, when everybody is on their lists. */
export async function closeRounds(connection: pg.ClientBase, rounds: readonly HomeRoundRow[]): Promise<void> {
  const over = rounds.filter(({ closedAt }) => closedAt !== null);
  await connection.query(
    `update home_round set closed_at = told.closed_at
     from unnest($1::uuid[], $2::timestamptz[]) told (id, closed_at) where home_round.id = told.id`,
    [over.map(({ id }) => id), over.map(({ closedAt }) => closedAt)],
  );
}
