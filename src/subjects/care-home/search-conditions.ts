import type { Statement } from '../../access/reading/statement.ts';
import { londonTime } from '../../shared/dates.ts';
import { Refusal } from '../../shared/refusals.ts';
import { staleAfterHours } from '../capacity/stale.ts';
import { aheadMinutes } from '../public-policies.ts';
import { RatingGrade } from './care-home.values.ts';
import { type CareHomeFilter, SearchCondition } from './search.inputs.ts';

/** Best first. */
const grades = [RatingGrade.OUTSTANDING, RatingGrade.GOOD, RatingGrade.REQUIRES_IMPROVEMENT, RatingGrade.INADEQUATE];

/**
 * A condition that was asked for, and SQL that is true of the homes that it lets through. The one about distance holds of
 * all that a search looks at (`withinReach`), and has none.
 */
export interface Condition {
  condition: SearchCondition;
  holds?: string;
}

/**
 * SQL of the free beds of a home, by its figures in force: `told` by all of them, `fresh` by those that are recent
 * enough to count, and when the newest was stated.
 */
export function bedsOf(home: string, { careType, asOfWithinHours }: CareHomeFilter, statement: Statement): string {
  const hours = statement.add(asOfWithinHours ?? staleAfterHours, 'int');
  const recent = `c.as_of >= now() - make_interval(hours => ${hours}) and c.as_of <= now() + interval '${aheadMinutes} minutes'`;
  const ofType = careType ? `and c.care_type = ${statement.add(careType, 'text')}` : '';
  return `select coalesce(sum(c.available) filter (where ${recent}), 0)::int as fresh,
    sum(c.available)::int as told,
    coalesce(bool_or(${recent}), false) as recent
    from public.capacity c where c.home_id = ${home}.id and c.valid_until is null ${ofType}`;
}

export function asksForBeds({ availableAtLeast, asOfWithinHours }: CareHomeFilter): boolean {
  return Boolean(availableAtLeast) || Boolean(asOfWithinHours);
}

/** The conditions of a filter, for a table `home` of homes and `beds` as above if they are asked for. */
export function conditionsOf(filter: CareHomeFilter, statement: Statement): Condition[] {
  refuseNonsense(filter);
  const { name, careType, availableAtLeast, acceptsDischargeAt, withinKm, ratingAtLeast } = filter;
  const wantsBeds = Boolean(availableAtLeast);
  const conditions: Condition[] = [];
  const ask = (condition: SearchCondition, holds: string) => conditions.push({ condition, holds });

  if (name) ask(SearchCondition.NAME, `position(lower(${statement.add(name, 'text')}) in lower(home.name)) > 0`);
  const gives = careType ? `${statement.add(careType, 'text')} = any (home.care_types)` : 'true';
  if (careType) ask(SearchCondition.CARE_TYPE, gives);
  // Of a home that does not give this kind of care, its beds say nothing: only CARE_TYPE rules it out.
  const orGivesNot = careType ? `not ${gives} or ` : '';
  if (wantsBeds) {
    const least = statement.add(availableAtLeast, 'int');
    ask(
      SearchCondition.BEDS,
      `(${orGivesNot}coalesce(case when beds.recent then beds.fresh else beds.told end, ${least}) >= ${least})`,
    );
  }
  if (asksForBeds(filter)) ask(SearchCondition.TOO_OLD, `(${orGivesNot}beds.recent)`);
  if (wantsBeds || acceptsDischargeAt) ask(SearchCondition.CLOSED, `home.admission_status not like 'CLOSED%'`);
  if (acceptsDischargeAt) ask(SearchCondition.HOURS, openAt(acceptsDischargeAt, statement));
  if (typeof withinKm === 'number') conditions.push({ condition: SearchCondition.DISTANCE });
  if (ratingAtLeast) ask(SearchCondition.RATING, ratedAtLeast(ratingAtLeast, statement));
  return conditions;
}

/** Ten years: older than any figure. */
const mostHours = 87_600;

function refuseNonsense({ availableAtLeast, asOfWithinHours, withinKm, near }: CareHomeFilter): void {
  if ((availableAtLeast ?? 0) < 0) throw new Refusal('BAD_INPUT', { at: 'filter.availableAtLeast' });
  const hours = asOfWithinHours ?? 1;
  if (hours < 1 || hours > mostHours)
    throw new Refusal('BAD_INPUT', { at: 'filter.asOfWithinHours', limit: mostHours });
  if ((withinKm ?? 0) < 0 || (typeof withinKm === 'number' && !near))
    throw new Refusal('BAD_INPUT', { at: 'filter.withinKm' });
}

function openAt(instant: Date, statement: Statement): string {
  const { weekday, hour, minute } = londonTime(instant);
  const time = statement.add(`${hour}:${minute}`, 'time');
  return `exists (select from public.discharge_hours h where h.home_id = home.id
    and h.weekday = ${statement.add(weekday, 'text')} and h.from_at <= ${time} and h.until_at > ${time})`;
}

function ratedAtLeast(grade: RatingGrade, statement: Statement): string {
  const enough =
    grade === RatingGrade.NOT_RATED ? Object.values(RatingGrade) : grades.slice(0, grades.indexOf(grade) + 1);
  return `coalesce((select r.rating from public.rating r where r.home_id = home.id and r.domain = 'OVERALL'
    order by r.published_on desc limit 1), 'NOT_RATED') = any (${statement.add(enough, 'text[]')})`;
}
