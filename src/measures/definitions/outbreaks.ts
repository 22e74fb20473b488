import { Dimension, MeasureName } from '../measure.values.ts';
import { About, type AmountDefinition, MeasureKind } from './definition.ts';
import { asked, daysOf, londonDay } from './lived-then.ts';
import { homesThatTold, incidentsTold } from './told-of-incidents.ts';

/** Cases at most so many days after one another belong together. */
const withinDays = 14;

export const outbreaks: AmountDefinition = {
  name: MeasureName.OUTBREAKS,
  sentence: 'Outbreaks of infections in care homes.',
  unit: 'outbreaks',
  numerator: `Infections of one kind of at least two residents of a home, none more than ${withinDays} days after another; each outbreak counts once, in the month in which the second resident fell ill.`,
  denominator: 'None: it is a number of outbreaks.',
  exclusions:
    'Infections of which the kind is not told, infections in hospital, and those of people who lived in another home than the one that recorded them.',
  source: 'UK Health Security Agency: two or more linked cases within 14 days are an outbreak in a care home.',
  dimensions: [Dimension.MONTH, Dimension.INFECTION],
  coverage: incidentsTold(),
  reporting: homesThatTold,
  events: `
    with ill as (
      select incident.home_id, incident.subtype, incident.resident_id, incident.occurred_at, local.on_day,
        coalesce(local.on_day - lag(local.on_day) over one_kind > ${withinDays}, true) as begins
      from public.incident
      cross join lateral (select ${londonDay('incident.occurred_at')} as on_day) local
      join public.placement on placement.resident_id = incident.resident_id and placement.valid_until is null
        and placement.home_id = incident.home_id and ${daysOf('placement')} @> local.on_day
      join public.resident on resident.id = incident.resident_id and resident.admitted_by_id is null
      where incident.valid_until is null and incident.kind = 'INFECTION' and incident.subtype is not null
      window one_kind as (
        partition by incident.home_id, incident.subtype order by incident.occurred_at, incident.resident_id)
    ),
    numbered as (
      select ill.*, count(*) filter (where ill.begins) over (
        partition by ill.home_id, ill.subtype order by ill.occurred_at, ill.resident_id) as outbreak
      from ill
    ),
    spread as (
      select numbered.*, first_value(numbered.resident_id) over (
        partition by numbered.home_id, numbered.subtype, numbered.outbreak
        order by numbered.occurred_at, numbered.resident_id) as first_resident
      from numbered
    )
    select to_char(known.on_day, 'YYYY-MM') as "MONTH", known.subtype as "INFECTION"
    from (
      select spread.subtype, min(spread.on_day) as on_day from spread
      where spread.resident_id <> spread.first_resident
      group by spread.home_id, spread.subtype, spread.outbreak
    ) known
    where ${asked('known.on_day')}`,
  kind: MeasureKind.AMOUNT,
  about: About.RESIDENTS,
};
