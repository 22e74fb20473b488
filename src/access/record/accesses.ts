import type { ClientBase } from 'pg';
import type { Entry } from './entry.ts';

/** One entry about a resident, as whoever answers for the record reads it. */
export interface Access extends Pick<Entry, 'agency' | 'user' | 'role' | 'purpose' | 'kind' | 'operation' | 'outcome'> {
  number: string;
  at: Date;
  /** The code of the organisation; null where an operator of the hub looked. */
  organisation: string | null;
}

/** Where a page ends: the next one begins with what is older. */
export interface Before {
  at: Date;
  number: string;
}

/** Newest first. `client` acts as the auditor or the owner. */
export async function accessesTo(
  client: ClientBase,
  resident: string,
  { before, most }: { before?: Before; most: number },
): Promise<Access[]> {
  const { rows } = await client.query<Access>(
    `select entry.number, entry.at, organisation.code as organisation, entry.agency, entry."user", entry.role, entry.purpose,
       entry.kind, entry.operation, entry.outcome
     from hub.accesses_to($1, coalesce($2::timestamptz, 'infinity'), coalesce($3::bigint, 0), $4) entry
     left join public.organisation on organisation.id = entry.organisation_id
     order by entry.at desc, entry.number desc`,
    [resident, before?.at ?? null, before?.number ?? null, most],
  );
  return rows;
}
