import { MeasureName } from '../../measure.values.ts';
import { About, Exposure, MeasureKind, type RateDefinition } from '../definition.ts';
import { residentDays } from '../residents-in-homes.ts';
import { byMoment, byResident, coverageOf, eventsOf } from '../where-living.ts';

const attendances = { table: 'emergency_attendance', at: 'arrived_at' };

export const emergencyAttendances: RateDefinition = {
  name: MeasureName.EMERGENCY_ATTENDANCES,
  sentence:
    'Attendances at emergency departments of people who lived in a care home, for each 100 residents, as many as in a year.',
  unit: 'emergency attendances per 100 residents a year',
  numerator:
    'Arrivals at an emergency department while the person lived in a care home, also of those who were admitted then; each attendance counts.',
  denominator: 'Mean number of residents over the days of the period, those in hospital with a bed held included.',
  exclusions: 'People who had left, or had not yet moved in, on that day; attendances that the trust took back.',
  source: 'Emergency Care Data Set; Health Foundation, 0.98 a resident and year.',
  dimensions: byMoment,
  coverage: coverageOf(attendances),
  events: eventsOf(attendances),
  populationDimensions: byResident,
  population: residentDays(),
  kind: MeasureKind.RATE,
  about: About.RESIDENTS,
  exposure: Exposure.RESIDENT_YEARS,
  per: 100,
};

export const conveyances: RateDefinition = {
  ...emergencyAttendances,
  name: MeasureName.CONVEYANCES,
  sentence:
    'Arrivals at emergency departments by ambulance of people who lived in a care home, for each 100 residents, as many as in a year.',
  unit: 'conveyances per 100 residents a year',
  numerator:
    'Arrivals at an emergency department by an emergency ambulance while the person lived in a care home, wherever it picked the person up.',
  exclusions:
    'Arrivals of which the trust has not said how; people who had left, or had not yet moved in, on that day.',
  source: 'Emergency Care Data Set, arrival mode.',
  coverage: coverageOf({ ...attendances, where: 'fact.arrival_mode is not null' }),
  events: eventsOf({ ...attendances, where: "fact.arrival_mode = 'AMBULANCE'" }),
};
