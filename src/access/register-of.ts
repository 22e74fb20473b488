import type pg from 'pg';
import { objectionBits } from '../agreement/relationships.ts';
import type { Agency } from '../shared/agencies.ts';

/** A relationship as the register has it, whoever may know of it: for the operator alone. */
export interface Registered {
  kind: string;
  bit: number;
  since: Date;
  until: Date | null;
  /** The fact from which it follows, such as `placement:` and its id. */
  evidence: string;
  reason: string | null;
  /** Objections in force against the organisation, of whatever purpose they end. */
  objections: number;
  state: 'in force' | 'ended' | 'not begun';
}

/** What the register says of one organisation and one resident. Signed in as the owner. */
export interface RegisterEntry {
  organisation: { code: string; name: string; agency: Agency };
  /** Whether there is such a resident. */
  resident: boolean;
  relationships: Registered[];
}

/** Undefined if there is no such organisation. */
export async function registerOf(
  owner: pg.ClientBase,
  code: string,
  nhsNumber: string,
): Promise<RegisterEntry | undefined> {
  const organisations = await owner.query<RegisterEntry['organisation'] & { id: string }>(
    'select id, code, name, agency from organisation where code = $1',
    [code],
  );
  const [found] = organisations.rows;
  if (!found) return undefined;
  const residents = await owner.query<{ id: string }>(
    'select id from resident where nhs_number = $1 and valid_until is null and admitted_by_id is null',
    [nhsNumber],
  );
  const { id, ...organisation } = found;
  const [resident] = residents.rows;
  if (!resident) return { organisation, resident: false, relationships: [] };
  const { rows } = await owner.query<Registered>(
    `select kind, bit, since, until, evidence, reason, objections,
        case when since > now() then 'not begun' when until <= now() then 'ended' else 'in force' end as state
      from hub.relationship where organisation_id = $1 and resident_id = $2 order by since, kind`,
    [id, resident.id],
  );
  return { organisation, resident: true, relationships: rows };
}

/** The text of the agreement in force in this database, if one was ever applied. */
export async function agreementInForce(owner: pg.ClientBase): Promise<string | undefined> {
  const { rows } = await owner.query<{ body: string }>(
    'select version.body from hub.agreement_in_force natural join hub.agreement_version version',
  );
  return rows[0]?.body;
}

/** The kinds of objection in a mask, by name. */
export function objectionNames(mask: number): string[] {
  return Object.entries(objectionBits).flatMap(([kind, bit]) => ((mask & bit) !== 0 ? [kind] : []));
}
