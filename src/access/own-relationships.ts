import type { HubContext } from './context.ts';

/** A relationship of the viewer's organisation to a resident, in the words of the agreement. */
export interface OwnRelationship {
  kind: string;
  means: string;
  since: Date;
  until: Date | null;
}

/**
 * The relationships by which the viewer sees a resident now. Those that do not count for the purpose stay untold, also
 * to the organisation that holds them: that a council makes an enquiry is not its finance officer's to know.
 */
export async function ownRelationships(context: HubContext, resident: string): Promise<OwnRelationship[]> {
  const { read, records, agreement, viewer } = context;
  const { kinds, endsWith, neverEnds } = records.parts;
  const rows = await read.query<Omit<OwnRelationship, 'means'>>(
    `select distinct relationship.kind, relationship.since, relationship.until
      from hub.relationship
      where relationship.organisation_id = $1::uuid and relationship.resident_id = $2::uuid
        and relationship.bit & $3::int <> 0
        and (relationship.objections & $4::int = 0 or relationship.bit & $5::int <> 0)
        and relationship.since <= now() and (relationship.until is null or relationship.until > now())
      order by relationship.kind, relationship.since`,
    [viewer.organisation.id, resident, kinds, endsWith, neverEnds],
  );
  return rows.map((row) => ({ ...row, means: agreement.relationships.get(row.kind) ?? '' }));
}
