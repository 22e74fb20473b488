import { Dimension, MeasureName } from '../measure.values.ts';
import { About, type AmountDefinition, MeasureKind } from './definition.ts';
import { monthsAsked } from './homes-lived-in.ts';
import { eventsOfResidents, londonDay } from './lived-then.ts';
import { byResident } from './where-living.ts';

const columns = 'request.resident_id, request.kind, request.requested_at';

/** SQL: a request in the month in which it ended, and in each at the end of which it waited, with how it stood and when. */
const standings = `(
      select ${columns}, request.state as standing, request.ended_at as at, ${londonDay('request.ended_at')} as on_day
      from public.service_request request where request.valid_until is null and request.ended_at is not null
      union all
      select ${columns}, 'WAITING', month."end", month.next_month - 1
      from (
        select month.next_month, hub.start_of_day(month.next_month) as "end" from ${monthsAsked}
      ) month
      join public.service_request request on request.valid_until is null and request.requested_at < month."end"
        and (request.ended_at is null or request.ended_at >= month."end")
    )`;

/** SQL: whole days, as `ServiceRequest.ageDays` counts them. */
const age = `floor(extract(epoch from fact.at - fact.requested_at) / 86400)`;

export const serviceRequests: AmountDefinition = {
  name: MeasureName.SERVICE_REQUESTS,
  sentence: 'Requests for services that residents needed and that ended in the month, or waited at its end.',
  unit: 'requests',
  numerator:
    'Requests that were delivered, declined or withdrawn in a month, and those that waited at its end, with the whole days since they were made. What waits over the ends of three months counts in each.',
  denominator: 'None: it is a number of requests.',
  exclusions:
    'Requests about people who had left, or had not yet moved in, on that day. A request that ended counts in that month as ended, and not as waiting.',
  source: 'South West workshop: named coordinators and services that homes can ask, and how long that takes.',
  dimensions: [...byResident, Dimension.REQUEST_STANDING, Dimension.REQUEST_AGE, Dimension.SERVICE_KIND],
  coverage: `
    select to_char(${londonDay('min(request.requested_at)')}, 'YYYY-MM-DD') as first,
      to_char(${londonDay('max(greatest(request.requested_at, request.ended_at))')}, 'YYYY-MM-DD') as last
    from public.service_request request where request.valid_until is null`,
  events: eventsOfResidents({
    from: standings,
    livedOn: 'fact.on_day',
    countedOn: 'fact.on_day',
    columns: {
      REQUEST_STANDING: 'fact.standing',
      REQUEST_AGE: `case when ${age} < 7 then 'UNDER_7_DAYS' when ${age} < 28 then 'DAYS_7_27'
        when ${age} < 84 then 'DAYS_28_83' else 'DAYS_84_UP' end`,
      SERVICE_KIND: 'fact.kind',
    },
  }),
  kind: MeasureKind.AMOUNT,
  about: About.RESIDENTS,
};
