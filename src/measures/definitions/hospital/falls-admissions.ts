import { MeasureName } from '../../measure.values.ts';
import type { RateDefinition } from '../definition.ts';
import { residentDays } from '../residents-in-homes.ts';
import { homesThatTold, incidentsTold, toldOf, toldOfMonth } from '../told-of-incidents.ts';
import { byMoment, coverageOf, eventsOf } from '../where-living.ts';
import { emergencyAdmissions } from './emergency-admissions.ts';

const stays = { table: 'hospital_stay', at: 'admitted_at' };
const within = 48;

/**
 * SQL: the trust codes no external cause, so a fall of which the home tells stands for it: one that took the resident to hospital,
 * or one after which the trust found an injury, S00 to T14 of ICD-10. A fall alone is no cause: frail people fall often.
 */
const afterFall = `exists (
      select from public.incident fell
      where fell.resident_id = fact.resident_id and fell.home_id = placement.home_id and fell.kind = 'FALL'
        and fell.valid_until is null and fell.occurred_at <= fact.admitted_at
        and fell.occurred_at > fact.admitted_at - interval '${within} hours'
        and (fell.conveyed or fact.primary_diagnosis ~ '^(S[0-9]|T0[0-9]|T1[0-4])'))`;

/** SQL: a fall of the month before is known, and of others in this month nothing may be. */
const firstDay = `date_trunc('month', local.at)`;
const toldThen = toldOf(`${firstDay}::date`, `(${firstDay} + interval '1 month')`);

export const fallsAdmissions: RateDefinition = {
  ...emergencyAdmissions,
  name: MeasureName.FALLS_ADMISSIONS,
  sentence:
    'Emergency admissions to hospital after a fall in the care home where the person lived, for each 100 residents, as many as in a year.',
  unit: 'emergency admissions after a fall per 100 residents a year',
  numerator: `Hospital stays that began as an emergency at most ${within} hours after a fall that the home recorded, if it says that the resident was taken to hospital then, or if the primary diagnosis is an injury (ICD-10 S00–T14); each stay counts once.`,
  exclusions:
    'Falls that no home recorded, or that happened elsewhere; homes that neither recorded any incident in the month nor submitted its return, which is not zero. Planned admissions; people who had left, or had not yet moved in, on that day.',
  source:
    'Public Health Outcomes Framework, emergency admissions due to falls; of any age, and with the word of the home in the place of an external cause.',
  dimensions: byMoment,
  // Before homes tell of falls, and before trusts tell of stays, there are none to show, and not zero.
  coverage: `
    select case when count(told.first) = 2 then max(told.first) end as first,
      case when count(told.last) = 2 then min(told.last) end as last
    from (${coverageOf(stays)} union all ${incidentsTold("fact.kind = 'FALL'")}) told`,
  events: eventsOf({ ...stays, where: `fact.emergency and ${afterFall} and ${toldThen}` }),
  population: residentDays(toldOfMonth),
  reporting: homesThatTold,
};
