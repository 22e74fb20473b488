import type { ClientBase } from 'pg';

/** How far the database has come at one moment. */
export interface Horizon {
  /** Every transaction before this one has ended. */
  readonly ended: bigint;
  /** No transaction from this one on has begun. */
  readonly begun: bigint;
  /** Which server counts them. */
  readonly cluster: string;
  /** Its clock, in milliseconds since 1970. */
  readonly now: number;
}

export async function horizonOf(client: ClientBase): Promise<Horizon> {
  const { rows } = await client.query<Record<'ended' | 'begun' | 'cluster' | 'now', string>>(
    `select pg_snapshot_xmin(snapshot)::text as ended, pg_snapshot_xmax(snapshot)::text as begun,
       (select system_identifier::text from pg_control_system()) as cluster,
       trunc(extract(epoch from clock_timestamp()) * 1000)::bigint::text as now
     from pg_current_snapshot() snapshot`,
  );
  const row = rows[0];
  if (!row) throw new Error('the database does not tell its transactions');
  return {
    ended: BigInt(row.ended),
    begun: BigInt(row.begun),
    cluster: row.cluster,
    now: Number(row.now),
  };
}

/** When the first entry was made that has waited to be sealed for longer than so many milliseconds; undefined if none has. */
export async function waiting(client: ClientBase, longer: number): Promise<Date | undefined> {
  const { rows } = await client.query<{ at: Date; late: boolean }>(
    `select entry.at, entry.at < clock_timestamp() - make_interval(secs => $1) as late
     from hub.access_entry entry
     left join (select * from hub.access_seal order by batch desc limit 1) seal on true
     where (entry.written_by, entry.number) > (coalesce(seal.reach_written_by, '0'), coalesce(seal.reach_number, 0))
       and entry.number > coalesce(seal.floor, 0)
     order by entry.written_by, entry.number limit 1`,
    [longer / 1000],
  );
  return rows[0]?.late ? rows[0].at : undefined;
}
