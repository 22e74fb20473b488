import type { Day } from '../london.ts';
import type { Sex } from '../names/people.ts';
import type { CareType } from '../rows.ts';
import type { Home } from '../world.ts';

/** Time in one bed, from the first day until before `to`; still there without it. */
export interface Residence {
  id: string;
  person: Person;
  home: Home;
  careType: CareType;
  room: string;
  from: Day;
  to: Day | null;
}

export interface Person {
  id: string;
  /** Place in the order of admission: names the person's own stream of random numbers. */
  number: number;
  sex: Sex;
  bornOn: Day;
  youngerAdult: boolean;
  /** How many times more often than an ordinary resident this one falls, or is admitted. */
  proneness: number;
  residences: Residence[];
  diedOn: Day | null;
  /** Days in hospital, as generated later. */
  hospital: { from: Day; to: Day | null }[];
}

export const lastResidence = (person: Person): Residence =>
  person.residences[person.residences.length - 1] as Residence;

export const livesInHome = (person: Person): boolean => lastResidence(person).to === null;

export function residenceOn(person: Person, day: Day): Residence | undefined {
  return person.residences.find(({ from, to }) => from <= day && (to === null || day < to));
}

export const ageOn = (person: Person, day: Day): number => (day - person.bornOn) / 365.25;
