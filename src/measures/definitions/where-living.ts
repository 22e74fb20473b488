import { Dimension } from '../measure.values.ts';
import { byHome, homeColumns, servedOn } from './home-on.ts';
import { listedColumns, momentColumns } from './lived-then.ts';
import { ageBand } from './residents-in-homes.ts';

/** What something can be grouped by that happened to a resident at a moment. */
export const byMoment: readonly Dimension[] = [
  Dimension.WEEKDAY,
  Dimension.TIME_BAND,
  Dimension.MONTH,
  ...byHome,
  Dimension.CARE_TYPE,
  Dimension.AGE_BAND,
];

/** What residents can be grouped by, and so what a denominator can. */
export const byResident: readonly Dimension[] = [Dimension.MONTH, ...byHome, Dimension.CARE_TYPE, Dimension.AGE_BAND];

interface Happening {
  /** The table, in the schema `public`; its columns `resident_id` and `valid_until` say of whom, and whether it stands. */
  table: string;
  /** The column with the moment. */
  at: string;
  /** SQL of what else must be so; `fact` is the row. */
  where?: string;
  /** SQL by the column, besides those of the moment and of where the person lived. */
  columns?: Readonly<Record<string, string>>;
}

/** SQL: the first and the last day, in London, of which such a table tells. */
export const coverageOf = ({ table, at, where = 'true' }: Happening): string => `
    select to_char(min(fact.${at}) at time zone 'Europe/London', 'YYYY-MM-DD') as first,
      to_char(max(fact.${at}) at time zone 'Europe/London', 'YYYY-MM-DD') as last
    from public.${table} fact where fact.valid_until is null and ${where}`;

/**
 * SQL with `$1` and `$2`, the days [from, to): what happened to people on a day on which they lived in a care home, by where
 * they lived then. Nobody lives there any more on the day of leaving.
 */
export function eventsOf({ table, at, where = 'true', columns = {} }: Happening): string {
  const listed = listedColumns({ ...momentColumns(`fact.${at}`), ...columns });
  return `
    select to_char(local.at, 'YYYY-MM') as "MONTH",
      ${homeColumns}, placement.care_type as "CARE_TYPE",
      ${ageBand('resident.date_of_birth', 'local.at')} as "AGE_BAND"${listed}
    from public.${table} fact
    cross join lateral (select fact.${at} at time zone 'Europe/London' as at) local
    join public.placement on placement.resident_id = fact.resident_id and placement.valid_until is null
      and placement.from_on <= local.at::date and (placement.to_on is null or placement.to_on > local.at::date)
    join public.care_home home on home.id = placement.home_id
    ${servedOn('local.at::date')}
    join public.resident on resident.id = fact.resident_id and resident.admitted_by_id is null
    where ${where} and fact.valid_until is null
      and fact.${at} >= $1::date::timestamp at time zone 'Europe/London'
      and fact.${at} < $2::date::timestamp at time zone 'Europe/London'`;
}
