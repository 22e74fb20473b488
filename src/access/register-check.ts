import type pg from 'pg';

/** Relationships of one kind of one organisation that do not agree with the facts. */
export interface Drift {
  problem: 'missing' | 'surplus' | 'different';
  organisation: string;
  kind: string;
  relationships: number;
}

export interface RegisterCheck {
  residents: number;
  relationships: number;
  drift: Drift[];
}

/** Derives every relationship anew and compares it with the register. Signed in as the owner; changes nothing. */
export async function checkRegister(owner: pg.ClientBase): Promise<RegisterCheck> {
  const { rows } = await owner.query<Omit<RegisterCheck, 'drift'>>(
    `select count(distinct resident_id)::int as residents, count(*)::int as relationships from hub.relationship`,
  );
  const drift = await owner.query<Drift>(
    `select drift.problem, organisation.code as organisation, drift.kind, count(*)::int as relationships
      from hub.relationship_drift() drift join organisation on organisation.id = drift.organisation_id
      group by drift.problem, organisation.code, drift.kind order by organisation.code, drift.kind, drift.problem`,
  );
  return { ...(rows[0] ?? { residents: 0, relationships: 0 }), drift: drift.rows };
}

/** Brings the register in step with the facts. */
export async function repairRegister(owner: pg.ClientBase): Promise<void> {
  await owner.query('select hub.derive_relationships(null)');
}
