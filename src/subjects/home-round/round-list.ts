import type { HubContext } from '../../access/context.ts';
import { cellIsClear, rowMask } from '../../access/reading/cells.ts';
import type { Reader } from '../../access/reading/reader.ts';
import { Asker, residentsOfHomes } from '../../access/reading/sources.ts';
import { Statement } from '../../access/reading/statement.ts';
import { neededToWrite } from '../../agreement/writes.ts';
import { lookBackDays, RoundReason } from './home-round.values.ts';

/** Somebody who may be put on the list, with the reasons for it as far as whoever asks may know them. */
export interface Listed {
  resident: string;
  reasons: RoundReason[];
}

/** SQL of a field of the row that is looked at. */
type Cell = (field: string) => string;

/** SQL of the day on which something began or ended, as the instant at which that day began in London. */
const startOf = (day: string) => `(${day}::timestamp at time zone 'Europe/London')`;

/**
 * Everybody who lives in a home today and about whom the viewer may put something on the list, each with the reasons, in
 * one statement however many they are. A reason is told only where the agreement shows this viewer what it follows from:
 * it tells the same. What the role of the database may not read is not named.
 */
export function roundList(
  { records, agreement, viewer }: Pick<HubContext, 'records' | 'agreement' | 'viewer'>,
  home: string,
  plannedFor: string,
): { text: string; values: unknown[] } {
  const statement = new Statement();
  const asker = new Asker(statement, records.parts);
  const { rights } = records.parts;
  const of = statement.add(home, 'uuid');
  const day = statement.add(plannedFor, 'date');
  const writable = statement.add(neededToWrite(agreement, 'putOnRound', viewer) ?? 0, 'int');
  const source = residentsOfHomes(records.shape('Resident'), records.shape('Placement'), asker, rights);
  const some = finderOf(records, asker);
  const moved = clearOf(records, asker, 'Placement', 'l', 'r.m')(['from', 'home']);
  const movedIn = moved && `${startOf('one.moved_in')} > since.at and one.moved_in <= ${day}`;
  const before = some('Placement', ['from', 'home'], (c) => `${c('home')} = ${of} and ${c('from')} < one.moved_in`);
  const due = (status: string, on: string) => [
    some('CarePlan', [status], (c) => `${c(status)} in ('DUE', 'OVERDUE', 'REVIEW_DUE')`),
    some('CarePlan', [status, on], (c) => `${c(status)} <> 'DECLINED' and ${c(on)} <= ${day}`),
  ];
  const plan = some('CarePlan', ['status'], () => 'true');
  const knowsPlans = clearOf(records, asker, 'CarePlan', null)(['status']);
  const reasons = [
    ...when(RoundReason.NEW_RESIDENT, movedIn && (before ? `${movedIn} and not ${before}` : movedIn)),
    ...when(RoundReason.READMITTED, movedIn && before && `${movedIn} and ${before}`),
    ...when(
      RoundReason.DISCHARGED_FROM_HOSPITAL,
      some('HospitalStay', ['dischargedAt'], (c) => since(c('dischargedAt'))),
      some('Absence', ['to', 'reason'], (c) => `${c('reason')} = 'HOSPITAL' and ${since(startOf(c('to')))}`),
    ),
    ...when(
      RoundReason.INCIDENT,
      some('Incident', ['occurredAt'], (c) => since(c('occurredAt'))),
    ),
    ...when(
      RoundReason.CONCERN_WAITING,
      some('Concern', ['answeredAt'], (c) => `${c('answeredAt')} is null`),
    ),
    ...when(
      RoundReason.VISIT_ARRANGED,
      some(
        'Concern',
        ['outcome', 'answeredAt'],
        (c) => `${c('outcome')} = 'VISIT_ARRANGED' and ${since(c('answeredAt'))}`,
      ),
    ),
    ...when(
      RoundReason.ASKED_BY_HOME,
      some('Concern', ['forNextRound', 'raisedAt'], (c) => `${c('forNextRound')} and ${since(c('raisedAt'))}`),
    ),
    ...when(
      RoundReason.CARE_PLAN_DUE,
      ...due('status', 'dueOn'),
      plan && knowsPlans && `${knowsPlans} and not ${plan}`,
    ),
    ...when(RoundReason.MEDICATION_REVIEW_DUE, ...due('medicationReviewStatus', 'medicationReviewDueOn')),
    ...when(RoundReason.FOLLOW_UP_DUE, `last.next_on <= ${day}`),
  ];
  const where = [
    ...source.where,
    't.valid_until is null',
    rights.rowIsOpen('Resident', 'r.m'),
    `r.m & ${writable} <> 0`,
  ];
  const text = `select one.id as resident, array_remove(array[${reasons.join(', ')}]::text[], null) as reasons
    from (select ${of} as id) p
    cross join lateral (
      select t.id, r.m, ${moved ? `case when ${moved} then l.from_on end` : 'null::date'} as moved_in
      from ${source.from} where ${where.join(' and ')}
    ) one
    left join lateral (${lastVisit(records, asker)}) last on true
    cross join lateral (
      select greatest(coalesce(last.seen_at, '-infinity'), now() - make_interval(days => ${lookBackDays})) as at
    ) since
    order by one.id`;
  return { text, values: statement.values };
}

/** SQL: an instant lies behind that from which reasons count, and is not still to come. */
const since = (instant: string) => `${instant} > since.at and ${instant} <= now()`;

/** SQL of a reason, or nothing where none of what it follows from is ever shown. */
function when(reason: RoundReason, ...holds: (string | null)[]): string[] {
  const any = holds.filter((one) => one !== null);
  return any.length ? [`case when ${any.map((one) => `(${one})`).join(' or ')} then '${reason}' end`] : [];
}

/** SQL of when the resident `one` was last seen on a round, and by when the next was to be, as far as the viewer may read. */
function lastVisit(records: Reader, asker: Asker): string {
  const seen = rowsOf(records, asker, 'RoundVisit', ['state', 'seenAt', 'nextOn'], (c) => `${c('state')} = 'SEEN'`);
  return seen
    ? `select t.seen_at, t.next_on ${seen} order by t.seen_at desc limit 1`
    : 'select null::timestamptz as seen_at, null::date as next_on where false';
}

/** SQL: there is such a row about the resident `one`; null if the viewer never sees one. */
function finderOf(records: Reader, asker: Asker) {
  return (subject: string, cells: readonly string[], holds: (cell: Cell) => string): string | null => {
    const rows = rowsOf(records, asker, subject, cells, holds);
    return rows && `exists (select ${rows})`;
  };
}

/** SQL behind `select …`: rows of a subject about the resident `one` of which the viewer sees these cells in clear. */
function rowsOf(
  records: Reader,
  asker: Asker,
  subject: string,
  cells: readonly string[],
  holds: (cell: Cell) => string,
): string | null {
  const clear = clearOf(records, asker, subject, 't')(cells);
  if (clear === null) return null;
  const { table, resident, fields, edges } = records.shape(subject);
  const cell: Cell = (field) => {
    const found = fields.get(field) ?? edges.get(field)?.key;
    if (!found) throw new Error(`${subject}.${field} is in no row`);
    return found.expression('t');
  };
  return `from ${table} t where t.${resident} = one.id and t.valid_until is null and ${clear} and ${holds(cell)}`;
}

/** SQL: a row is open and these of its cells are clear; without an alias, a row that has nothing of the viewer's. Null if never. */
function clearOf(records: Reader, asker: Asker, subject: string, alias: string | null, related = 'one.m') {
  const { rights } = records.parts;
  return (cells: readonly string[]): string | null => {
    const mask = alias ? rowMask(rights.recordBits(records.shape(subject)), alias, related, asker) : related;
    const clear = cells.map((cell) => cellIsClear(rights.cell(subject, cell), mask));
    return clear.includes('false') ? null : [rights.rowIsOpen(subject, mask), ...clear].join(' and ');
  };
}
