import type { ClientBase } from 'pg';

/** Until the end of the transaction nobody else counts, publishes or declares. */
export async function oneAtATime(client: ClientBase): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtext('caregraph measures'))`);
}
