import { registerEnumType } from 'type-graphql';
import { AdmissionStatus } from './admission-status.ts';
import { CareType } from './care-type.ts';

export { AdmissionStatus, CareType };

registerEnumType(CareType, {
  name: 'CareType',
  description: 'The kind of care that a bed is for.',
  valuesConfig: {
    RESIDENTIAL: { description: 'Personal care without nursing.' },
    RESIDENTIAL_DEMENTIA: { description: 'Personal care for people with dementia.' },
    NURSING: { description: 'Care with a nurse on duty at all hours.' },
    NURSING_DEMENTIA: { description: 'Nursing for people with dementia.' },
    LEARNING_DISABILITY: { description: 'For people with a learning disability.' },
    MENTAL_HEALTH: { description: 'For people with mental ill health.' },
    PHYSICAL_DISABILITY: { description: 'For people with a physical disability.' },
    RESPITE: { description: 'A short stay, to relieve those who care at home.' },
    DISCHARGE_TO_ASSESS: { description: 'A short stay after hospital, while it is assessed what is needed.' },
  },
});

registerEnumType(AdmissionStatus, {
  name: 'AdmissionStatus',
  description: 'Whether a home admits anyone now, and why not.',
  valuesConfig: {
    OPEN: { description: 'Admits.' },
    OPEN_WITH_RESTRICTIONS: { description: 'Admits, on conditions: ring first.' },
    CLOSED_OUTBREAK: { description: 'Closed for an infection in the home.' },
    CLOSED_STAFFING: { description: 'Closed for want of staff.' },
    CLOSED_REGULATORY: { description: 'Closed by the regulator.' },
    CLOSED_BY_COMMISSIONER: { description: 'Closed by council or NHS, who place nobody there for now.' },
    CLOSED_OTHER: { description: 'Closed for another reason.' },
  },
});

export enum RatingDomain {
  OVERALL = 'OVERALL',
  SAFE = 'SAFE',
  EFFECTIVE = 'EFFECTIVE',
  CARING = 'CARING',
  RESPONSIVE = 'RESPONSIVE',
  WELL_LED = 'WELL_LED',
}
registerEnumType(RatingDomain, {
  name: 'RatingDomain',
  description: 'What the CQC rated.',
  valuesConfig: {
    OVERALL: { description: 'The home as a whole.' },
    SAFE: { description: 'Are people protected from abuse and avoidable harm?' },
    EFFECTIVE: { description: 'Does care achieve good outcomes?' },
    CARING: { description: 'Do staff treat people with kindness and respect?' },
    RESPONSIVE: { description: 'Is care organised to meet people’s needs?' },
    WELL_LED: { description: 'Is the home well led and governed?' },
  },
});

export enum RatingGrade {
  OUTSTANDING = 'OUTSTANDING',
  GOOD = 'GOOD',
  REQUIRES_IMPROVEMENT = 'REQUIRES_IMPROVEMENT',
  INADEQUATE = 'INADEQUATE',
  NOT_RATED = 'NOT_RATED',
}
registerEnumType(RatingGrade, { name: 'RatingGrade', description: "The CQC's grades, best first." });

export enum Weekday {
  MONDAY = 'MONDAY',
  TUESDAY = 'TUESDAY',
  WEDNESDAY = 'WEDNESDAY',
  THURSDAY = 'THURSDAY',
  FRIDAY = 'FRIDAY',
  SATURDAY = 'SATURDAY',
  SUNDAY = 'SUNDAY',
}
registerEnumType(Weekday, { name: 'Weekday', description: 'A day of the week, Europe/London.' });
