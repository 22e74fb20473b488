import { MeasureName } from '../measure.values.ts';
import { About, MeasureKind, type ShareDefinition } from './definition.ts';
import { monthsAsked } from './homes-lived-in.ts';
import { daysOf, eventsOfResidents } from './lived-then.ts';
import { byResident } from './where-living.ts';

/** SQL: where everybody was registered on the last day of each month. */
const registered = `(
      select registration.resident_id, registration.practice_id, month.next_month - 1 as on_day
      from ${monthsAsked}
      join public.gp_registration registration on registration.valid_until is null
        and ${daysOf('registration')} @> (month.next_month - 1)
    )`;

/** SQL: the network to which the home is aligned on that day; none of a home that is not. */
const aligned = `(
      select alignment.network_id from public.alignment
      where alignment.home_id = home.id and ${daysOf('alignment')} @> fact.on_day)`;

const inNetwork = `exists (
      select from public.network_membership membership
      where membership.practice_id = fact.practice_id and membership.network_id = ${aligned}
        and ${daysOf('membership')} @> fact.on_day)`;

export const outsideNetwork: ShareDefinition = {
  name: MeasureName.OUTSIDE_NETWORK,
  sentence: 'Residents who are registered with a practice outside the network to which their home is aligned.',
  unit: '% of registered residents',
  numerator:
    'Those whose practice was no member of that network on the day; a resident keeps the practice of their choice.',
  denominator:
    'Residents on the last day of each month who were registered with a practice, of homes that were aligned to a network; over several months each counts once in each.',
  exclusions:
    'Residents who are registered nowhere, as far as the hub knows, and homes that are aligned to no network.',
  source: 'Enhanced health in care homes, NHS England: each home is aligned to one primary care network.',
  about: About.RESIDENTS,
  dimensions: byResident,
  coverage: `
    select to_char(min(alignment.from_on), 'YYYY-MM-DD') as first,
      to_char((now() at time zone 'Europe/London')::date - 1, 'YYYY-MM-DD') as last
    from public.alignment having count(*) > 0`,
  events: eventsOfResidents({
    from: registered,
    livedOn: 'fact.on_day',
    countedOn: 'fact.on_day',
    columns: { MET: `case when ${inNetwork} then 'NO' else 'YES' end` },
    where: `${aligned} is not null`,
  }),
  kind: MeasureKind.SHARE,
};
