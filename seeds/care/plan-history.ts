import { type Day, dayNamed, dayText, instantText, midnight } from '../london.ts';
import type { Person } from '../people/people.ts';
import type { CarePlanRow } from '../personal-rows.ts';
import type { Random } from '../random.ts';
import type { World } from '../world.ts';
import { goals } from './summaries.ts';

const year = 365;

interface Done {
  reviewedOn: Day | null;
  medicationReviewedOn: Day | null;
}

/** Days within which plan and review of medicines are due after an arrival. */
export interface Clocks {
  plan: number;
  medication: number;
}

/**
 * The versions that a care plan had before the one that stands: after each admission and return it was gone through anew,
 * mostly in time, and each year.
 */
export function addPlanHistory(world: World, person: Person, current: CarePlanRow, clocks: Clocks): void {
  const random = world.random.branch(`plan history ${person.number}`);
  const last = dayNamed(current.countedFrom);
  const arrivals = arrivalsOf(person, last).filter((day) => day > world.clock.start - clocks.medication);
  const versions = arrivals.flatMap((arrived, place) => {
    const next = arrivals[place + 1];
    const done = next === undefined ? firstReviews(current, arrived) : reviewsBefore(next, arrived, clocks, random);
    return done === undefined ? [] : [{ arrived, done, next }];
  });
  versions.forEach(({ arrived, done, next }, place) => {
    const told = Math.max(arrived, done.reviewedOn ?? 0, done.medicationReviewedOn ?? 0);
    const from = instantText(midnight(told) + 17 * 3_600_000);
    const following = versions[place + 1];
    const until =
      following === undefined ? current.validFrom : instantText(midnight(following.arrived) + 18 * 3_600_000);
    world.tables.care_plan.push({
      ...{ id: random.uuid(), authorId: current.authorId, residentId: person.id, version: place + 1 },
      ...{ recordedAt: from, validFrom: from, validUntil: until < from ? from : until, formerOf: current.id },
      ...{ countedFrom: dayText(arrived), countedUntil: next === undefined ? null : dayText(next) },
      ...{ dueOn: dayText(arrived + clocks.plan), reviewedOn: textOf(done.reviewedOn), declinedOn: null },
      agreedWith: done.reviewedOn === null ? null : ['RESIDENT'],
      goals: done.reviewedOn === null ? null : (current.goals ?? random.pick(goals)),
      ...{ helpWithMoving: null, helpAtNight: null, homePartById: null, homePartWrittenOn: null },
      medicationReviewDueOn: dayText(arrived + clocks.medication),
      ...{ medicationReviewedOn: textOf(done.medicationReviewedOn), medicationReviewDeclinedOn: null },
    });
  });
  current.version = versions.length + 1;
}

const textOf = (day: Day | null) => (day === null ? null : dayText(day));

/** Of admissions and returns from hospital, until the one from which the plan is counted now. */
function arrivalsOf(person: Person, last: Day): Day[] {
  const admitted = person.residences.map(({ from }) => from);
  const returned = person.hospital.flatMap(({ to }) => (to === null ? [] : [to]));
  const alive = (day: Day) => person.diedOn === null || day < person.diedOn;
  return [...new Set([...admitted, ...returned, last])]
    .filter((day) => day <= last && alive(day))
    .sort((a, b) => a - b);
}

function reviewsBefore(next: Day, arrived: Day, clocks: Clocks, random: Random): Done {
  const within = (days: number) => {
    const day = arrived + Math.round(days * (0.3 + random.fraction() * 0.9));
    return day < next && !random.chance(0.04) ? day : null;
  };
  return { reviewedOn: within(clocks.plan), medicationReviewedOn: within(clocks.medication) };
}

/** What was first done after the last arrival, where a yearly review has taken its place. */
function firstReviews(current: CarePlanRow, arrived: Day): Done | undefined {
  const firstOf = (text: string | null) => (text === null ? null : arrived + ((dayNamed(text) - arrived) % year));
  const done = { reviewedOn: firstOf(current.reviewedOn), medicationReviewedOn: firstOf(current.medicationReviewedOn) };
  const same = textOf(done.reviewedOn) === current.reviewedOn;
  return same && textOf(done.medicationReviewedOn) === current.medicationReviewedOn ? undefined : done;
}
