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
  const exists = finderFor(records, asker);
  const moved = cellsOf(records, asker, 'Placement', 'l', 'r.m')(['from', 'home']);
  const seen = exists('RoundVisit', ['state', 'seenAt', 'nextOn'], `t.state = 'SEEN'`);
  const lastSeen = seen
    ? `(select t.seen_at, t.next_on ${seen} order by t.seen_at desc limit 1)`
    : '(select null::timestamptz as seen_at, null::date as next_on where false)';
  const when = (reason: RoundReason, ...holds: (string | null)[]): string[] => {
    const any = holds.filter((one) => one !== null);
    return any.length ? [`case when ${any.map((one) => `(${one})`).join(' or ')} then '${reason}' end`] : [];
  };
  const some = (rows: string | null) => rows && `exists (select ${rows})`;

  const movedIn = moved && `${startOf('one.moved_in')} > since.at and one.moved_in <= ${day}`;
  const before = some(exists('Placement', ['from', 'home'], `t.home_id = ${of} and t.from_on < one.moved_in`));
  const due = (status: string, on: string) => [
    some(exists('CarePlan', [status], `t.${snake(status)} in ('DUE', 'OVERDUE', 'REVIEW_DUE')`)),
    some(exists('CarePlan', [status, on], `t.${snake(status)} <> 'DECLINED' and t.${snake(on)} <= ${day}`)),
  ];
  const plan = some(exists('CarePlan', ['status'], 'true'));
  const knowsPlans = cellsOf(records, asker, 'CarePlan', null)(['status']);
  const reasons = [
    ...when(RoundReason.NEW_RESIDENT, movedIn && (before ? `${movedIn} and not ${before}` : movedIn)),
    ...when(RoundReason.READMITTED, movedIn && before && `${movedIn} and ${before}`),
    ...when(
      RoundReason.DISCHARGED_FROM_HOSPITAL,
      some(exists('HospitalStay', ['dischargedAt'], 't.discharged_at > since.at and t.discharged_at <= now()')),
      some(
        exists(
          'Absence',
          ['to', 'reason'],
          `t.reason = 'HOSPITAL' and ${startOf('t.to_on')} > since.at and ${startOf('t.to_on')} <= now()`,
        ),
      ),
    ),
    ...when(RoundReason.INCIDENT, some(exists('Incident', ['occurredAt'], 't.occurred_at > since.at'))),
    ...when(RoundReason.CONCERN_WAITING, some(exists('Concern', ['answeredAt'], 't.answered_at is null'))),
    ...when(
      RoundReason.VISIT_ARRANGED,
      some(exists('Concern', ['outcome', 'answeredAt'], `t.outcome = 'VISIT_ARRANGED' and t.answered_at > since.at`)),
    ),
    ...when(
      RoundReason.ASKED_BY_HOME,
      some(exists('Concern', ['forNextRound', 'raisedAt'], 't.for_next_round and t.raised_at > since.at')),
    ),
    ...when(
      RoundReason.CARE_PLAN_DUE,
      ...due('status', 'dueOn'),
      plan && knowsPlans && `${knowsPlans} and not ${plan}`,
    ),
    ...when(RoundReason.MEDICATION_REVIEW_DUE, ...due('medicationReviewStatus', 'medicationReviewDueOn')),
    ...when(RoundReason.FOLLOW_UP_DUE, `last.next_on <= ${day}`),
  ];
  const text = `select one.id as resident, array_remove(array[${reasons.join(', ')}]::text[], null) as reasons
    from (select ${of} as id) p
    cross join lateral (
      select t.id, r.m, ${moved ? `case when ${moved} then l.from_on end` : 'null::date'} as moved_in from ${source.from}
      where ${[...source.where, 't.valid_until is null', rights.rowIsOpen('Resident', 'r.m'), `r.m & ${writable} <> 0`].join(' and ')}
    ) one
    left join lateral ${lastSeen} last on true
    cross join lateral (
      select greatest(coalesce(last.seen_at, '-infinity'), now() - make_interval(days => ${lookBackDays})) as at
    ) since
    order by one.id`;
  return { text, values: statement.values };
}

const snake = (name: string) => name.replace(/[A-Z]/g, '_$&').toLowerCase();

/** SQL, after `select …`, of the rows of a subject about the resident `one` for which `holds`, as far as the viewer sees these cells in clear; null if it never does. */
function finderFor(records: Reader, asker: Asker) {
  return (subject: string, cells: readonly string[], holds: string): string | null => {
    const clear = cellsOf(records, asker, subject, 't')(cells);
    if (clear === null) return null;
    const { table, resident } = records.shape(subject);
    return `from ${table} t where t.${resident} = one.id and t.valid_until is null and ${clear} and ${holds}`;
  };
}

/** SQL: a row is open and these of its cells are clear; without an alias, a row that has nothing of the viewer's. Null if never. */
function cellsOf(records: Reader, asker: Asker, subject: string, alias: string | null, related = 'one.m') {
  const { rights } = records.parts;
  return (cells: readonly string[]): string | null => {
    const mask = alias ? rowMask(rights.recordBits(records.shape(subject)), alias, related, asker) : related;
    const clear = cells.map((cell) => cellIsClear(rights.cell(subject, cell), mask));
    return clear.includes('false') ? null : [rights.rowIsOpen(subject, mask), ...clear].join(' and ');
  };
}
