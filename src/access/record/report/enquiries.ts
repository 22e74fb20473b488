import type { ClientBase } from 'pg';

/**
 * From when on entries may tell of a safeguarding concern, report or enquiry that has not ended: as long as it has not, the
 * resident is not told of it, nor anybody who asks for the resident. Null if all have ended, or if there never was one.
 */
export async function openSince(client: ClientBase, resident: string): Promise<Date | null> {
  const { rows } = await client.query<{ since: Date | null }>(
    `select min(open.since) as since from (
       select least(raised_at, recorded_at) as since from public.safeguarding_concern
       where resident_id = $1 and valid_until is null and (ended_at is null or ended_at > now())
       union all
       select least(hub.start_of_day(opened_on), recorded_at) from public.safeguarding_enquiry
       where resident_id = $1 and valid_until is null
         and (closed_on is null or hub.start_of_day(closed_on) > now())
       union all
       select made_at from hub.safeguarding_report where resident_id = $1 and concern_id is null
     ) open`,
    [resident],
  );
  const since = rows[0]?.since;
  // Entries bear milliseconds and concerns microseconds: what belongs together must not fall to two sides.
  return since ? new Date(since.getTime() - 1_000) : null;
}
