import { MeasureName } from '../../measure.values.ts';
import { type MeanDefinition, MeasureKind, type ShareDefinition } from '../definition.ts';
import { emergencyStays, nights } from './ended-stays.ts';

/** Longer stays count as so many nights, so that one stay of years does not decide the mean of a home. */
const mostNights = 180;
const longNights = 21;

export const lengthOfStay: MeanDefinition = {
  ...emergencyStays({ amount: `least(${nights}, ${mostNights})` }),
  kind: MeasureKind.MEAN,
  decimals: 1,
  name: MeasureName.LENGTH_OF_STAY,
  sentence:
    'Mean number of nights that residents admitted as an emergency spent in hospital, by the month of discharge.',
  unit: 'nights',
  numerator: `Nights from the day of admission to that of discharge; a stay of more than ${mostNights} counts as ${mostNights}.`,
  source: 'NHS Data Dictionary, length of stay: the day of discharge less the day of admission.',
};

export const longStays: ShareDefinition = {
  ...emergencyStays({ MET: `case when ${nights} > ${longNights} then 'YES' else 'NO' end` }),
  kind: MeasureKind.SHARE,
  name: MeasureName.LONG_STAYS,
  sentence: `Of emergency stays of residents that ended, the part that lasted more than ${longNights} nights, by the month of discharge.`,
  unit: '% of emergency stays',
  numerator: `Those of them of more than ${longNights} nights.`,
  source: 'NHS England, long ("super stranded") stays; here more than 21 nights, of stays that have ended.',
};
