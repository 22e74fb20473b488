import type { ClientBase } from 'pg';

/** SQL: the lock of whoever takes a file, which two do one after the other. */
export const takingLock = (importId: string): string => `hashtext('caregraph file'), hashtext(${importId}::text)`;

/**
 * Forgets what waits of files that nobody finished or is taking: read once more, such a file begins anew. Of one that was merged in part it
 * stays known which rows it made. Gives how many lines are gone.
 */
export async function forgetWaiting(client: ClientBase, unfinished: readonly string[]): Promise<number> {
  const { rows } = await client.query<{ id: string }>(
    `select id from unnest($1::uuid[]) id where pg_try_advisory_xact_lock(${takingLock('id')})`,
    [unfinished],
  );
  const imports = rows.map(({ id }) => id);
  const { rowCount } = await client.query('delete from hub.import_row where import_id = any ($1::uuid[])', [imports]);
  await client.query(`update hub.import set state = 'BROKEN_OFF' where id = any ($1::uuid[]) and state = 'MERGING'`, [
    imports,
  ]);
  await client.query('delete from hub.import_reject where import_id = any ($1::uuid[])', [imports]);
  await client.query(`delete from hub.import where id = any ($1::uuid[]) and state <> 'BROKEN_OFF'`, [imports]);
  return rowCount ?? 0;
}
