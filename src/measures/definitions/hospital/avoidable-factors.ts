import { avoidableFactors as listed } from '../../../subjects/hospital-stay/hospital-stay.values.ts';
import { Dimension, MeasureName } from '../../measure.values.ts';
import { About, type AmountDefinition, MeasureKind } from '../definition.ts';
import { eventsOfResidents } from '../lived-then.ts';
import { byResident } from '../where-living.ts';
import { admittedOn, dischargedOn, endsTold } from './ended-stays.ts';

/** So long after a stay the trust may say what might have made it unnecessary. */
const open = 30;

/** SQL: what clinicians wrote may tell of a person, so only phrases of the list keep a name. */
const listedAs = `coalesce((
      select known.name from (values ${Object.entries(listed)
        .map(([name, phrase]) => `('${name}', '${phrase.toLowerCase()}')`)
        .join(', ')}) known (name, phrase)
      where known.phrase = lower(rtrim(trim(said.phrase), '.'))), 'OTHER')`;

/** SQL: emergency stays that ended, once for each factor that is named of them. */
const stayByFactor = `(
      select distinct stay.id, stay.resident_id, stay.admitted_at, stay.discharged_at, ${listedAs} as factor
      from public.hospital_stay stay cross join lateral unnest(stay.avoidable_factors) said (phrase)
      where stay.emergency and stay.valid_until is null and stay.discharged_at is not null)`;

export const avoidableFactors: AmountDefinition = {
  name: MeasureName.AVOIDABLE_FACTORS,
  sentence: 'What might have made emergency admissions of residents unnecessary, by how often it was named.',
  unit: 'admissions of which it is named',
  numerator: `Emergency admissions of people who lived in a care home, once for each factor that the trust names of them, by the day ${open} days after the discharge, until which it may. Factors in words of its own count as OTHER, once of an admission.`,
  denominator: 'None: a number of admissions. One of which two factors are named counts under both, and twice in all.',
  exclusions:
    'Admissions of which no factor is named, be it that nobody looked; stays that have not ended; people who had left, or had not yet moved in, on the day of admission.',
  source: 'Profile of emergency admissions as in Central Bedfordshire: what better support in homes could avoid.',
  about: About.RESIDENTS,
  dimensions: [...byResident, Dimension.AVOIDABLE_FACTOR],
  coverage: `
    select to_char(told.first::date + ${open}, 'YYYY-MM-DD') as first, told.last
    from (${endsTold('fact.avoidable_factors is not null')}) told`,
  events: eventsOfResidents({
    ...{ from: stayByFactor, livedOn: admittedOn, countedOn: `${dischargedOn} + ${open}` },
    columns: { AVOIDABLE_FACTOR: 'fact.factor' },
  }),
  kind: MeasureKind.AMOUNT,
};
