import type pg from 'pg';
import type { AgreementDiff } from '../agreement/diff/model.ts';
import { relationshipBits } from '../agreement/relationships.ts';
import type { Agency } from '../shared/agencies.ts';

/** How many residents stand today in any of these relationships to an organisation of the agency. */
export type Touched = (agency: Agency, relationships: readonly string[]) => number;

/** Counts the residents that each change would concern here and now. Signed in as the owner; changes nothing. */
export async function residentsTouched(owner: pg.ClientBase, { agencies }: AgreementDiff): Promise<Touched> {
  const asked = [...agencies].flatMap(([agency, changes]) => {
    const all = [...new Set(changes.flatMap(({ relationships }) => relationships))];
    return [...changes.map(({ relationships }) => relationships), all].map((names) => ({
      agency,
      mask: maskOf(names),
    }));
  });
  const { rows } = await owner.query<{ agency: Agency; mask: number; residents: number }>(
    `select asked.agency, asked.mask, count(distinct relationship.resident_id)::int as residents
      from (select distinct * from unnest($1::text[], $2::int[]) asked (agency, mask)) asked
      join organisation on organisation.agency = asked.agency
      join hub.relationship on relationship.organisation_id = organisation.id
        and relationship.bit & asked.mask <> 0 and relationship.since <= now()
        and (relationship.until is null or relationship.until > now())
      group by asked.agency, asked.mask`,
    [asked.map(({ agency }) => agency), asked.map(({ mask }) => mask)],
  );
  const counted = new Map(rows.map(({ agency, mask, residents }) => [`${agency} ${mask}`, residents]));
  return (agency, relationships) => counted.get(`${agency} ${maskOf(relationships)}`) ?? 0;
}

function maskOf(names: readonly string[]): number {
  const known = Object.entries(relationshipBits).filter(([name]) => names.includes(name));
  return known.reduce((mask, [, bit]) => mask | bit, 0);
}
