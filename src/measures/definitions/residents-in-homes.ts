import { homeColumns, servedDuring } from './home-on.ts';

/** SQL of the age band of somebody born on `born` on the day `on`. The bands are those of `AGE_BAND`. */
export function ageBand(born: string, on: string): string {
  const age = `extract(year from age(${on}, ${born}))`;
  return `case when ${age} < 65 then 'UNDER_65' when ${age} < 75 then 'AGE_65_74' when ${age} < 85 then 'AGE_75_84'
    when ${age} < 95 then 'AGE_85_94' else 'AGE_95_UP' end`;
}

/** SQL: months of the days [`$1`, `$2`), and of each placement the days of it that lie in one: `span.days`. */
const placedByMonth = (where: string) => `
  from (
    select first_day::date, (first_day + interval '1 month')::date as next_month
    from generate_series($1::date::timestamp, $2::date - interval '1 day', interval '1 month') first_day
  ) month
  join public.placement on placement.valid_until is null
    and daterange(placement.from_on, placement.to_on) && daterange(month.first_day, month.next_month)
  cross join lateral (
    -- Not built from the later first and the earlier last day: where they do not meet that would be an error, whenever it is evaluated.
    select daterange(placement.from_on, placement.to_on) * daterange(month.first_day, month.next_month) as days
  ) span
  join public.care_home home on home.id = placement.home_id
  join public.resident on resident.id = placement.resident_id and resident.admitted_by_id is null and ${where}`;
const columns = `to_char(month.first_day, 'YYYY-MM') as "MONTH", ${homeColumns},
    placement.care_type as "CARE_TYPE", ${ageBand('resident.date_of_birth', 'lower(span.days)')} as "AGE_BAND"`;
const daysOf = (range: string) => `sum(upper(${range}) - lower(${range}))::int`;

/**
 * The denominator "mean residents": days that people were placed in a home, by month, home with who runs and who serves it,
 * kind of care and age band. Somebody in hospital whose bed is held is still a resident. The age is that on the first of these days in the month.
 * `where` is SQL of what must be so besides of a `home` in a `month`.
 */
export const residentDays = (where = 'true'): string => `
  select ${columns}, ${daysOf('span.days * served.days')} as days${placedByMonth(where)}
  ${servedDuring('span.days')}
  group by 1, 2, 3, 4, 5, 6`;

/**
 * The denominator "occupied bed-days": the same without the nights in hospital, whether the trust tells of them or the home.
 */
export const occupiedBedDays = (where = 'true'): string => `
  select ${columns}, ${daysOf('slept.days * served.days')} as days${placedByMonth(where)}
  cross join lateral (
    select unnest(datemultirange(span.days) - coalesce(range_agg(away.days), '{}')) as days
    from (
      select daterange((stay.admitted_at at time zone 'Europe/London')::date, (stay.discharged_at at time zone 'Europe/London')::date) as days
      from public.hospital_stay stay where stay.resident_id = placement.resident_id and stay.valid_until is null
      union all
      select daterange(absence.from_on, absence.to_on) from public.absence
      where absence.placement_id = placement.id and absence.valid_until is null and absence.reason = 'HOSPITAL'
    ) away where away.days && span.days
  ) slept
  ${servedDuring('slept.days')}
  group by 1, 2, 3, 4, 5, 6`;
