import type { ClientBase } from 'pg';
import { openings } from './compile.ts';
import { columnGrants, type TableColumns } from './grants.ts';
import type { Agreement, Party } from './model.ts';
import { writings } from './writes.ts';

/** Hubs that start at the same time apply one after the other. */
const APPLYING = 7_201_548;

/**
 * Puts an agreement in force: column privileges, what opens rows, who has signed, and its version, in one transaction.
 * If anything fails, the agreement before stays in force. Applying it again brings the database back to it.
 */
export async function applyAgreement(
  owner: ClientBase,
  agreement: Agreement,
  tables: TableColumns,
  appliedBy = 'start',
): Promise<void> {
  await owner.query('begin');
  try {
    await owner.query('select pg_advisory_xact_lock($1)', [APPLYING]);
    for (const statement of columnGrants(agreement, tables)) await owner.query(statement);
    await replaceOpenings(owner, agreement);
    await replaceWritings(owner, agreement);
    await replaceSigned(owner, agreement.signatures);
    await recordVersion(owner, agreement, appliedBy);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}

async function replaceOpenings(owner: ClientBase, agreement: Agreement): Promise<void> {
  const rows = openings(agreement);
  await owner.query('delete from hub.opening');
  await owner.query(
    `insert into hub.opening (subject, record_bits, relationships)
     select * from unnest($1::text[], $2::int[], $3::int[])`,
    [rows.map((row) => row.subject), rows.map((row) => row.recordBits), rows.map((row) => row.relationships)],
  );
}

async function replaceWritings(owner: ClientBase, agreement: Agreement): Promise<void> {
  const rows = writings(agreement);
  await owner.query('delete from hub.writing');
  await owner.query('insert into hub.writing (subject, relationships) select * from unnest($1::text[], $2::int[])', [
    rows.map((row) => row.subject),
    rows.map((row) => row.relationships),
  ]);
}

async function replaceSigned(owner: ClientBase, signed: readonly Party[]): Promise<void> {
  const codes = signed.flatMap((party) => ('organisation' in party ? [party.organisation] : []));
  const whole = signed.flatMap((party) => ('every' in party ? [party.every] : []));
  await owner.query('delete from hub.signed_organisation');
  await owner.query(
    `insert into hub.signed_organisation (code)
     select organisation.code from organisation
     where organisation.code = any($1::text[]) or organisation.agency = any($2::text[])`,
    [codes, whole],
  );
}

/** A version that is in force already keeps the moment and the name of its first application: a restart is none. */
async function recordVersion(owner: ClientBase, { hash, title, text }: Agreement, by: string): Promise<void> {
  await owner.query(
    `insert into hub.agreement_version (hash, title, body, applied_at, applied_by) values ($1, $2, $3, now(), $4)
     on conflict (hash) do update set applied_at = excluded.applied_at, applied_by = excluded.applied_by
       where not exists (select from hub.agreement_in_force where hash = excluded.hash)`,
    [hash, title, text, by],
  );
  await owner.query(
    `insert into hub.agreement_in_force ("only", hash) values (true, $1)
     on conflict ("only") do update set hash = excluded.hash`,
    [hash],
  );
}
