import { staleAfterHours } from '../../subjects/capacity/stale.ts';
import { Dimension, MeasureName } from '../measure.values.ts';
import { About, type MeanDefinition, MeasureKind, type ShareDefinition } from './definition.ts';
import { byHome, homeColumns, servedOn } from './home-on.ts';
import { livedInMonth, livedInOn, monthsAsked } from './homes-lived-in.ts';
import { londonDay } from './lived-then.ts';

/** SQL: moments of the days [`$1`, `$2`) at which figures are looked at, named `look`: at noon on days of which this is so. */
const looks = (isSo: string) => `(
      select one.day::date as on_day, (one.day + interval '12 hours') at time zone 'Europe/London' as at
      from generate_series($1::date::timestamp, $2::date - interval '1 day', interval '1 day') one (day)
      where ${isSo}
    ) look`;
const mondays = looks('extract(isodow from one.day) = 1');
/** Until the 14th homes have to state their figures by law, so that most have on the next day. */
const days15 = looks('extract(day from one.day) = 15');

/** SQL: the figures that stood then. */
const standing = `figure.home_id = home.id and figure.maximum > 0 and figure.valid_from <= look.at
        and (figure.valid_until is null or figure.valid_until > look.at)`;
/** SQL: at most seven days old, as in the search for beds. A figure that came before the moment for which it was stated is new. */
const fresh = `least(figure.as_of, figure.valid_from) >= look.at - interval '${staleAfterHours} hours'`;
const stood = (at: string) => `
    from ${at}
    join public.care_home home on true
    join public.capacity figure on ${standing} and ${fresh}
    ${servedOn('look.on_day')}`;

const columns = `to_char(look.on_day, 'YYYY-MM') as "MONTH", ${homeColumns}`;

/** Homes with residents have to tell of their beds; those did of which figures that were fresh at such a moment stand. */
const reporting = (at: string) => `
    select to_char(month.first_day, 'YYYY-MM') as "MONTH", count(*)::int as expected,
      count(*) filter (where exists (
        select from ${at} join public.capacity figure on ${standing} and ${fresh}
        where look.on_day >= month.first_day and look.on_day < month.next_month))::int as reporting
    from ${monthsAsked}
    join public.care_home home on ${livedInMonth}
    group by month.first_day`;

/** Until yesterday, though nobody has told anything for long: that is what there is to see. */
const coverage = `
    select to_char(${londonDay('min(figure.valid_from)')}, 'YYYY-MM-DD') as first,
      case when count(*) > 0 then to_char(${londonDay('now()')} - 1, 'YYYY-MM-DD') end as last
    from public.capacity figure`;

const stale = 'Figures that were more than seven days old then';
const about = { coverage, about: About.ORGANISATIONS } as const;

export const occupancy: ShareDefinition = {
  ...about,
  name: MeasureName.OCCUPANCY,
  sentence: 'Beds in care homes that were in use.',
  unit: '% of beds',
  numerator:
    'Beds that the home told to be in use, or held for somebody in hospital, at noon on the 15th of the month.',
  denominator: 'Beds that the home told to have at that moment, each month once.',
  exclusions: `${stale}. Beds that are promised to somebody are not in use yet.`,
  source: 'Capacity Tracker, whose figures are due from the 8th to the 14th of each month.',
  dimensions: [Dimension.MONTH, ...byHome, Dimension.CARE_TYPE],
  events: `
    select ${columns}, figure.care_type as "CARE_TYPE", case when bed <= figure.occupied then 'YES' else 'NO' end as "MET"
    ${stood(days15)}
    cross join generate_series(1, figure.maximum) bed`,
  reporting: reporting(days15),
  kind: MeasureKind.SHARE,
};

export const availableBeds: MeanDefinition = {
  ...about,
  name: MeasureName.AVAILABLE_BEDS,
  sentence: 'Free beds of one care type in a care home.',
  unit: 'free beds of a care type in a home',
  numerator: 'Beds that the home told to be free for somebody, reserved ones not among them, at noon on each Monday.',
  denominator: 'Figures of homes, one for each of their care types and each Monday.',
  exclusions: `${stale}. Homes that were closed to admissions count with the beds that they told.`,
  source: 'Capacity Tracker: vacant and accepting, by bed type.',
  dimensions: [Dimension.MONTH, ...byHome, Dimension.CARE_TYPE],
  events: `
    select ${columns}, figure.care_type as "CARE_TYPE", figure.available as amount
    ${stood(mondays)}`,
  reporting: reporting(mondays),
  kind: MeasureKind.MEAN,
  decimals: 1,
};

export const capacityFresh: ShareDefinition = {
  ...about,
  name: MeasureName.CAPACITY_FRESH,
  sentence: 'Weeks of care homes in which their figures about beds were not out of date.',
  unit: '% of weeks',
  numerator: 'Mondays at noon on which all figures of the home that stood were at most seven days old.',
  denominator: 'Mondays of each home in which somebody lived on that day; a home that never told counts.',
  exclusions: 'None: how often figures were asked for makes no difference.',
  source: 'Capacity Tracker; figures older than seven days are not counted by the search for beds.',
  dimensions: [Dimension.MONTH, ...byHome],
  events: `
    select ${columns}, case when exists (select from public.capacity figure where ${standing})
        and not exists (select from public.capacity figure where ${standing} and not ${fresh}) then 'YES' else 'NO' end as "MET"
    from ${mondays}
    join public.care_home home on ${livedInOn('look.on_day')}
    ${servedOn('look.on_day')}`,
  kind: MeasureKind.SHARE,
};
