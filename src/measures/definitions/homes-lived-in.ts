import { daysOf } from './lived-then.ts';

/** SQL: the months of the days [`$1`, `$2`), named `month`, each with its first day and that of the next. */
export const monthsAsked = `(
      select first_day::date, (first_day + interval '1 month')::date as next_month
      from generate_series($1::date::timestamp, $2::date - interval '1 day', interval '1 month') first_day
    ) month`;

/** SQL: whether somebody lives in the home named `home` on a day of these. */
export const livedIn = (days: string): string => `exists (
      select from public.placement
      join public.resident on resident.id = placement.resident_id and resident.admitted_by_id is null
      where placement.home_id = home.id and placement.valid_until is null and ${daysOf('placement')} && ${days})`;

/** SQL: the same of the month named `month`. */
export const livedInMonth = livedIn('daterange(month.first_day, month.next_month)');

/** SQL: the same of one day. */
export const livedInOn = (day: string): string => livedIn(`daterange(${day}, ${day}, '[]')`);
