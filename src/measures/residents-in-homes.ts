/** SQL of the age band of somebody born on `born` on the day `on`. The bands are those of `AGE_BAND`. */
export function ageBand(born: string, on: string): string {
  const age = `extract(year from age(${on}, ${born}))`;
  return `case when ${age} < 65 then 'UNDER_65' when ${age} < 75 then 'AGE_65_74' when ${age} < 85 then 'AGE_75_84'
    when ${age} < 95 then 'AGE_85_94' else 'AGE_95_UP' end`;
}

/**
 * The denominator "mean residents": days that people were placed in a home, by month, home, kind of care and age band.
 * Somebody in hospital whose bed is held is still a resident. The age is that on the first of these days in the month.
 */
export const residentDays = `
  select to_char(month.first_day, 'YYYY-MM') as "MONTH", home.cqc_location_id as "CARE_HOME",
    placement.care_type as "CARE_TYPE", ${ageBand('resident.date_of_birth', 'span.from_on')} as "AGE_BAND",
    sum(span.until_on - span.from_on)::int as days
  from (
    select first_day::date, (first_day + interval '1 month')::date as next_month
    from generate_series($1::date::timestamp, $2::date - interval '1 day', interval '1 month') first_day
  ) month
  join public.placement on placement.valid_until is null
    and placement.from_on < month.next_month
    and (placement.to_on is null or placement.to_on > month.first_day)
  cross join lateral (
    select greatest(placement.from_on, month.first_day) as from_on, least(placement.to_on, month.next_month) as until_on
  ) span
  join public.care_home home on home.id = placement.home_id
  join public.resident on resident.id = placement.resident_id and resident.admitted_by_id is null
  group by 1, 2, 3, 4`;
