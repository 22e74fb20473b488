import { MeasureName } from '../../measure.values.ts';
import { type MeanDefinition, MeasureKind } from '../definition.ts';
import { emergencyStays } from './ended-stays.ts';

const costed = emergencyStays({ amount: 'fact.cost' }, 'fact.cost is not null');

/** The sum is told with the mean and not by itself: the two, each rounded in its own way, would tell how many stays there were. */
export const costOfStay: MeanDefinition = {
  ...costed,
  kind: MeasureKind.MEAN,
  // To ten pounds: what is exact to the pound could tell by several groupings how many stays each row has.
  decimals: -1,
  name: MeasureName.COST_OF_STAY,
  sentence: 'What an emergency stay of a resident in hospital cost on average, by the month of discharge.',
  unit: 'pounds a stay',
  numerator: 'Costs that the trust told of emergency stays that ended in the month: what all of them cost together.',
  denominator: 'Those stays: so many are costed.',
  exclusions: `Stays of which the trust told no cost. ${costed.exclusions}`,
  source: 'Profile of emergency admissions as in Central Bedfordshire; national tariff by healthcare resource group.',
};
