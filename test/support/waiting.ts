import type pg from 'pg';

/** Until somebody else waits for a lock in this database, or so many do. */
export async function untilSomebodyWaits(owner: pg.Pool, many = 1): Promise<void> {
  const waiting = `select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()`;
  while ((await owner.query(waiting)).rows.length < many) await new Promise((resolve) => setTimeout(resolve, 10));
}
