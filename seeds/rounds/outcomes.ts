import { type Day, dayText, instantText } from '../london.ts';
import type { Random } from '../random.ts';
import type { RoundVisitRow } from './round-rows.ts';

export type Said = Pick<RoundVisitRow, 'state' | 'seenAt' | 'seenBy' | 'outcomes' | 'followUp' | 'nextOn'>;

const seers = [
  ['GENERAL_PRACTITIONER', 46],
  ['NURSE', 26],
  ['PHARMACIST', 14],
  ['PARAMEDIC', 8],
  ['THERAPIST', 3],
  ['GERIATRICIAN', 3],
] as const;

const outcomes: readonly (readonly [readonly [string, ...string[]], number])[] = [
  [['NO_ACTION'], 48],
  [['MEDICINES_CHANGED'], 20],
  [['PLAN_UPDATED'], 14],
  [['MEDICINES_CHANGED', 'PLAN_UPDATED'], 6],
  [['REFERRED_TO_MDT'], 7],
  [['URGENT_REVIEW'], 4],
  [['ADMITTED'], 1],
];

/** What staff of the home read afterwards. Ordinary, invented, and about nobody. */
const toDo: Readonly<Record<string, readonly string[]>> = {
  NO_ACTION: ['Well in herself or himself; carry on as before.', 'Bruise is fading. Nothing more to do.'],
  MEDICINES_CHANGED: [
    'Halve the dose at night. Ring us if drowsy.',
    'Laxative twice a day for a week, then once.',
    'Stop the water tablet; weigh on Mondays and Thursdays.',
  ],
  PLAN_UPDATED: ['Plan says now how to help after a fall.', 'Family and resident agreed what to do if it gets worse.'],
  REFERRED_TO_MDT: ['On the list of the meeting on Thursday. Bring the weight chart.'],
  URGENT_REVIEW: ['Somebody comes tomorrow morning. Temperature every four hours until then.'],
  ADMITTED: ['Sent in for a scan. Red bag went along.'],
};
const notSeen = ['Was out with the family.', 'Asleep, and better left so.', 'No time; first on the list next week.'];

/** Mostly seen; of those seen, some are to be seen again in a week or two. */
export function saidOf(seenAt: number, day: Day, random: Random): Said {
  if (random.chance(0.06)) {
    return {
      state: 'NOT_SEEN',
      seenAt: null,
      seenBy: null,
      outcomes: [],
      followUp: random.pick(notSeen),
      nextOn: null,
    };
  }
  const chosen = random.weighted(outcomes);
  const told = chosen[0] !== 'NO_ACTION' || random.chance(0.4);
  const again = random.chance(chosen[0] === 'NO_ACTION' ? 0.05 : 0.28);
  return {
    ...{ state: 'SEEN', seenAt: instantText(seenAt), seenBy: random.weighted(seers), outcomes: [...chosen] },
    followUp: told ? random.pick(toDo[chosen[0]] ?? []) : null,
    nextOn: again ? dayText(day + random.pick([7, 7, 14])) : null,
  };
}

export const waiting: Said = {
  ...{ state: 'WAITING', seenAt: null, seenBy: null, outcomes: [], followUp: null, nextOn: null },
};
