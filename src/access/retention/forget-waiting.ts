import type { ClientBase } from 'pg';

/**
 * Forgets what waits of files that nobody finished: read once more, such a file begins anew. Of one that was merged in part it
 * stays known which rows it made. Gives how many lines are gone.
 */
export async function forgetWaiting(client: ClientBase, imports: readonly string[]): Promise<number> {
  const { rowCount } = await client.query('delete from hub.import_row where import_id = any ($1::uuid[])', [imports]);
  await client.query(`update hub.import set state = 'BROKEN_OFF' where id = any ($1::uuid[]) and state = 'MERGING'`, [
    imports,
  ]);
  await client.query('delete from hub.import_reject where import_id = any ($1::uuid[])', [imports]);
  await client.query(`delete from hub.import where id = any ($1::uuid[]) and state <> 'BROKEN_OFF'`, [imports]);
  return rowCount ?? 0;
}
