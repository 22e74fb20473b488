import { Dimension, MeasureName } from '../../measure.values.ts';
import { About, type AmountDefinition, Exposure, MeasureKind, type RateDefinition } from '../definition.ts';
import { byHome } from '../home-on.ts';
import { residentDays } from '../residents-in-homes.ts';
import { byMoment, byResident, coverageOf, eventsOf } from '../where-living.ts';

const stays = { table: 'hospital_stay', at: 'admitted_at' };
/** SQL: by the first letter of the ICD-10 code; what is coded otherwise, or not yet, is not guessed. */
const CONDITION = `case when fact.primary_diagnosis ~ '^[A-Z][0-9]' then
        case left(fact.primary_diagnosis, 1) when 'A' then 'INFECTION' when 'B' then 'INFECTION'
          when 'F' then 'MENTAL_OR_NERVOUS' when 'G' then 'MENTAL_OR_NERVOUS' when 'I' then 'CIRCULATORY'
          when 'J' then 'RESPIRATORY' when 'K' then 'DIGESTIVE' when 'N' then 'URINARY' when 'R' then 'SYMPTOMS'
          when 'S' then 'INJURY' when 'T' then 'INJURY' else 'OTHER' end
        else 'NOT_CODED' end`;
const elsewhere = 'people who had left, or had not yet moved in, on that day';

export const emergencyAdmissions: RateDefinition = {
  name: MeasureName.EMERGENCY_ADMISSIONS,
  sentence:
    'Emergency admissions to hospital of people who lived in a care home, for each 100 residents, as many as in a year.',
  unit: 'emergency admissions per 100 residents a year',
  numerator: 'Hospital stays that began as an emergency while the person lived in a care home; each stay counts.',
  denominator: 'Mean number of residents over the days of the period, those in hospital with a bed held included.',
  exclusions: `Planned admissions, transfers and births (methods other than 21–25, 2A–2D and 28); ${elsewhere}.`,
  source: 'NHS Data Dictionary, admission method; profile of emergency admissions as in Central Bedfordshire.',
  dimensions: [...byMoment, Dimension.CONDITION],
  coverage: coverageOf(stays),
  events: eventsOf({ ...stays, where: 'fact.emergency', columns: { CONDITION } }),
  populationDimensions: byResident,
  population: residentDays(),
  kind: MeasureKind.RATE,
  about: About.RESIDENTS,
  exposure: Exposure.RESIDENT_YEARS,
  per: 100,
};

export const avoidableAdmissions: RateDefinition = {
  ...emergencyAdmissions,
  name: MeasureName.AVOIDABLE_ADMISSIONS,
  sentence:
    'Emergency admissions of people who lived in a care home that something might have made unnecessary, for each 100 residents, as many as in a year.',
  unit: 'potentially avoidable emergency admissions per 100 residents a year',
  numerator:
    'Hospital stays that began as an emergency while the person lived in a care home, of which the trust names what might have made them unnecessary; each stay counts.',
  exclusions: `Emergency admissions of which no such factor is named, be it that nobody looked; planned admissions; ${elsewhere}.`,
  source: 'Profile of emergency admissions as in Central Bedfordshire; Health Foundation, 41 % of them.',
  // Where nobody has looked yet there are none to show, and not zero.
  coverage: coverageOf({ ...stays, where: 'fact.avoidable_factors is not null' }),
  events: eventsOf({
    ...stays,
    where: 'fact.emergency and cardinality(fact.avoidable_factors) > 0',
    columns: { CONDITION },
  }),
};

const person = { resident: 'fact.resident_id', at: 'fact.admitted_at' };

export const patientsAdmitted: AmountDefinition = {
  name: MeasureName.PATIENTS_ADMITTED,
  sentence:
    'People who lived in a care home and were admitted to hospital as an emergency, each counted once in a month.',
  unit: 'people, each once in a month',
  numerator:
    'People with at least one emergency admission in the month, by where they lived at the first. Whoever is admitted in two months counts in both, so months do not add up to people.',
  denominator: 'None: a number of people.',
  exclusions: emergencyAdmissions.exclusions,
  source: 'Profile of emergency admissions as in Central Bedfordshire: patients beside spells.',
  about: About.RESIDENTS,
  dimensions: byResident,
  coverage: emergencyAdmissions.coverage,
  events: `
    select first."MONTH", ${byHome.map((name) => `first."${name}"`).join(', ')}, first."CARE_TYPE", first."AGE_BAND"
    from (
      select distinct on (happened.resident, happened."MONTH") happened.*
      from (${eventsOf({ ...stays, where: 'fact.emergency', columns: person })}) happened
      order by happened.resident, happened."MONTH", happened.at
    ) first`,
  kind: MeasureKind.AMOUNT,
};
