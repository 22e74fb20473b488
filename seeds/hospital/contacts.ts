import { atLondon, hour, instantText, midnight } from '../london.ts';
import { lastResidence, livesInHome, type Person } from '../people/people.ts';
import type { TrustContactRow } from '../personal-rows.ts';
import { EvenShare, type Random } from '../random.ts';
import { recordedAt, type World } from '../world.ts';
import type { Stay } from './hospital-stays.ts';
import { emergencyDays, emergencyMinute } from './hospital-times.ts';

/** Attendances at the emergency department a year that end with going back home. */
const yearlyAttendances = 0.38;
const onCaseload = 0.33;

/** Attendances, caseloads of the community trust, and a few referrals to its teams. */
export function addContacts(world: World, people: readonly Person[], stays: readonly Stay[]): void {
  for (const stay of stays) {
    if (stay.emergency) addAttendanceBefore(world, stay);
  }
  const attending = new EvenShare(1 / (2 * world.plan.oneInHospitalOf), world.random.branch('attending now'));
  for (const person of people) {
    const random = world.random.branch(`contacts ${person.number}`);
    addAttendances(world, person, random);
    if (random.chance(onCaseload)) addCaseload(world, person, random);
    // Somebody came to the emergency department late yesterday and is still there.
    if (livesInHome(person) && !isInHospital(person) && attending.next()) {
      add(world, random, person, world.acuteTrustId, 'ATTENDING', midnight(world.clock.today) - hour, null);
    }
  }
  addReferrals(world, people);
}

function add(
  world: World,
  random: Random,
  person: Person,
  trustId: string,
  kind: TrustContactRow['kind'],
  startedAt: number,
  endedAt: number | null,
): void {
  world.tables.trust_contact.push({
    ...{ id: random.uuid(), authorId: trustId, ...recordedAt(startedAt) },
    ...{ residentId: person.id, trustId, kind, startedAt: instantText(startedAt) },
    endedAt: endedAt === null ? null : instantText(endedAt),
  });
}

/** The hours in the emergency department before the ward. */
function addAttendanceBefore(world: World, stay: Stay): void {
  const random = world.random.branch(`attendance ${stay.person.number} ${stay.from}`);
  const hours = 2 + random.exponential(3);
  add(world, random, stay.person, stay.trustId, 'ATTENDING', stay.admittedAt - hours * hour, stay.admittedAt);
}

function addAttendances(world: World, person: Person, random: Random): void {
  const { start, today } = world.clock;
  const first = Math.max(start, person.residences[0]?.from ?? start);
  const last = Math.min(lastResidence(person).to ?? today, today) - 1;
  for (const day of emergencyDays(random, first, last, yearlyAttendances * person.proneness)) {
    if (person.hospital.some(({ from, to }) => from <= day + 1 && (to === null || day - 1 <= to))) continue;
    const startedAt = atLondon(day, emergencyMinute(random));
    add(
      world,
      random,
      person,
      world.acuteTrustId,
      'ATTENDING',
      startedAt,
      startedAt + (2 + random.exponential(2)) * hour,
    );
  }
}

function addCaseload(world: World, person: Person, random: Random): void {
  const { from, to } = lastResidence(person);
  const { today } = world.clock;
  const since = Math.min(from + random.between(3, 90), (to ?? today) - 1);
  const startedAt = atLondon(since, random.between(9 * 60, 16 * 60));
  const ended = livesInHome(person) ? null : midnight(to as number);
  if (ended === null || ended > startedAt) {
    add(world, random, person, world.communityTrustId, 'CASELOAD', startedAt, ended);
  }
}

const isInHospital = (person: Person) => person.hospital.some(({ to }) => to === null);

/** One in three of those in hospital now was referred to a team of the trust where they are. */
function addReferrals(world: World, people: readonly Person[]): void {
  const random = world.random.branch('referrals');
  const referred = new EvenShare(1 / 3, random);
  for (const person of people) {
    const stay = person.hospital.find(({ to }) => to === null);
    if (stay && referred.next()) {
      add(world, random, person, world.acuteTrustId, 'REFERRED', atLondon(stay.from, 23 * 60), null);
    }
  }
}
