import { registerEnumType } from 'type-graphql';
import { weekdays } from '../shared/dates.ts';
import { CareType } from '../subjects/care-home/care-home.values.ts';
import { ConcernUrgency } from '../subjects/concern/concern.values.ts';
import { CareOutcome } from '../subjects/feedback/feedback.values.ts';
import { avoidableFactors, DelayAgency, DelayReason } from '../subjects/hospital-stay/hospital-stay.values.ts';
import { IncidentKind, subtypesOf } from '../subjects/incident/incident.values.ts';
import { ServiceKind } from '../subjects/service-request/service-request.values.ts';
import { MeasureKind } from './definitions/definition.ts';
import { Suppression } from './disclosure/rule.ts';

export enum MeasureName {
  EMERGENCY_ADMISSIONS = 'EMERGENCY_ADMISSIONS',
  PATIENTS_ADMITTED = 'PATIENTS_ADMITTED',
  COST_OF_STAY = 'COST_OF_STAY',
  AVOIDABLE_ADMISSIONS = 'AVOIDABLE_ADMISSIONS',
  AVOIDABLE_FACTORS = 'AVOIDABLE_FACTORS',
  FALLS_ADMISSIONS = 'FALLS_ADMISSIONS',
  EMERGENCY_ATTENDANCES = 'EMERGENCY_ATTENDANCES',
  CONVEYANCES = 'CONVEYANCES',
  LENGTH_OF_STAY = 'LENGTH_OF_STAY',
  LONG_STAYS = 'LONG_STAYS',
  READMISSIONS = 'READMISSIONS',
  DISCHARGES = 'DISCHARGES',
  WEEKEND_DISCHARGES = 'WEEKEND_DISCHARGES',
  DELAY_DAYS = 'DELAY_DAYS',
  ANSWERED_WITHIN = 'ANSWERED_WITHIN',
  TIME_TO_ANSWER = 'TIME_TO_ANSWER',
  FALLS = 'FALLS',
  INJURIOUS_FALLS = 'INJURIOUS_FALLS',
  NEW_PRESSURE_ULCERS = 'NEW_PRESSURE_ULCERS',
  MEDICATION_ERRORS = 'MEDICATION_ERRORS',
  INFECTIONS = 'INFECTIONS',
  CARE_PLANS_IN_TIME = 'CARE_PLANS_IN_TIME',
  MEDICATION_REVIEWS_IN_TIME = 'MEDICATION_REVIEWS_IN_TIME',
  ROUND_COVERAGE = 'ROUND_COVERAGE',
  OUTSIDE_NETWORK = 'OUTSIDE_NETWORK',
  CONCERNS_ANSWERED = 'CONCERNS_ANSWERED',
  SERVICE_REQUESTS = 'SERVICE_REQUESTS',
  OUTBREAKS = 'OUTBREAKS',
  OCCUPANCY = 'OCCUPANCY',
  AVAILABLE_BEDS = 'AVAILABLE_BEDS',
  CAPACITY_FRESH = 'CAPACITY_FRESH',
  RETURNS_IN_TIME = 'RETURNS_IN_TIME',
  STAFF_VACANCIES = 'STAFF_VACANCIES',
  STAFF_TURNOVER = 'STAFF_TURNOVER',
  STAFF_TRAINED = 'STAFF_TRAINED',
  RESIDENT_OUTCOMES = 'RESIDENT_OUTCOMES',
  REWARD_PAYMENTS = 'REWARD_PAYMENTS',
}
registerEnumType(MeasureName, {
  name: 'MeasureName',
  description: 'What is measured; `measures` tells what each one means.',
  valuesConfig: {
    EMERGENCY_ADMISSIONS: { description: 'Emergency admissions to hospital of residents of care homes.' },
    PATIENTS_ADMITTED: {
      description: 'Residents who were admitted to hospital as an emergency, each once in a month.',
    },
    COST_OF_STAY: { description: 'What emergency stays of residents in hospital cost, together and on average.' },
    AVOIDABLE_ADMISSIONS: { description: 'Emergency admissions that something might have made unnecessary.' },
    AVOIDABLE_FACTORS: {
      description: 'What might have made emergency admissions unnecessary, by how often it was named.',
    },
    FALLS_ADMISSIONS: { description: 'Emergency admissions to hospital after a fall in the care home.' },
    EMERGENCY_ATTENDANCES: { description: 'Attendances of residents at emergency departments.' },
    CONVEYANCES: { description: 'Arrivals of residents at emergency departments by ambulance.' },
    LENGTH_OF_STAY: { description: 'Nights that emergency stays of residents in hospital lasted.' },
    LONG_STAYS: { description: 'Emergency stays of residents in hospital of more than 21 nights.' },
    READMISSIONS: { description: 'Discharges to care homes followed by an emergency admission within 30 days.' },
    DISCHARGES: { description: 'Discharges from hospital to care homes.' },
    WEEKEND_DISCHARGES: { description: 'Discharges to care homes on a Saturday or Sunday.' },
    DELAY_DAYS: { description: 'Days in hospital after the one on which somebody was ready to leave for a care home.' },
    ANSWERED_WITHIN: { description: 'Requests of hospitals for a place that homes answered in time.' },
    TIME_TO_ANSWER: { description: 'Hours after which homes answered requests of hospitals for a place.' },
    FALLS: { description: 'Falls of residents, with and without harm.' },
    INJURIOUS_FALLS: { description: 'Falls of residents with physical harm.' },
    NEW_PRESSURE_ULCERS: { description: 'Pressure ulcers that residents did not bring with them.' },
    MEDICATION_ERRORS: { description: 'Medication errors about residents.' },
    INFECTIONS: { description: 'Infections of residents.' },
    CARE_PLANS_IN_TIME: {
      description: 'Care plans that were made or gone through in time after an admission or a return from hospital.',
    },
    MEDICATION_REVIEWS_IN_TIME: {
      description: 'Reviews of medicines in time after an admission or a return from hospital.',
    },
    ROUND_COVERAGE: { description: 'Weeks in which the practice that leads for a home held its home round.' },
    OUTSIDE_NETWORK: { description: 'Residents registered outside the network to which their home is aligned.' },
    CONCERNS_ANSWERED: { description: 'Concerns of homes that the clinic answered in time.' },
    SERVICE_REQUESTS: { description: 'Requests for services that ended or waited, by how long.' },
    OUTBREAKS: { description: 'Outbreaks of infections in homes.' },
    OCCUPANCY: { description: 'Beds that were in use.' },
    AVAILABLE_BEDS: { description: 'Free beds, as homes told them.' },
    CAPACITY_FRESH: { description: 'Weeks in which the figures of a home about its beds were not out of date.' },
    RETURNS_IN_TIME: { description: 'Monthly returns that came in time.' },
    STAFF_VACANCIES: { description: 'Vacant posts of homes.' },
    STAFF_TURNOVER: { description: 'Staff who left.' },
    STAFF_TRAINED: { description: 'Staff whose mandatory training was up to date.' },
    RESIDENT_OUTCOMES: { description: 'Answers of residents by which nothing is missing in an outcome of their care.' },
    REWARD_PAYMENTS: { description: 'What homes were paid by the reward scheme.' },
  },
});

/** The lengths of period that the agreement may name. */
export enum MeasureBlock {
  MONTH = 'MONTH',
  QUARTER = 'QUARTER',
  YEAR = 'YEAR',
}
registerEnumType(MeasureBlock, {
  name: 'MeasureBlock',
  description: 'How long the published periods of a grouping are. They follow on one another and never change.',
  valuesConfig: {
    MONTH: { description: 'A calendar month.' },
    QUARTER: { description: 'Three calendar months.' },
    YEAR: { description: 'Twelve calendar months, not from January: they end where the data ended at first.' },
  },
});

export enum Dimension {
  WEEKDAY = 'WEEKDAY',
  TIME_BAND = 'TIME_BAND',
  MONTH = 'MONTH',
  CARE_HOME = 'CARE_HOME',
  PROVIDER = 'PROVIDER',
  NETWORK = 'NETWORK',
  CARE_TYPE = 'CARE_TYPE',
  AGE_BAND = 'AGE_BAND',
  URGENCY = 'URGENCY',
  REQUEST_STANDING = 'REQUEST_STANDING',
  REQUEST_AGE = 'REQUEST_AGE',
  SERVICE_KIND = 'SERVICE_KIND',
  INFECTION = 'INFECTION',
  OUTCOME = 'OUTCOME',
  FUNDING_ROUTE = 'FUNDING_ROUTE',
  CONDITION = 'CONDITION',
  DELAY_REASON = 'DELAY_REASON',
  DELAY_AGENCY = 'DELAY_AGENCY',
  AVOIDABLE_FACTOR = 'AVOIDABLE_FACTOR',
}
registerEnumType(Dimension, {
  name: 'Dimension',
  description: 'What a measure is grouped by. The agreement says which groupings are published.',
  valuesConfig: {
    WEEKDAY: { description: 'MONDAY to SUNDAY, Europe/London.' },
    TIME_BAND: { description: 'Four hours of the day, Europe/London: T00_04 to T20_24.' },
    MONTH: { description: 'A calendar month, as 2026-04.' },
    CARE_HOME: { description: 'The CQC location id of the home.' },
    PROVIDER: { description: 'The CQC id of the provider that runs the home.' },
    NETWORK: {
      description:
        'The ODS code of the primary care network (PCN) to which the home was aligned then, or NOT_ALIGNED; not that of the practices of its residents.',
    },
    CARE_TYPE: { description: 'The kind of care of the placement.' },
    AGE_BAND: { description: 'Age in years: UNDER_65, AGE_65_74, AGE_75_84, AGE_85_94, AGE_95_UP.' },
    URGENCY: { description: 'How soon an answer was needed, as `ConcernUrgency` says.' },
    REQUEST_STANDING: {
      description: 'WAITING at the end of the month, or how it ended in it: DELIVERED, DECLINED or WITHDRAWN.',
    },
    REQUEST_AGE: { description: 'Whole days since it was made: UNDER_7_DAYS, DAYS_7_27, DAYS_28_83, DAYS_84_UP.' },
    SERVICE_KIND: { description: 'What was asked for, as `ServiceKind` says.' },
    INFECTION: { description: 'The kind of infection, as `IncidentSubtype` says.' },
    OUTCOME: { description: 'What care comes to for a resident, as `CareOutcome` says.' },
    CONDITION: { description: 'Chapter of the primary diagnosis in ICD-10, or NOT_CODED.' },
    DELAY_REASON: { description: 'Why somebody was still in hospital, as `DelayReason` says, or NOT_TOLD.' },
    DELAY_AGENCY: { description: 'Who was to end the delay, as `DelayAgency` says, or NOT_TOLD.' },
    AVOIDABLE_FACTOR: {
      description:
        'What might have made an admission unnecessary: a name for what the trust wrote in the words of a list, or OTHER.',
    },
    FUNDING_ROUTE: { description: 'By whom it is paid: COUNCIL, or NHS, which is the integrated care board.' },
  },
});

registerEnumType(MeasureKind, {
  name: 'MeasureKind',
  description: 'What a number of a measure is.',
  valuesConfig: {
    RATE: { description: 'So many events for each so many residents or bed-days, as the unit says.' },
    SHARE: { description: 'Of how many of them something is so, in per cent.' },
    MEAN: { description: 'The mean of an amount that each of them has.' },
    AMOUNT: { description: 'How many there were, or the sum of an amount that each of them has.' },
  },
});

registerEnumType(Suppression, {
  name: 'Suppression',
  description: 'What was done to a number so that it tells of nobody.',
  valuesConfig: {
    NONE: { description: 'Shown as it is: zero, or a number about what organisations did.' },
    ROUNDED: { description: 'Rounded to the multiple that the agreement names.' },
    PRIMARY: { description: 'Hidden because it is small.' },
    SECONDARY: { description: 'Not small, and hidden because another hidden number could be told from it.' },
    WITHHELD: {
      description: 'Hidden because another hidden number could be told from it; it may be zero, small or large.',
    },
  },
});

/** The members of a dimension in the order in which a reader expects them; others are in the order of their names. */
export const memberOrder: Readonly<Partial<Record<Dimension, readonly string[]>>> = {
  WEEKDAY: weekdays,
  TIME_BAND: ['T00_04', 'T04_08', 'T08_12', 'T12_16', 'T16_20', 'T20_24'],
  CARE_TYPE: Object.keys(CareType),
  AGE_BAND: ['UNDER_65', 'AGE_65_74', 'AGE_75_84', 'AGE_85_94', 'AGE_95_UP'],
  URGENCY: Object.keys(ConcernUrgency),
  REQUEST_STANDING: ['WAITING', 'DELIVERED', 'DECLINED', 'WITHDRAWN'],
  REQUEST_AGE: ['UNDER_7_DAYS', 'DAYS_7_27', 'DAYS_28_83', 'DAYS_84_UP'],
  SERVICE_KIND: Object.keys(ServiceKind),
  INFECTION: subtypesOf.get(IncidentKind.INFECTION) ?? [],
  OUTCOME: Object.keys(CareOutcome),
  FUNDING_ROUTE: ['COUNCIL', 'NHS'],
  CONDITION: [
    ...['RESPIRATORY', 'CIRCULATORY', 'INJURY', 'INFECTION', 'URINARY', 'MENTAL_OR_NERVOUS', 'DIGESTIVE', 'SYMPTOMS'],
    ...['OTHER', 'NOT_CODED'],
  ],
  DELAY_REASON: [...Object.keys(DelayReason), 'NOT_TOLD'],
  DELAY_AGENCY: [...Object.keys(DelayAgency), 'NOT_TOLD'],
  AVOIDABLE_FACTOR: [...Object.keys(avoidableFactors), 'OTHER'],
};

/** What everybody can look up of a home, and so knows which of these go together; the home is the finest of them. */
export const ofHome: readonly Dimension[] = [
  Dimension.CARE_HOME,
  Dimension.PROVIDER,
  Dimension.NETWORK,
  Dimension.CARE_TYPE,
];
