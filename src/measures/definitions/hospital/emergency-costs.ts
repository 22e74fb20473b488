import { MeasureName } from '../../measure.values.ts';
import { type AmountDefinition, type MeanDefinition, MeasureKind } from '../definition.ts';
import { emergencyStays } from './ended-stays.ts';

const costed = emergencyStays({ amount: 'fact.cost' }, 'fact.cost is not null');
const exclusions = `Stays of which the trust told no cost. ${costed.exclusions}`;
const source =
  'Profile of emergency admissions as in Central Bedfordshire; national tariff by healthcare resource group.';

export const emergencyCosts: AmountDefinition = {
  ...costed,
  ...{ exclusions, source },
  kind: MeasureKind.AMOUNT,
  amounts: { roundTo: 100 },
  name: MeasureName.EMERGENCY_COSTS,
  sentence: 'What the emergency stays of residents in hospital cost, by the month of discharge.',
  unit: 'pounds',
  numerator: 'Costs that the trust told of emergency stays that ended in the month.',
  denominator: 'None: a sum of money. `COST_OF_STAY` says of how many stays.',
};

export const costOfStay: MeanDefinition = {
  ...costed,
  ...{ exclusions, source },
  kind: MeasureKind.MEAN,
  decimals: 0,
  name: MeasureName.COST_OF_STAY,
  sentence: 'What an emergency stay of a resident in hospital cost on average, by the month of discharge.',
  unit: 'pounds a stay',
  numerator: 'Costs that the trust told of emergency stays that ended in the month.',
  denominator: 'Those stays.',
};
