import { registerEnumType } from 'type-graphql';
import { weekdays } from '../shared/dates.ts';
import { CareType } from '../subjects/care-home/care-home.values.ts';
import { Suppression } from './disclosure/rule.ts';

export enum MeasureName {
  EMERGENCY_ADMISSIONS = 'EMERGENCY_ADMISSIONS',
  AVOIDABLE_ADMISSIONS = 'AVOIDABLE_ADMISSIONS',
  EMERGENCY_ATTENDANCES = 'EMERGENCY_ATTENDANCES',
  CONVEYANCES = 'CONVEYANCES',
  FALLS = 'FALLS',
  INJURIOUS_FALLS = 'INJURIOUS_FALLS',
  NEW_PRESSURE_ULCERS = 'NEW_PRESSURE_ULCERS',
  MEDICATION_ERRORS = 'MEDICATION_ERRORS',
  INFECTIONS = 'INFECTIONS',
  LENGTH_OF_STAY = 'LENGTH_OF_STAY',
  LONG_STAYS = 'LONG_STAYS',
}
registerEnumType(MeasureName, {
  name: 'MeasureName',
  description: 'What is measured; `measures` tells what each one means.',
  valuesConfig: {
    EMERGENCY_ADMISSIONS: { description: 'Emergency admissions to hospital of residents of care homes.' },
    AVOIDABLE_ADMISSIONS: { description: 'Emergency admissions that something might have made unnecessary.' },
    EMERGENCY_ATTENDANCES: { description: 'Attendances of residents at emergency departments.' },
    CONVEYANCES: { description: 'Arrivals of residents at emergency departments by ambulance.' },
    FALLS: { description: 'Falls of residents, with and without harm.' },
    INJURIOUS_FALLS: { description: 'Falls of residents with physical harm.' },
    NEW_PRESSURE_ULCERS: { description: 'Pressure ulcers that residents did not bring with them.' },
    MEDICATION_ERRORS: { description: 'Medication errors about residents.' },
    INFECTIONS: { description: 'Infections of residents.' },
    LENGTH_OF_STAY: { description: 'Nights that emergency stays of residents in hospital lasted.' },
    LONG_STAYS: { description: 'Emergency stays of residents in hospital of more than 21 nights.' },
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
  CARE_TYPE = 'CARE_TYPE',
  AGE_BAND = 'AGE_BAND',
}
registerEnumType(Dimension, {
  name: 'Dimension',
  description: 'What a measure is grouped by. The agreement says which groupings are published.',
  valuesConfig: {
    WEEKDAY: { description: 'MONDAY to SUNDAY, Europe/London.' },
    TIME_BAND: { description: 'Four hours of the day, Europe/London: T00_04 to T20_24.' },
    MONTH: { description: 'A calendar month, as 2026-04.' },
    CARE_HOME: { description: 'The CQC location id of the home.' },
    CARE_TYPE: { description: 'The kind of care of the placement.' },
    AGE_BAND: { description: 'Age in years: UNDER_65, AGE_65_74, AGE_75_84, AGE_85_94, AGE_95_UP.' },
  },
});

registerEnumType(Suppression, {
  name: 'Suppression',
  description: 'What was done to a number so that it tells of nobody.',
  valuesConfig: {
    NONE: { description: 'Shown as it is: zero.' },
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
};
