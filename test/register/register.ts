import type pg from 'pg';
import { type Relationship, relationshipBits } from '../../src/agreement/relationships.ts';
import type { Agency } from '../../src/shared/agencies.ts';
import type { Made, MadeOrganisation, MadePlace } from '../support/factories.ts';

/** A row of the register as a test reads it: days in England, `…` for no end. */
export type Related = [kind: string, since: string, until: string];

/** Why `organisation` may see the resident, oldest first. */
export async function relationsOf(
  owner: pg.Pool,
  resident: Made,
  organisation: MadePlace | MadeOrganisation,
): Promise<Related[]> {
  const partner = 'organisation' in organisation ? organisation.organisation : organisation;
  const { rows } = await owner.query<{ kind: string; since: string; until: string | null }>(
    `select kind, to_char(since at time zone 'Europe/London', 'YYYY-MM-DD') as since,
        to_char(until at time zone 'Europe/London', 'YYYY-MM-DD') as until
      from hub.relationship where resident_id = $1 and organisation_id = $2 order by since, kind`,
    [resident.id, partner.id],
  );
  return rows.map(({ kind, since, until }) => [kind, since, until ?? '…']);
}

/** Rows in which the register differs from the facts. */
export async function driftOf(owner: pg.Pool): Promise<unknown[]> {
  return (await owner.query('select * from hub.relationship_drift()')).rows;
}

export interface Viewer {
  agency: Agency;
  organisation: Made;
  kinds?: readonly Relationship[];
  endsWith?: number;
  neverEnds?: readonly Relationship[];
}

/** Asks as a request of the hub does: signed in as the hub, in the agency's role, in a transaction of its own. */
export async function asking<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  {
    agency,
    organisation,
    kinds = Object.keys(relationshipBits) as Relationship[],
    endsWith = 0,
    neverEnds = [],
  }: Viewer,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const bitsOf = (names: readonly Relationship[]) =>
    String(names.reduce((bits, name) => bits | relationshipBits[name], 0));
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(
      `select set_config('role', $1, true), set_config('hub.organisation', $2, true), set_config('hub.kinds', $3, true),
        set_config('hub.ends_with', $4, true), set_config('hub.never_ends', $5, true)`,
      [`caregraph_${agency}`, organisation.id, bitsOf(kinds), String(endsWith), bitsOf(neverEnds)],
    );
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.query('rollback');
    client.release();
  }
}
