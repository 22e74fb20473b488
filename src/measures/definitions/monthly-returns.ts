import { Dimension, MeasureName } from '../measure.values.ts';
import { About, MeasureKind, type ShareDefinition } from './definition.ts';
import { byHome, homeColumns, servedOn } from './home-on.ts';
import { livedInMonth, monthsAsked } from './homes-lived-in.ts';

/** SQL: each month, and each home that takes part in the reward scheme on its first day and in which somebody lives then. */
export const expectedReturns = `${monthsAsked}
    join public.care_home home on hub.signed_up_by(home.id, month.first_day) and ${livedInMonth}`;

/** SQL: months from the first return on, until the last one that is due; none without a reward scheme. */
export const returnsDue = `
    select to_char(min(due.month), 'YYYY-MM-DD') as first,
      to_char(max(due.month) + interval '1 month' - interval '1 day', 'YYYY-MM-DD') as last
    from (
      select one.month::date from generate_series(
        (select min(sent.month)::timestamp from hub.return_submission sent), now()::timestamp, interval '1 month') one (month)
    ) due
    where hub.return_due(due.month) < (now() at time zone 'Europe/London')::date`;

/** SQL: sent by the end of the day on which it was due, and not sent back until then, as the reward scheme asks. */
const inTime = `exists (
      select from hub.return_submission sent
      cross join lateral (select hub.start_of_day(hub.return_due(month.first_day) + 1) as "end") due
      where sent.home_id = home.id and sent.month = month.first_day and sent.submitted_at < due."end"
        and (sent.reopened_at is null or sent.reopened_at >= due."end"))`;

export const returnsInTime: ShareDefinition = {
  name: MeasureName.RETURNS_IN_TIME,
  sentence: 'Monthly returns of care homes that came in time.',
  unit: '% of returns that were due',
  numerator: 'Returns that the home submitted by the end of the day on which they were due.',
  denominator:
    'Homes that took part in the reward scheme on the first day of the month and had residents in it, one return each.',
  exclusions:
    'Homes that take no part. One that was sent back before it was due, and not submitted again by then, was not in time; none at all is not in time either, and no zero.',
  source: 'Care Home Excellence Programme, Bolton: a monthly data return; in time as the agreement says.',
  dimensions: [Dimension.MONTH, ...byHome],
  coverage: returnsDue,
  events: `
    select to_char(month.first_day, 'YYYY-MM') as "MONTH", ${homeColumns},
      case when ${inTime} then 'YES' else 'NO' end as "MET"
    from ${expectedReturns}
    ${servedOn('month.first_day')}`,
  kind: MeasureKind.SHARE,
  about: About.ORGANISATIONS,
};
