import { registerEnumType } from 'type-graphql';

export enum RewardLineKind {
  PAYMENT = 'PAYMENT',
  ADJUSTMENT = 'ADJUSTMENT',
}
registerEnumType(RewardLineKind, {
  name: 'RewardLineKind',
  description: 'What a line of a statement pays.',
  valuesConfig: {
    PAYMENT: { description: 'The days of the month of the run.' },
    ADJUSTMENT: {
      description: 'What became known of an earlier month since that was reckoned; below nothing, it is taken back.',
    },
  },
});
