import type { Day } from '../london.ts';
import type { Random } from '../random.ts';
import type { CareType } from '../rows.ts';
import type { Home } from '../world.ts';
import type { Person, Residence } from './people.ts';

export interface Bed {
  home: Home;
  careType: CareType;
  room: string;
  occupant: Residence | null;
  /** A bed is not given away on the day on which somebody died in it. */
  freeFrom: Day;
}

const youngerAdultBeds = new Set<CareType>(['LEARNING_DISABILITY', 'MENTAL_HEALTH', 'PHYSICAL_DISABILITY']);
const shortStayBeds = new Set<CareType>(['RESPITE', 'DISCHARGE_TO_ASSESS']);

export const isForYoungerAdults = (bed: Bed): boolean => youngerAdultBeds.has(bed.careType);
export const isForShortStays = (bed: Bed): boolean => shortStayBeds.has(bed.careType);

/** Early-onset dementia and the like: people under 65 in homes for older people. */
const youngerAmongOlder = 0.01;

export function bedsOf(home: Home): Bed[] {
  let number = 0;
  return home.beds.flatMap(({ careType, count }) =>
    Array.from({ length: count }, () => {
      number += 1;
      return { home, careType, room: String(number), occupant: null, freeFrom: 0 };
    }),
  );
}

/** Who comes into homes, and where: people are numbered in the order of their admission. */
export class Admissions {
  readonly people: Person[] = [];

  constructor(private readonly random: Random) {}

  admit(bed: Bed, day: Day): Person {
    const { random } = this;
    const youngerAdult = isForYoungerAdults(bed) || random.chance(youngerAmongOlder);
    const person: Person = {
      id: random.uuid(),
      number: this.people.length,
      sex: random.chance(youngerAdult ? 0.42 : 0.7) ? 'FEMALE' : 'MALE',
      bornOn: day - Math.round(this.ageAtAdmission(bed, youngerAdult) * 365.25),
      youngerAdult,
      proneness: random.proneness(0.7),
      residences: [],
      diedOn: null,
      hospital: [],
    };
    this.people.push(person);
    this.settle(person, bed, day);
    return person;
  }

  settle(person: Person, bed: Bed, day: Day): void {
    const { home, careType, room } = bed;
    const residence: Residence = { id: this.random.uuid(), person, home, careType, room, from: day, to: null };
    person.residences.push(residence);
    bed.occupant = residence;
  }

  private ageAtAdmission(bed: Bed, youngerAdult: boolean): number {
    if (bed.careType === 'LEARNING_DISABILITY') return clipped(this.random.normal(38, 11), 19, 63);
    if (youngerAdult) return clipped(this.random.normal(57, 5), 25, 63);
    return clipped(this.random.normal(88.1, 5.8), 66, 103);
  }
}

const clipped = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
