import type { ClientBase } from 'pg';
import { agencies } from '../shared/agencies.ts';
import { bankHolidays } from '../shared/bank-holidays.ts';
import { openings } from './compile.ts';
import { columnGrants, type TableColumns, tablesNamed } from './grants.ts';
import { heldPrivileges } from './held-privileges.ts';
import { agreementChannel, agreementLock, type Way } from './in-force.ts';
import type { Agreement, Party } from './model.ts';
import { numbersReadBy, objectionsTold } from './objections.ts';
import { accessRecordYears } from './retention.ts';
import { emergencyMutation } from './sections/writes.ts';
import { mutationsOf, writings } from './writes.ts';

export interface Applying {
  by?: string;
  /** Somebody's `apply` is on record each time; a start only if it puts another version in force. */
  way?: Way;
  /** The version that must hold until now (null: none), because what was decided upon was the change from it. */
  replaces?: string | null;
  /** Done in the same transaction, before anything of the agreement is touched. */
  first?: () => Promise<unknown>;
}

/** Another version came into force since the change was decided upon. */
export class AnotherInForce extends Error {
  override name = 'AnotherInForce';
}

/**
 * Puts an agreement in force: column privileges, what opens rows, who has signed, and its version, in one transaction,
 * at whose end running hubs are told. If anything fails, the agreement before stays in force. Applying the one in force
 * again brings the database back to it.
 */
export async function applyAgreement(
  owner: ClientBase,
  agreement: Agreement,
  tables: TableColumns,
  { by = 'start', way = 'start', replaces, first }: Applying = {},
): Promise<void> {
  await owner.query('begin');
  try {
    await first?.();
    await owner.query('select pg_advisory_xact_lock($1)', [agreementLock]);
    const before = await hashInForce(owner);
    if (replaces !== undefined && replaces !== before) {
      throw new AnotherInForce('Meanwhile another version of the agreement came into force; nothing was changed.');
    }
    const held = await heldPrivileges(owner, tablesNamed(tables));
    for (const statement of columnGrants(agreement, tables, held)) await owner.query(statement);
    await replaceOpenings(owner, agreement);
    await replaceWritings(owner, agreement);
    await replaceMutations(owner, agreement);
    await replaceQuestions(owner, agreement);
    await replaceObjectionsTold(owner, agreement);
    await replaceNumberRead(owner, agreement);
    await replaceSigned(owner, agreement.signatures);
    await replaceRetention(owner, agreement);
    await replaceClocks(owner, agreement);
    await replaceRewardTerms(owner, agreement);
    await putInForce(owner, agreement);
    if (way === 'apply' || before !== agreement.hash) {
      await owner.query(
        'insert into hub.agreement_application (hash, replaced, applied_by, way) values ($1, $2, $3, $4)',
        [agreement.hash, before, by, way],
      );
    }
    await owner.query('select pg_notify($1, $2)', [agreementChannel, agreement.hash]);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}

async function hashInForce(owner: ClientBase): Promise<string | null> {
  const { rows } = await owner.query<{ hash: string }>('select hash from hub.agreement_in_force');
  return rows[0]?.hash ?? null;
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

/** What functions of the database ask before they do for an agency what no agency may do by itself. */
async function replaceMutations(owner: ClientBase, agreement: Agreement): Promise<void> {
  const rows = agencies.flatMap((agency) => [...mutationsOf(agreement, agency)].map((name) => ({ name, agency })));
  await owner.query('delete from hub.mutation');
  await owner.query(
    `insert into hub.mutation (name, agency, hours)
     select name, agency, case when name = $3 then $4::int end from unnest($1::text[], $2::text[]) as may (name, agency)`,
    [rows.map((row) => row.name), rows.map((row) => row.agency), emergencyMutation, agreement.emergency?.hours],
  );
}

/** What functions of the database ask before they answer an agency about what no agency may read by itself. */
async function replaceQuestions(owner: ClientBase, { queries, purposes }: Agreement): Promise<void> {
  const rows = [...queries].flatMap(([name, { by, purposes: for_ = [...purposes.keys()] }]) =>
    by.flatMap((agency) => for_.map((purpose) => ({ name, agency, purpose }))),
  );
  await owner.query('delete from hub.question');
  await owner.query(
    'insert into hub.question (name, agency, purpose) select * from unnest($1::text[], $2::text[], $3::text[])',
    [rows.map((row) => row.name), rows.map((row) => row.agency), rows.map((row) => row.purpose)],
  );
}

async function replaceObjectionsTold(owner: ClientBase, agreement: Agreement): Promise<void> {
  await owner.query('delete from hub.objection_told');
  for (const { objection, ends, named } of objectionsTold(agreement)) {
    await owner.query('insert into hub.objection_told (objection, ends, named) values ($1, $2, $3)', [
      objection,
      ends,
      named,
    ]);
  }
}

async function replaceNumberRead(owner: ClientBase, agreement: Agreement): Promise<void> {
  await owner.query('delete from hub.number_read');
  await owner.query('insert into hub.number_read (relationships) values ($1)', [numbersReadBy(agreement)]);
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

async function replaceRetention(owner: ClientBase, agreement: Agreement): Promise<void> {
  const years = accessRecordYears(agreement);
  await owner.query('delete from hub.access_retention');
  if (years) await owner.query('insert into hub.access_retention (years) values ($1)', [years]);
}

/** What functions of the database count by. What is due already stays due on its day; what was due on none may be now. */
async function replaceClocks(owner: ClientBase, { clocks }: Agreement): Promise<void> {
  const rows = [...clocks].map(([name, { days, counting, reviewMonths }]) => ({ name, days, counting, reviewMonths }));
  await owner.query('delete from hub.clock');
  await owner.query(
    `insert into hub.clock (name, days, working, review_months)
     select * from unnest($1::text[], $2::int[], $3::bool[], $4::int[])`,
    [
      rows.map(({ name }) => name),
      rows.map(({ days }) => days),
      rows.map(({ counting }) => counting === 'working'),
      rows.map(({ reviewMonths }) => reviewMonths),
    ],
  );
  await owner.query('delete from hub.bank_holiday');
  await owner.query('insert into hub.bank_holiday (day, name) select * from unnest($1::date[], $2::text[])', [
    Object.keys(bankHolidays),
    Object.values(bankHolidays),
  ]);
  await owner.query(
    `update care_plan set due_on = coalesce(due_on, hub.plan_due('care-plan', counted_from, reviewed_on, review_by)),
       medication_review_due_on = coalesce(medication_review_due_on,
         hub.plan_due('medication-review', counted_from, medication_reviewed_on, medication_review_by))
     where valid_until is null and (due_on is null or medication_review_due_on is null)`,
  );
}

/** What functions of the database pay by. What was prepared to be paid before stays as it was reckoned. */
async function replaceRewardTerms(owner: ClientBase, { rewardScheme: terms }: Agreement): Promise<void> {
  await owner.query('delete from hub.reward_terms');
  if (!terms) return;
  await owner.query(
    `insert into hub.reward_terms (return_days, working, initiatives, council_weekly, nhs_weekly)
     values ($1, $2, $3, $4, $5)`,
    [terms.days, terms.counting === 'working', terms.initiatives, terms.councilResident, terms.nhsResident],
  );
}

async function putInForce(owner: ClientBase, { hash, title, text }: Agreement): Promise<void> {
  await owner.query(
    'insert into hub.agreement_version (hash, title, body) values ($1, $2, $3) on conflict (hash) do nothing',
    [hash, title, text],
  );
  await owner.query(
    `insert into hub.agreement_in_force ("only", hash) values (true, $1)
     on conflict ("only") do update set hash = excluded.hash`,
    [hash],
  );
}
