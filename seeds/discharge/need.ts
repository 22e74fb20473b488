import type { Person } from '../people/people.ts';
import type { Random } from '../random.ts';
import type { CareType } from '../rows.ts';
import type { Need } from './discharge-rows.ts';

const mobilities = [
  ['WALKING_AID', 30],
  ['ASSISTANCE_OF_ONE', 32],
  ['ASSISTANCE_OF_TWO', 22],
  ['CARED_FOR_IN_BED', 9],
  ['INDEPENDENT', 7],
] as const;
const transports = {
  INDEPENDENT: ['NOT_NEEDED', 'SEATED'],
  WALKING_AID: ['SEATED', 'NOT_NEEDED'],
  ASSISTANCE_OF_ONE: ['SEATED', 'WHEELCHAIR'],
  ASSISTANCE_OF_TWO: ['WHEELCHAIR'],
  CARED_FOR_IN_BED: ['STRETCHER'],
} as const;

export function needOf(person: Person, kind: Need['kind'], careType: CareType, random: Random): Need {
  const mobility = random.weighted(mobilities);
  return {
    ...{ kind, careType, gender: person.sex, mobility },
    hoist: mobility === 'CARED_FOR_IN_BED' || (mobility === 'ASSISTANCE_OF_TWO' && random.chance(0.6)),
    oxygen: random.chance(0.05),
    infectionStatus: random.weighted([
      ['NONE_KNOWN', 84],
      ['RECOVERED', 8],
      ['AWAITING_RESULT', 5],
      ['COLONISED', 3],
    ] as const),
    medicinesReady: random.chance(0.7),
    transport: random.pick<Need['transport']>(transports[mobility]),
    fundingRoute:
      careType === 'DISCHARGE_TO_ASSESS'
        ? careType
        : random.weighted([
            ['COUNCIL', 62],
            ['SELF', 18],
            ['CHC', 8],
            ['UNDECIDED', 12],
          ] as const),
  };
}
