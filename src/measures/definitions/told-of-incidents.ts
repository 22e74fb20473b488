import { livedInMonth, monthsAsked } from './homes-lived-in.ts';
import { returnsDue } from './monthly-returns.ts';
import { coverageOf } from './where-living.ts';

/**
 * SQL: whether the home named `home` told of the incidents of a month: it recorded some, of whatever kind, or its return of
 * the month stands. Of another home nobody knows, and that is not zero. It can be asked of a month of which returns are due.
 */
export const toldOf = (firstDay: string, nextMonth: string): string => `(
      exists (
        select from hub.return_submission sent
        where sent.home_id = home.id and sent.month = ${firstDay} and sent.reopened_at is null)
      or exists (
        select from public.incident told
        where told.home_id = home.id and told.valid_until is null
          and told.occurred_at >= ${firstDay}::timestamp at time zone 'Europe/London'
          and told.occurred_at < ${nextMonth}::timestamp at time zone 'Europe/London'))`;

/** SQL: the same of the month named `month`. */
export const toldOfMonth = toldOf('month.first_day', 'month.next_month');

/** SQL: of each month, how many of the homes in which somebody lived told of its incidents. */
export const homesThatTold = `
    select to_char(month.first_day, 'YYYY-MM') as "MONTH", count(*)::int as expected,
      count(*) filter (where ${toldOfMonth})::int as reporting
    from ${monthsAsked}
    join public.care_home home on ${livedInMonth}
    group by month.first_day`;

/** SQL: the days of which incidents are told, until the last month of which returns are due. */
export const incidentsTold = (where = 'true'): string => `
    select fact.first, least(fact.last, due.last) as last
    from (${coverageOf({ table: 'incident', at: 'occurred_at', where })}) fact
    cross join (${returnsDue}) due`;
