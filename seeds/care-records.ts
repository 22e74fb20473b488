import { type Day, dayText } from './london.ts';
import { givenNameOfWorker, nameOfResident } from './names/people.ts';
import { mobileNumber } from './organisations.ts';
import { ageOn, lastResidence, type Person } from './people.ts';
import type { PlanStatus } from './personal-rows.ts';
import type { Random } from './random.ts';
import { allergies, escalationPlans, longTermMedicines, whatMatters } from './summaries.ts';
import { recorded, type World } from './world.ts';

/** A plan is due within seven days of the admission, and is reviewed each year. */
const planClock = 7;
const reviewClock = 365;

/** Care plan with medication review, clinical and personal summary: one of each for every resident. */
export function addCareRecords(world: World, people: readonly Person[]): void {
  const practices = new Map(world.practices.map((practice) => [practice.id, practice.organisationId]));
  const registered = new Map<string, string>();
  for (const { residentId, practiceId } of world.tables.gp_registration) {
    registered.set(residentId, practices.get(practiceId) as string);
  }
  for (const person of people) {
    const random = world.random.branch(`records ${person.number}`);
    const author = registered.get(person.id) ?? lastResidence(person).home.lead.organisationId;
    addCarePlan(world, person, author, random);
    addClinicalSummary(world, person, author, random);
    addPersonalSummary(world, person, random);
  }
}

interface Review {
  status: PlanStatus;
  dueOn: Day;
  reviewedOn: Day | null;
}

function addCarePlan(world: World, person: Person, authorId: string, random: Random): void {
  const { clock } = world;
  const { from, to } = lastResidence(person);
  const plan = reviewOf(from, (to ?? clock.today) - 1, planClock, random);
  const medication = reviewOf(from, (to ?? clock.today) - 1, 28, random);
  world.tables.care_plan.push({
    ...{ id: random.uuid(), authorId, ...recorded(clock, plan.reviewedOn ?? from, 1) },
    residentId: person.id,
    ...{ status: plan.status, dueOn: dayText(plan.dueOn) },
    reviewedOn: plan.reviewedOn === null ? null : dayText(plan.reviewedOn),
    agreedWith: plan.reviewedOn === null ? null : random.pick(['Resident', 'Resident and daughter', 'Son', 'Attorney']),
    ...{ medicationReviewStatus: medication.status, medicationReviewDueOn: dayText(medication.dueOn) },
    medicationReviewedOn: medication.reviewedOn === null ? null : dayText(medication.reviewedOn),
  });
}

/** How a review stands on the last day known: most are made in time, some late, a few are declined. */
function reviewOf(from: Day, last: Day, firstDays: number, random: Random): Review {
  const made = from + Math.round(firstDays * (0.3 + random.fraction() * 0.9));
  const firstDue = from + firstDays;
  if (random.chance(0.03)) return { status: 'DECLINED', dueOn: firstDue, reviewedOn: null };
  if (made > last || random.chance(0.025)) {
    return { status: last < firstDue ? 'DUE' : 'OVERDUE', dueOn: firstDue, reviewedOn: null };
  }
  const years = Math.floor((last - made) / reviewClock);
  const late = years > 0 && random.chance(0.06);
  const reviewedOn = made + (late ? years - 1 : years) * reviewClock;
  const dueOn = reviewedOn + reviewClock;
  if (dueOn <= last) return { status: 'OVERDUE', dueOn, reviewedOn };
  return { status: dueOn - last < 30 ? 'REVIEW_DUE' : 'IN_PLACE', dueOn, reviewedOn };
}

function addClinicalSummary(world: World, person: Person, authorId: string, random: Random): void {
  const { from } = lastResidence(person);
  const age = ageOn(person, from);
  const planned = random.chance(person.youngerAdult ? 0.2 : 0.72);
  const number = person.youngerAdult ? random.between(1, 5) : random.between(4, 9);
  const frailty = Math.round(random.normal(5.2 + (age - 80) * 0.06, 0.9));
  world.tables.clinical_summary.push({
    ...{ id: random.uuid(), authorId, ...recorded(world.clock, from, 5) },
    residentId: person.id,
    allergies: random.chance(0.3) ? [random.pick(allergies)] : [],
    medicines: several(longTermMedicines, number, random),
    escalationPlan: planned ? random.pick(escalationPlans) : null,
    resuscitation: planned
      ? random.weighted([
          ['DO_NOT_ATTEMPT', 85],
          ['ATTEMPT', 15],
        ] as const)
      : 'NOT_RECORDED',
    frailty: person.youngerAdult ? null : Math.min(8, Math.max(3, frailty)),
  });
}

function several(values: readonly string[], number: number, random: Random): string[] {
  const first = random.between(0, values.length - 1);
  const step = random.pick([1, 5, 7, 11]);
  const chosen = Array.from({ length: number }, (_, index) => values[(first + index * step) % values.length] as string);
  return [...new Set(chosen)].sort();
}

function addPersonalSummary(world: World, person: Person, random: Random): void {
  const { home, from } = lastResidence(person);
  const kin = random.chance(0.9);
  const { givenName, familyName } = nameOfResident(random, random.pick(['FEMALE', 'MALE'] as const), 1962);
  const authorised = random.chance(0.4) ? 'AUTHORISED' : random.chance(0.2) ? 'APPLIED' : 'NONE';
  world.tables.personal_summary.push({
    ...{ id: random.uuid(), authorId: home.organisationId, ...recorded(world.clock, from, 4) },
    residentId: person.id,
    nextOfKinName: kin ? `${givenName} ${familyName}` : null,
    nextOfKinTelephone: kin ? mobileNumber(random) : null,
    lastingPowerOfAttorney: random.chance(0.45)
      ? random.pick(['Health and welfare', 'Property and affairs', 'Both'])
      : null,
    deprivationOfLiberty: authorised,
    whatMattersToMe: random.chance(0.85) ? random.pick(whatMatters).replace('NAME', givenNameOfWorker(random)) : null,
  });
}
