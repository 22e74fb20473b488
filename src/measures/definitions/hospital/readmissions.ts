import { MeasureName } from '../../measure.values.ts';
import { About, MeasureKind, type ShareDefinition } from '../definition.ts';
import { byResident } from '../where-living.ts';
import { dischargedOn, endsTold, notToHome, wentToHome } from './ended-stays.ts';

const within = 30;

/** SQL: whether the same person was admitted as an emergency once more, to whatever hospital. */
const admittedAgain = `exists (
      select from public.hospital_stay again
      where again.resident_id = fact.resident_id and again.id <> fact.id and again.emergency and again.valid_until is null
        and again.admitted_at >= fact.discharged_at
        and (again.admitted_at at time zone 'Europe/London')::date <= ${dischargedOn} + ${within})`;

export const readmissions: ShareDefinition = {
  name: MeasureName.READMISSIONS,
  sentence: `Discharges from hospital to a care home after which the person was admitted as an emergency again within ${within} days.`,
  unit: '% of discharges to care homes',
  numerator: `Those followed by an emergency admission, to any hospital, on the day of discharge or one of the ${within} days after it.`,
  denominator: `Hospital stays, planned ones too, from which people went to a care home, by the day ${within} days after: what may still be followed by one is not counted.`,
  exclusions: notToHome,
  source: `NHS Outcomes Framework, emergency readmissions within ${within} days of discharge; not adjusted for who the people are.`,
  about: About.RESIDENTS,
  dimensions: byResident,
  coverage: `
    select to_char(told.first::date + ${within}, 'YYYY-MM-DD') as first, told.last from (${endsTold()}) told`,
  events: wentToHome(
    { MET: `case when ${admittedAgain} then 'YES' else 'NO' end` },
    { countedOn: `${dischargedOn} + ${within}` },
  ),
  kind: MeasureKind.SHARE,
};
