import { registerEnumType } from 'type-graphql';
import type { RewardScheme } from '../../agreement/model.ts';
import { daysOfClock } from '../../agreement/words.ts';

export enum RewardCommitment {
  PEOPLE_AT_THE_CENTRE = 'PEOPLE_AT_THE_CENTRE',
  HIGH_QUALITY_CARE = 'HIGH_QUALITY_CARE',
  LEARNING_TOGETHER = 'LEARNING_TOGETHER',
  WORKING_TOGETHER = 'WORKING_TOGETHER',
  INNOVATION = 'INNOVATION',
  CONTINUOUS_IMPROVEMENT = 'CONTINUOUS_IMPROVEMENT',
}
registerEnumType(RewardCommitment, {
  name: 'RewardCommitment',
  description: 'To what a home commits itself in the reward scheme, as the Care Home Excellence Programme words it.',
  valuesConfig: {
    PEOPLE_AT_THE_CENTRE: { description: 'The needs of residents are at the centre of everything that is done.' },
    HIGH_QUALITY_CARE: { description: 'Care of high quality, that responds to changing needs of residents.' },
    LEARNING_TOGETHER: { description: 'Learning from each other, and sharing good practice.' },
    WORKING_TOGETHER: { description: 'Working across organisations, so that systems work better for everyone.' },
    INNOVATION: { description: 'Thinking and working differently.' },
    CONTINUOUS_IMPROVEMENT: { description: 'A resident’s experience is to be the very best that it can be.' },
  },
});

export enum RewardRule {
  SIGNED_UP = 'SIGNED_UP',
  RETURN_IN_TIME = 'RETURN_IN_TIME',
  QUALITY_ACCOUNT = 'QUALITY_ACCOUNT',
  INITIATIVES = 'INITIATIVES',
  NO_EMBARGO = 'NO_EMBARGO',
}
registerEnumType(RewardRule, {
  name: 'RewardRule',
  description: 'What a home must have done to be rewarded for a month.',
  valuesConfig: {
    SIGNED_UP: { description: 'It takes part in the scheme.' },
    RETURN_IN_TIME: {
      description: 'It submitted its return in time. That the council reopened it later changes nothing.',
    },
    QUALITY_ACCOUNT: { description: 'It has published a quality account.' },
    INITIATIVES: { description: 'It has adopted initiatives.' },
    NO_EMBARGO: { description: 'The council had placed no embargo on it.' },
  },
});

/** Each rule in words, with the numbers of the agreement in force. */
export const sentences: Readonly<
  Record<RewardRule, (terms: Pick<RewardScheme, 'days' | 'counting' | 'initiatives'>) => string>
> = {
  SIGNED_UP: () => 'The home took part in the reward scheme on the first day of the month.',
  RETURN_IN_TIME: (terms) =>
    `The home submitted its return of the month within ${daysOfClock(terms)} after the end of the month.`,
  QUALITY_ACCOUNT: () =>
    'By the day on which the return was due the home had published a quality account of that year or of the one before.',
  INITIATIVES: ({ initiatives }) =>
    `On the first day of the month the home had adopted ${initiatives} or more of the initiatives, and had said so by the day on which the return was due.`,
  NO_EMBARGO: () => 'On no day of the month did the council keep people from being placed in the home.',
};
