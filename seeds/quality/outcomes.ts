import type { Random } from '../random.ts';
import type { Home } from '../world.ts';
import type { OutcomeLevel } from './quality-rows.ts';

/** Each outcome with the name of its column. */
export const outcomes = [
  ['CONTROL_OVER_DAILY_LIFE', 'controlOverDailyLife'],
  ['PERSONAL_CLEANLINESS', 'personalCleanliness'],
  ['FOOD_AND_DRINK', 'foodAndDrink'],
  ['FEELING_SAFE', 'feelingSafe'],
  ['SOCIAL_PARTICIPATION', 'socialParticipation'],
  ['OCCUPATION', 'occupation'],
  ['ACCOMMODATION', 'accommodation'],
  ['DIGNITY', 'dignity'],
] as const;
export type Outcome = (typeof outcomes)[number][0];

/** Of what three in four are content with, and of what fewer are. */
const missing: Partial<Record<Outcome, number>> = { OCCUPATION: 1.7, SOCIAL_PARTICIPATION: 1.4, FEELING_SAFE: 0.6 };

/** Better in homes that are rated well. */
export function levelOf(home: Home, outcome: Outcome, random: Random): OutcomeLevel {
  const rating = home.quirk.rating === 'OUTSTANDING' ? 0.6 : home.quirk.rating === 'REQUIRES_IMPROVEMENT' ? 1.7 : 1;
  const lacks = (missing[outcome] ?? 1) * rating;
  return random.weighted([
    ['IDEAL', 32],
    ['NO_NEEDS', 44],
    ['SOME_NEEDS', 19 * lacks],
    ['HIGH_NEEDS', 4 * lacks],
  ] as const);
}

/** What was said. Ordinary, invented, and about nobody. */
export const words = [
  'The girls are kind, and nobody is rushed at breakfast.',
  'I should like to go out more. The garden is shut when it rains.',
  'Supper is cold by the time it comes upstairs.',
  'They knew before I did that I was ill. That gave me trust.',
  'Too many new faces at the weekend.',
  'My room is my own, with my own chair in it.',
  'They ring me when anything happens, at any hour.',
  'The singing on Thursdays is the best of the week.',
  'Laundry comes back, but not always to the right drawer.',
];
