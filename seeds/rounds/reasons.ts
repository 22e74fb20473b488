import { type Day, dayNamed, londonDay } from '../london.ts';
import { type Person, residenceOn } from '../people/people.ts';
import type { Home, World } from '../world.ts';
import type { RoundReason } from './round-rows.ts';

export interface Cause {
  person: Person;
  day: Day;
  reason: RoundReason;
}

/** How often a home asks that an ordinary resident be seen, in a year. */
const yearlyAsked = 1.2;

/** For each home what befell its residents that is a reason to see them on the next round, oldest first. */
export function causesOf(world: World, people: readonly Person[]): Map<Home, Cause[]> {
  const found = new Map<Home, Cause[]>(world.homes.map((home) => [home, []]));
  const add = (person: Person, day: Day, reason: RoundReason) => {
    if (day >= world.clock.start) found.get(residenceOn(person, day)?.home as Home)?.push({ person, day, reason });
  };
  for (const person of people) {
    for (const { from } of person.residences) add(person, from, 'NEW_RESIDENT');
    for (const { to } of person.hospital) if (to !== null) add(person, to, 'DISCHARGED_FROM_HOSPITAL');
    for (const day of askedOn(world, person)) add(person, day, 'ASKED_BY_HOME');
  }
  const known = new Map(people.map((person) => [person.id, person]));
  for (const { residentId, occurredAt } of world.tables.incident) {
    add(known.get(residentId) as Person, londonDay(Date.parse(occurredAt)), 'INCIDENT');
  }
  for (const { residentId, raisedAt, answeredAt, outcome } of world.tables.concern) {
    const person = known.get(residentId) as Person;
    if (answeredAt === null) add(person, londonDay(Date.parse(raisedAt)), 'CONCERN_WAITING');
    else if (outcome === 'VISIT_ARRANGED') add(person, londonDay(Date.parse(answeredAt)), 'VISIT_ARRANGED');
  }
  for (const causes of found.values()) causes.sort((one, other) => one.day - other.day);
  return found;
}

function askedOn(world: World, person: Person): Day[] {
  const random = world.random.branch(`asked for the round ${person.number}`);
  const days: Day[] = [];
  for (const { from, to } of person.residences) {
    const mean = 365 / (yearlyAsked * person.proneness);
    let at = Math.max(from, world.clock.start) + random.exponential(mean);
    for (; at < (to ?? world.clock.today); at += random.exponential(mean)) days.push(Math.floor(at));
  }
  return days;
}

/** Plans and reviews of medicines that are due on this day, of those who live there now. */
export function duePlans(world: World, day: Day): Map<string, RoundReason[]> {
  const due = new Map<string, RoundReason[]>();
  for (const plan of world.tables.care_plan) {
    const reasons: RoundReason[] = [];
    if (plan.declinedOn === null && dayNamed(plan.dueOn) <= day) reasons.push('CARE_PLAN_DUE');
    const reviewed = plan.medicationReviewDeclinedOn === null && dayNamed(plan.medicationReviewDueOn) <= day;
    if (reviewed) reasons.push('MEDICATION_REVIEW_DUE');
    if (reasons.length > 0 && plan.countedUntil === null && plan.formerOf === null) due.set(plan.residentId, reasons);
  }
  return due;
}
