import { registerEnumType } from 'type-graphql';

export enum CareType {
  RESIDENTIAL = 'RESIDENTIAL',
  RESIDENTIAL_DEMENTIA = 'RESIDENTIAL_DEMENTIA',
  NURSING = 'NURSING',
  NURSING_DEMENTIA = 'NURSING_DEMENTIA',
  LEARNING_DISABILITY = 'LEARNING_DISABILITY',
  MENTAL_HEALTH = 'MENTAL_HEALTH',
  PHYSICAL_DISABILITY = 'PHYSICAL_DISABILITY',
  RESPITE = 'RESPITE',
  DISCHARGE_TO_ASSESS = 'DISCHARGE_TO_ASSESS',
}
registerEnumType(CareType, { name: 'CareType', description: 'The kind of care that a bed is for.' });

export enum AdmissionStatus {
  OPEN = 'OPEN',
  OPEN_WITH_RESTRICTIONS = 'OPEN_WITH_RESTRICTIONS',
  CLOSED_OUTBREAK = 'CLOSED_OUTBREAK',
  CLOSED_STAFFING = 'CLOSED_STAFFING',
  CLOSED_REGULATORY = 'CLOSED_REGULATORY',
  CLOSED_BY_COMMISSIONER = 'CLOSED_BY_COMMISSIONER',
  CLOSED_OTHER = 'CLOSED_OTHER',
}
registerEnumType(AdmissionStatus, {
  name: 'AdmissionStatus',
  description: 'Whether a home admits anyone now, and why not.',
});

export enum RatingDomain {
  OVERALL = 'OVERALL',
  SAFE = 'SAFE',
  EFFECTIVE = 'EFFECTIVE',
  CARING = 'CARING',
  RESPONSIVE = 'RESPONSIVE',
  WELL_LED = 'WELL_LED',
}
registerEnumType(RatingDomain, { name: 'RatingDomain', description: 'What the CQC rated.' });

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
