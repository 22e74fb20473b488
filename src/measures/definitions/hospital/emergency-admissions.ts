import { MeasureName } from '../../measure.values.ts';
import { About, Exposure, MeasureKind, type RateDefinition } from '../definition.ts';
import { residentDays } from '../residents-in-homes.ts';
import { byMoment, byResident, coverageOf, eventsOf } from '../where-living.ts';

const stays = { table: 'hospital_stay', at: 'admitted_at' };
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
  dimensions: byMoment,
  coverage: coverageOf(stays),
  events: eventsOf({ ...stays, where: 'fact.emergency' }),
  populationDimensions: byResident,
  population: residentDays,
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
  events: eventsOf({ ...stays, where: 'fact.emergency and cardinality(fact.avoidable_factors) > 0' }),
};
