import type { MeasureDefinition } from './definition.ts';
import { Dimension, MeasureName } from './measure.values.ts';
import { ageBand, residentDays } from './residents-in-homes.ts';

export const emergencyAdmissions: MeasureDefinition = {
  name: MeasureName.EMERGENCY_ADMISSIONS,
  sentence:
    'Emergency admissions to hospital of people who lived in a care home, for each 100 residents, as many as in a year.',
  unit: 'emergency admissions per 100 residents a year',
  numerator: 'Hospital stays that began as an emergency while the person lived in a care home; each stay counts.',
  denominator: 'Mean number of residents over the days of the period, those in hospital with a bed held included.',
  exclusions:
    'Planned admissions, transfers and births (methods other than 21–25, 2A–2D and 28); people who had left, or had not yet moved in, on that day.',
  source: 'NHS Data Dictionary, admission method; profile of emergency admissions as in Central Bedfordshire.',
  dimensions: [
    Dimension.WEEKDAY,
    Dimension.TIME_BAND,
    Dimension.MONTH,
    Dimension.CARE_HOME,
    Dimension.CARE_TYPE,
    Dimension.AGE_BAND,
  ],
  coverage: `
    select to_char(min(stay.admitted_at) at time zone 'Europe/London', 'YYYY-MM-DD') as first,
      to_char(max(stay.admitted_at) at time zone 'Europe/London', 'YYYY-MM-DD') as last
    from public.hospital_stay stay where stay.valid_until is null`,
  events: `
    select to_char(local.at, 'YYYY-MM') as "MONTH", upper(trim(to_char(local.at, 'Day'))) as "WEEKDAY",
      to_char(floor(local.hour / 4) * 4, '"T"FM00') || to_char(floor(local.hour / 4) * 4 + 4, '"_"FM00') as "TIME_BAND",
      home.cqc_location_id as "CARE_HOME", placement.care_type as "CARE_TYPE",
      ${ageBand('resident.date_of_birth', 'local.at')} as "AGE_BAND"
    from public.hospital_stay stay
    cross join lateral (
      select stay.admitted_at at time zone 'Europe/London' as at,
        extract(hour from stay.admitted_at at time zone 'Europe/London') as hour
    ) local
    join public.placement on placement.resident_id = stay.resident_id and placement.valid_until is null
      and placement.from_on <= local.at::date and (placement.to_on is null or placement.to_on > local.at::date)
    join public.care_home home on home.id = placement.home_id
    join public.resident on resident.id = stay.resident_id
    where stay.emergency and stay.valid_until is null
      and stay.admitted_at >= $1::date::timestamp at time zone 'Europe/London'
      and stay.admitted_at < $2::date::timestamp at time zone 'Europe/London'`,
  populationDimensions: [Dimension.MONTH, Dimension.CARE_HOME, Dimension.CARE_TYPE, Dimension.AGE_BAND],
  population: residentDays,
  per: 100,
};
