import { type Day, dayText } from '../london.ts';
import { givenNameOfWorker, nameOfResident } from '../names/people.ts';
import { ageOn, lastResidence, type Person } from '../people/people.ts';
import type { CarePlanRow, PlanParty } from '../personal-rows.ts';
import { mobileNumber } from '../places/organisations.ts';
import type { Random } from '../random.ts';
import { recorded, type World } from '../world.ts';
import { addPlanHistory } from './plan-history.ts';
import {
  allergies,
  escalationPlans,
  goals,
  helpAtNight,
  helpWithMoving,
  longTermMedicines,
  whatMatters,
} from './summaries.ts';

/** A plan is due within seven days of the admission or return, and is reviewed each year. */
const clocks = { plan: 7, medication: 28 };
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
  dueOn: Day;
  reviewedOn: Day | null;
  declinedOn: Day | null;
}

function addCarePlan(world: World, person: Person, authorId: string, random: Random): void {
  const { clock } = world;
  const { home, to } = lastResidence(person);
  const last = (to ?? clock.today) - 1;
  const arrived = arrivalOf(person, last);
  const plan = reviewOf(arrived, last, clocks.plan, random);
  const medication = reviewOf(arrived, last, clocks.medication, random);
  const made = plan.reviewedOn !== null;
  const helped = random.chance(0.8);
  const standing: CarePlanRow = {
    ...{ id: random.uuid(), authorId, ...recorded(clock, last, 1) },
    ...{ residentId: person.id, version: 1, validUntil: null, formerOf: null },
    ...{ countedFrom: dayText(arrived), countedUntil: to === null ? null : dayText(to) },
    ...{ dueOn: dayText(plan.dueOn), reviewedOn: textOf(plan.reviewedOn), declinedOn: textOf(plan.declinedOn) },
    agreedWith: made
      ? random.pick<PlanParty[]>([['RESIDENT'], ['RESIDENT', 'FAMILY'], ['FAMILY', 'HOME'], ['ATTORNEY']])
      : null,
    goals: made ? random.pick(goals) : null,
    ...{ helpWithMoving: helped ? random.pick(helpWithMoving) : null },
    ...{ helpAtNight: helped ? random.pick(helpAtNight) : null, homePartById: helped ? home.organisationId : null },
    homePartWrittenOn: helped ? dayText(Math.min(arrived + 2, Math.max(arrived, last))) : null,
    ...{ medicationReviewDueOn: dayText(medication.dueOn), medicationReviewedOn: textOf(medication.reviewedOn) },
    medicationReviewDeclinedOn: textOf(medication.declinedOn),
  };
  world.tables.care_plan.push(standing);
  if (world.plan.wholeStory) addPlanHistory(world, person, standing, clocks);
}

const textOf = (day: Day | null) => (day === null ? null : dayText(day));

/** The day on which the clock of the plan began: of the admission, or of the last return from hospital. */
function arrivalOf(person: Person, last: Day): Day {
  const { from } = lastResidence(person);
  const returns = person.hospital.flatMap(({ to }) => (to !== null && to >= from && to <= last ? [to] : []));
  return Math.max(from, ...returns);
}

/** How a review stands on the last day known: most are made in time, some late, a few are declined. */
function reviewOf(from: Day, last: Day, firstDays: number, random: Random): Review {
  const made = from + Math.round(firstDays * (0.3 + random.fraction() * 0.9));
  const firstDue = from + firstDays;
  if (random.chance(0.03))
    return { dueOn: firstDue, reviewedOn: null, declinedOn: Math.max(from, Math.min(made, last)) };
  if (made > last || random.chance(0.025)) return { dueOn: firstDue, reviewedOn: null, declinedOn: null };
  const years = Math.floor((last - made) / reviewClock);
  const late = years > 0 && random.chance(0.06);
  const reviewedOn = made + (late ? years - 1 : years) * reviewClock;
  return { dueOn: reviewedOn + reviewClock, reviewedOn, declinedOn: null };
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
  const { home, from, to } = lastResidence(person);
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
    ...(authorised === 'AUTHORISED'
      ? authorisedFor(Math.max(from, world.clock.start), (to ?? world.clock.today) - 1, home.borough.councilId)
      : notAuthorised),
    outcomesChosen: null,
    whatMattersToMe: random.chance(0.85) ? random.pick(whatMatters).replace('NAME', givenNameOfWorker(random)) : null,
  });
}

const notAuthorised = { libertyAuthorisedFrom: null, libertyAuthorisedUntil: null, libertyStatedById: null };

/** For a year at a time, and anew each year as long as the resident is there. */
function authorisedFor(from: Day, last: Day, councilId: string) {
  const begun = from + 20;
  const latest = begun + Math.max(0, Math.floor((last - begun) / reviewClock)) * reviewClock;
  return {
    libertyAuthorisedFrom: dayText(latest),
    libertyAuthorisedUntil: dayText(latest + reviewClock - 1),
    libertyStatedById: councilId,
  };
}
