import type { ClientBase } from 'pg';
import { agreementLock } from '../../agreement/in-force.ts';
import { inTransaction } from '../../database/client.ts';
import { eraser, recorder } from '../../database/roles.ts';
import { daysAfter, londonMidnight } from '../../shared/dates.ts';
import { deedOf } from '../record/deed.ts';
import type { RecordKeys } from '../record/sealing/keys.ts';
import { statementFor } from '../record/statement.ts';
import { dueResidents, type Threshold } from './due.ts';
import { markErased } from './erased-numbers.ts';
import { forgetWaiting } from './forget-waiting.ts';
import type { ResidentTable } from './tables.ts';

/** By which rule, of which version of the agreement, and in whose name. */
export interface Warrant {
  /** Hash of the version in force. */
  agreement: string;
  /** In the words of the agreement. */
  rule: string;
  by: string;
  keys: RecordKeys;
}

/** What went. */
export interface Erased {
  residents: number;
  rows: number;
}

/** Another version of the agreement came into force since the rule was read. */
export class RuleChanged extends Error {
  override name = 'RuleChanged';
}

/**
 * Erases those of some residents who are still past the rule, with everything about them, in one transaction that also
 * holds the entry which says how many they were: both are there in the end, or neither.
 */
export function eraseResidents(
  owner: ClientBase,
  tables: readonly ResidentTable[],
  threshold: Threshold,
  warrant: Warrant,
  among: readonly string[],
): Promise<Erased> {
  return erasing(owner, warrant, 'retention run', async () => {
    // Whoever writes about one of them meanwhile waits, and then finds nobody.
    await owner.query('select from public.resident where id = any ($1) order by id for update', [among]);
    const due = (await dueResidents(owner, tables, threshold, among)).filter(({ held }) => !held.length);
    if (!due.length) return { residents: 0, rows: 0 };
    const ids = due.map(({ id }) => id);
    // What was said of a number without knowing the person goes with the last one to bear it.
    const { rows: alone } = await owner.query<{ number: string }>(
      `select number from unnest($1::text[]) number where not exists (
         select from public.resident r where r.nhs_number = number and r.former_of is null and r.id <> all ($2))`,
      [[...new Set(due.map(({ number }) => number))], ids],
    );
    const numbers = alone.map(({ number }) => number);
    await markErased(owner, warrant.keys, numbers);
    // Pieces without a name bear none: whose they are is told by what goes next, and by no foreign key, so that this table is
    // named here and not found as the others are.
    const pieces = await owner.query(
      `delete from public.unnamed_feedback piece where piece.giver in (
         select giver.id from hub.feedback_giver giver where giver.resident_id = any ($1)
         union select said.id from public.feedback said where said.resident_id = any ($1))`,
      [ids],
    );
    // Lines of a file that wait to be merged name somebody by number alone.
    const waiting = await owner.query('delete from hub.import_row where about = any ($1)', [numbers]);
    let rows = (pieces.rowCount ?? 0) + (waiting.rowCount ?? 0);
    for (const { name, columns, numbered } of tables) {
      const keys = name === 'public.resident' ? ['id', 'former_of'] : columns;
      const unnamed = `${keys.map((key) => `t.${key} is null`).join(' and ')} and t.nhs_number = any ($2)`;
      const of = [...keys.map((key) => `t.${key} = any ($1)`), ...(numbered ? [unnamed] : [])].join(' or ');
      const gone = await owner.query(`delete from ${name} t where ${of}`, numbered ? [ids, numbers] : [ids]);
      rows += gone.rowCount ?? 0;
    }
    return { residents: due.length, rows };
  });
}

const unknownTo = (table: ResidentTable) =>
  `${table.name} t where ${table.columns.map((column) => `t.${column} is null`).join(' and ')} and t.${table.moment} < $1
     and t.nhs_number is not null and not exists (select from public.resident r where r.nhs_number = t.nhs_number)`;

/** What was said of people who never became known here is kept as long after it was said. */
export function eraseUnknown(
  owner: ClientBase,
  tables: readonly ResidentTable[],
  { endedBy }: Threshold,
  warrant: Warrant,
): Promise<Erased> {
  return erasing(owner, warrant, 'retention run, of people never known', async () => {
    let rows = 0;
    for (const table of tables.filter(({ numbered, moment }) => numbered && moment)) {
      const gone = await owner.query(`delete from ${unknownTo(table)}`, [londonMidnight(daysAfter(endedBy, 1))]);
      rows += gone.rowCount ?? 0;
    }
    return { residents: 0, rows };
  });
}

/** How many such words there are. Asked in the role that erases. */
export async function countUnknown(
  owner: ClientBase,
  tables: readonly ResidentTable[],
  { endedBy }: Threshold,
): Promise<number> {
  let rows = 0;
  for (const table of tables.filter(({ numbered, moment }) => numbered && moment)) {
    const found = await owner.query<{ count: number }>(`select count(*)::int as count from ${unknownTo(table)}`, [
      londonMidnight(daysAfter(endedBy, 1)),
    ]);
    rows += found.rows[0]?.count ?? 0;
  }
  return rows;
}

/** What was ordered to be erased, and had to be kept until now. */
export function finishOrders(owner: ClientBase, warrant: Warrant): Promise<Erased> {
  const work = async () => {
    const { rows } = await owner.query<{ done: number }>('select hub.finish_erasures() as done');
    return { residents: 0, rows: rows[0]?.done ?? 0 };
  };
  const ordered = { ...warrant, rule: 'kept until now' };
  return erasing(owner, ordered, 'erasure ordered before', work, { whole: false });
}

/** Keys of requests that nobody sends again: nothing about anybody, so that no entry is made of it. */
export function forgetKeys(owner: ClientBase): Promise<number> {
  return inTransaction(owner, async () => {
    await owner.query(`select set_config('role', $1, true)`, [eraser]);
    const { rowCount } = await owner.query(`delete from hub.idempotency where made_at < now() - interval '90 days'`);
    return rowCount ?? 0;
  });
}

/** Days after which a file that was staged and never merged is forgotten: it would have to be drawn anew anyway. */
const waitingDays = 30;

/** What waits of files that nobody finished. */
export function forgetUnfinished(owner: ClientBase, warrant: Warrant): Promise<Erased> {
  const ordered = { ...warrant, rule: `waiting for ${waitingDays} days` };
  const work = async () => {
    const { rows } = await owner.query<{ id: string }>(
      `select id from hub.import where state <> all ('{DONE,BROKEN_OFF}') and begun_at < now() - make_interval(days => $1)`,
      [waitingDays],
    );
    const gone = await forgetWaiting(
      owner,
      rows.map(({ id }) => id),
    );
    return { residents: 0, rows: gone };
  };
  return erasing(owner, ordered, 'files never merged', work, { whole: false });
}

function erasing(
  owner: ClientBase,
  warrant: Warrant,
  what: string,
  work: () => Promise<Erased>,
  /** Whether residents go with all that there is of them. */
  { whole = true } = {},
): Promise<Erased> {
  return inTransaction(owner, async () => {
    await owner.query('select pg_advisory_xact_lock_shared($1)', [agreementLock]);
    const { rows } = await owner.query('select from hub.agreement_in_force where hash = $1', [warrant.agreement]);
    if (!rows.length) throw new RuleChanged();
    await owner.query(`select pg_advisory_xact_lock(hashtext('caregraph retention'))`);
    // Relationships go with their residents: nobody is let in or told because the facts go one by one.
    await owner.query(`select set_config('hub.bulk', $2, true), set_config('role', $1, true)`, [
      eraser,
      whole ? 'on' : '',
    ]);
    const erased = await work();
    if (erased.rows) {
      await owner.query(`select set_config('role', $1, true)`, [recorder]);
      const entry = deedOf(warrant, `${what}: ${warrant.rule}`, { count: erased.residents || erased.rows });
      await owner.query(statementFor(warrant.keys, [entry]));
    }
    return erased;
  });
}
