import { Dimension, MeasureName } from '../measure.values.ts';
import { About, type MeanDefinition, MeasureKind, type ShareDefinition } from './definition.ts';
import { ageBand } from './residents-in-homes.ts';
import { coverageOf } from './where-living.ts';

/** Longer stays count as so many nights, so that one stay of years does not decide the mean of a home. */
const mostNights = 180;
const longNights = 21;

/**
 * SQL with `$1` and `$2`, the days [from, to): emergency stays that ended on one of them, of people who lived in a care home on
 * the day on which they were admitted, by that home. `column` is made of `local.nights`; both days are those of London.
 */
const endedStays = (column: string): string => `
    select to_char(local.until_on, 'YYYY-MM') as "MONTH", home.cqc_location_id as "CARE_HOME",
      placement.care_type as "CARE_TYPE", ${ageBand('resident.date_of_birth', 'local.from_on')} as "AGE_BAND", ${column}
    from public.hospital_stay stay
    cross join lateral (
      select (stay.admitted_at at time zone 'Europe/London')::date as from_on,
        (stay.discharged_at at time zone 'Europe/London')::date as until_on,
        (stay.discharged_at at time zone 'Europe/London')::date
          - (stay.admitted_at at time zone 'Europe/London')::date as nights
    ) local
    join public.placement on placement.resident_id = stay.resident_id and placement.valid_until is null
      and placement.from_on <= local.from_on and (placement.to_on is null or placement.to_on > local.from_on)
    join public.care_home home on home.id = placement.home_id
    join public.resident on resident.id = stay.resident_id and resident.admitted_by_id is null
    where stay.emergency and stay.valid_until is null
      and stay.discharged_at >= $1::date::timestamp at time zone 'Europe/London'
      and stay.discharged_at < $2::date::timestamp at time zone 'Europe/London'`;

const shared = {
  about: About.RESIDENTS,
  dimensions: [Dimension.MONTH, Dimension.CARE_HOME, Dimension.CARE_TYPE, Dimension.AGE_BAND],
  coverage: coverageOf({ table: 'hospital_stay', at: 'discharged_at', where: 'fact.emergency' }),
  denominator:
    'Hospital stays that began as an emergency while the person lived in a care home, and ended in the period.',
};
const notCounted =
  'Stays that have not ended; planned admissions; people who had left, or had not yet moved in, on the day of admission.';

export const lengthOfStay: MeanDefinition = {
  ...shared,
  kind: MeasureKind.MEAN,
  decimals: 1,
  name: MeasureName.LENGTH_OF_STAY,
  sentence:
    'Mean number of nights that residents admitted as an emergency spent in hospital, by the month of discharge.',
  unit: 'nights',
  numerator: `Nights from the day of admission to that of discharge; a stay of more than ${mostNights} counts as ${mostNights}.`,
  exclusions: notCounted,
  source: 'NHS Data Dictionary, length of stay: the day of discharge less the day of admission.',
  events: endedStays(`least(local.nights, ${mostNights}) as amount`),
};

export const longStays: ShareDefinition = {
  ...shared,
  kind: MeasureKind.SHARE,
  name: MeasureName.LONG_STAYS,
  sentence: `Of emergency stays of residents that ended, the part that lasted more than ${longNights} nights, by the month of discharge.`,
  unit: '% of emergency stays',
  numerator: `Those of them of more than ${longNights} nights.`,
  exclusions: notCounted,
  source: 'NHS England, long ("super stranded") stays; here more than 21 nights, of stays that have ended.',
  events: endedStays(`case when local.nights > ${longNights} then 'YES' else 'NO' end as "MET"`),
};
