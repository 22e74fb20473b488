import { Dimension, MeasureName } from '../measure.values.ts';
import { About, MeasureKind, type ShareDefinition } from './definition.ts';
import { byHome, homeColumns, servedOn } from './home-on.ts';
import { livedInOn } from './homes-lived-in.ts';
import { daysOf } from './lived-then.ts';

/** SQL: the Sundays, with which a week is over, of the days [`$1`, `$2`). */
const sundays = `(
      select one.day::date as sunday
      from generate_series($1::date::timestamp, $2::date - interval '1 day', interval '1 day') one (day)
      where extract(isodow from one.day) = 7
    ) week`;

/** SQL: a round of the practice that leads for the home, on which somebody was seen, or nobody was to be. */
const held = `exists (
      select from public.home_round round
      join public.alignment lead on lead.home_id = round.home_id and lead.lead_practice_id = round.practice_id
        and ${daysOf('lead')} @> round.planned_for
      where round.home_id = home.id and round.planned_for between week.sunday - 6 and week.sunday
        and (exists (
            select from public.round_visit visit
            where visit.round_id = round.id and visit.valid_until is null and visit.state = 'SEEN')
          or round.closed_at is not null and not exists (
            select from public.round_visit visit where visit.round_id = round.id and visit.valid_until is null)))`;

/**
 * Of rounds, and not of the residents on their lists: what is asked of a practice is to come each week. That another practice
 * goes round in a home would tell that it has a patient there, so that its rounds count nowhere.
 */
export const roundCoverage: ShareDefinition = {
  name: MeasureName.ROUND_COVERAGE,
  sentence: 'Weeks of care homes in which the practice that leads for the home held its home round.',
  unit: '% of weeks',
  numerator:
    'Weeks with a round of the lead practice on which somebody was seen, or which was closed because nobody needed to be.',
  denominator:
    'Weeks from Monday to Sunday of each home that on the Monday was aligned to a network and had residents, by the Sunday.',
  exclusions: 'Rounds of other practices. A round that the practice did not record is one that was not held.',
  source: 'Enhanced health in care homes, NHS England: a weekly home round, led by the aligned practice.',
  dimensions: [Dimension.MONTH, ...byHome],
  coverage: `
    select to_char(min(round.planned_for), 'YYYY-MM-DD') as first, to_char(max(round.planned_for), 'YYYY-MM-DD') as last
    from public.home_round round where round.planned_for <= (now() at time zone 'Europe/London')::date`,
  events: `
    select to_char(week.sunday, 'YYYY-MM') as "MONTH", ${homeColumns},
      case when ${held} then 'YES' else 'NO' end as "MET"
    from ${sundays}
    join public.alignment on ${daysOf('alignment')} @> (week.sunday - 6)
    join public.care_home home on home.id = alignment.home_id
    ${servedOn('(week.sunday - 6)')}
    where ${livedInOn('week.sunday - 6')}`,
  kind: MeasureKind.SHARE,
  about: About.ORGANISATIONS,
};
