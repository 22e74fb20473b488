import { MeasureName } from '../measure.values.ts';
import { About, Exposure, MeasureKind, type RateDefinition } from './definition.ts';
import { occupiedBedDays } from './residents-in-homes.ts';
import { homesThatTold, incidentsTold, toldOfMonth } from './told-of-incidents.ts';
import { byMoment, byResident, eventsOf } from './where-living.ts';

const incidents = { table: 'incident', at: 'occurred_at' };
/** The home that recorded it is the one where the resident lived. */
const there = 'fact.home_id = placement.home_id';
const kind = (name: string) => `fact.kind = '${name}' and ${there}`;
const elsewhere =
  'what befell somebody while living in another home than the one that recorded it, and homes that neither recorded any incident in the month nor submitted its return, which is not zero';

const perBedDays = {
  denominator:
    'Days on which a bed was slept in, in homes that told of the month: those of residents, without those in hospital.',
  dimensions: byMoment,
  coverage: incidentsTold(),
  reporting: homesThatTold,
  populationDimensions: byResident,
  // Whoever recorded an event of these told of the month.
  population: occupiedBedDays(toldOfMonth),
  kind: MeasureKind.RATE,
  about: About.RESIDENTS,
  exposure: Exposure.BED_DAYS,
  per: 1_000,
} as const;

export const falls: RateDefinition = {
  ...perBedDays,
  name: MeasureName.FALLS,
  sentence: 'Falls of people who lived in a care home, for each 1,000 occupied bed-days.',
  unit: 'falls per 1,000 occupied bed-days',
  numerator: 'Falls that homes recorded of their residents, with and without harm; each fall counts.',
  exclusions: `Falls in hospital, and ${elsewhere}.`,
  source: 'National Audit of Inpatient Falls, falls per 1,000 occupied bed-days.',
  events: eventsOf({ ...incidents, where: kind('FALL') }),
};

export const injuriousFalls: RateDefinition = {
  ...falls,
  name: MeasureName.INJURIOUS_FALLS,
  sentence: 'Falls with harm of people who lived in a care home, for each 1,000 occupied bed-days.',
  unit: 'injurious falls per 1,000 occupied bed-days',
  numerator: 'Falls that homes recorded of their residents with physical harm of any degree; each fall counts.',
  exclusions: `Falls without physical harm, falls in hospital, and ${elsewhere}.`,
  source: 'National Audit of Inpatient Falls; harm by the scale of NHS England (LFPSE).',
  events: eventsOf({ ...incidents, where: `${kind('FALL')} and fact.harm <> 'NONE'` }),
};

export const newPressureUlcers: RateDefinition = {
  ...perBedDays,
  name: MeasureName.NEW_PRESSURE_ULCERS,
  sentence: 'New pressure ulcers of people who lived in a care home, for each 1,000 occupied bed-days.',
  unit: 'new pressure ulcers per 1,000 occupied bed-days',
  numerator:
    'Pressure ulcers of category 2 and above, unstageable ones and deep tissue injuries, that homes recorded more than 72 hours after the day on which the resident moved in; each ulcer counts.',
  exclusions: `Those that were there when the resident came, category 1, those without a category, and ${elsewhere}.`,
  source: 'NHS Improvement 2018, pressure ulcers: revised definition and measurement.',
  events: eventsOf({
    ...incidents,
    where: `${kind('PRESSURE_ULCER')} and fact.present_on_admission is not true
      and fact.subtype in ('CATEGORY_2', 'CATEGORY_3', 'CATEGORY_4', 'UNSTAGEABLE', 'DEEP_TISSUE_INJURY')
      and local.at >= placement.from_on + interval '3 days'`,
  }),
};

export const medicationErrors: RateDefinition = {
  ...perBedDays,
  name: MeasureName.MEDICATION_ERRORS,
  sentence: 'Medication errors about people who lived in a care home, for each 1,000 occupied bed-days.',
  unit: 'medication errors per 1,000 occupied bed-days',
  numerator: 'Medication errors that homes recorded about their residents, with and without harm; each error counts.',
  exclusions: `Errors in hospital, and ${elsewhere}. A home that records many may be one that looks.`,
  source: 'NICE SC1, managing medicines in care homes.',
  events: eventsOf({ ...incidents, where: kind('MEDICATION_ERROR') }),
};

export const infections: RateDefinition = {
  ...perBedDays,
  name: MeasureName.INFECTIONS,
  sentence: 'Infections of people who lived in a care home, for each 1,000 occupied bed-days.',
  unit: 'infections per 1,000 occupied bed-days',
  numerator: 'Infections that homes recorded of their residents; each counts, also those of one outbreak.',
  exclusions: `Infections in hospital, and ${elsewhere}.`,
  source: 'UK Health Security Agency, infections in care homes.',
  events: eventsOf({ ...incidents, where: kind('INFECTION') }),
};
