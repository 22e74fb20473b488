import { homeColumns, servedOn } from './home-on.ts';
import { ageBand } from './residents-in-homes.ts';

/** SQL: the day in London on which a moment lies. */
export const londonDay = (moment: string): string => `(${moment} at time zone 'Europe/London')::date`;

/** SQL: the days [from, to) that a row of a table holds; none where it begins and ends on one day. */
export const daysOf = (table: string): string => `daterange(${table}.from_on, ${table}.to_on)`;

/** SQL: whether a day is one of those asked for. */
export const asked = (day: string): string => `${day} >= $1::date and ${day} < $2::date`;

/** SQL of the columns of the day of the week and of the four hours of the day at which it happened, in London. */
export function momentColumns(moment: string): Readonly<Record<'WEEKDAY' | 'TIME_BAND', string>> {
  const local = `(${moment} at time zone 'Europe/London')`;
  const from = `floor(extract(hour from ${local}) / 4) * 4`;
  return {
    WEEKDAY: `upper(trim(to_char(${local}, 'Day')))`,
    TIME_BAND: `to_char(${from}, '"T"FM00') || to_char(${from} + 4, '"_"FM00')`,
  };
}

interface OfResidents {
  /** SQL: rows with `resident_id`, named `fact`. */
  from: string;
  /** SQL of the day on which the person must live in a home, and by whose placement it is grouped. */
  livedOn: string;
  /** SQL of the day on which it is counted: one on which all of it is over. */
  countedOn: string;
  /** SQL by the column of the event, besides those of the month and of where the person lived. */
  columns: Readonly<Record<string, string>>;
  /** SQL of what else must be so. */
  where?: string;
}

export const listedColumns = (columns: OfResidents['columns']): string =>
  Object.entries(columns)
    .map(([name, sql]) => `, ${sql} as "${name}"`)
    .join('');

/**
 * SQL with `$1` and `$2`, the days [from, to): what is counted on a day of these about people who lived in a care home on
 * another, or on the same, by where they lived on that.
 */
export const eventsOfResidents = ({ from, livedOn, countedOn, columns, where = 'true' }: OfResidents): string => `
    select to_char(dated.counted_on, 'YYYY-MM') as "MONTH", ${homeColumns},
      placement.care_type as "CARE_TYPE", ${ageBand('resident.date_of_birth', 'dated.lived_on')} as "AGE_BAND"${listedColumns(columns)}
    from ${from} fact
    cross join lateral (select ${livedOn} as lived_on, ${countedOn} as counted_on) dated
    join public.placement on placement.resident_id = fact.resident_id and placement.valid_until is null
      and ${daysOf('placement')} @> dated.lived_on
    join public.care_home home on home.id = placement.home_id
    ${servedOn('dated.lived_on')}
    join public.resident on resident.id = fact.resident_id and resident.admitted_by_id is null
    where ${asked('dated.counted_on')} and ${where}`;
