import { atLondon, hour, instantText, midnight } from '../london.ts';
import { lastResidence, livesInHome, type Person } from '../people/people.ts';
import type { TrustContactRow } from '../personal-rows.ts';
import { EvenShare, type Random } from '../random.ts';
import { recordedAt, type World } from '../world.ts';
import { type Attended, arrivalBefore, EmergencyDepartment } from './emergency-attendances.ts';
import type { RecordedStay } from './hospital-stays.ts';
import { emergencyDays, emergencyMinute } from './hospital-times.ts';

/**
 * Attendances at the emergency department a year that end with going back home. In the whole story not everybody who is
 * admitted comes by way of it, so that more go back: together 0.98 a resident and year.
 */
const yearlyAttendances = { whole: 0.48, small: 0.38 };
const onCaseload = 0.33;
/** The admission method of those who come to the ward by way of the emergency department. */
const throughDepartment = '21';

/** Attendances, caseloads of the community trust, and a few referrals to its teams. */
export function addContacts(world: World, people: readonly Person[], stays: readonly RecordedStay[]): void {
  const department = new EmergencyDepartment(world);
  for (const stay of stays) {
    if (stay.emergency) addAttendanceBefore(world, department, stay);
  }
  const attending = new EvenShare(1 / (2 * world.plan.oneInHospitalOf), world.random.branch('attending now'));
  for (const person of people) {
    const random = world.random.branch(`contacts ${person.number}`);
    addAttendances(world, department, person, random);
    if (random.chance(onCaseload)) addCaseload(world, person, random);
    // Somebody came to the emergency department late yesterday and is still there.
    if (livesInHome(person) && !isInHospital(person) && attending.next()) {
      const attended = { person, arrivedAt: midnight(world.clock.today) - hour, departedAt: null };
      attend(world, department, attended, random);
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

/** By what the emergency department tells, where there is the whole story; else as a bare contact. */
function attend(world: World, department: EmergencyDepartment, attended: Attended, random: Random): void {
  const { person, stay, arrivedAt, departedAt } = attended;
  if (world.plan.wholeStory) department.attend(attended);
  else add(world, random, person, stay?.trustId ?? world.acuteTrustId, 'ATTENDING', arrivedAt, departedAt);
}

/** The hours in the emergency department before the ward. */
function addAttendanceBefore(world: World, department: EmergencyDepartment, stay: RecordedStay): void {
  const random = world.random.branch(`attendance ${stay.person.number} ${stay.from}`);
  const hours = 2 + random.exponential(3);
  if (world.plan.wholeStory && stay.row.admissionMethod !== throughDepartment) return;
  const arrivedAt = arrivalBefore(stay, hours);
  attend(world, department, { person: stay.person, stay, arrivedAt, departedAt: stay.admittedAt }, random);
}

function addAttendances(world: World, department: EmergencyDepartment, person: Person, random: Random): void {
  const { start, today } = world.clock;
  const first = Math.max(start, person.residences[0]?.from ?? start);
  const last = Math.min(lastResidence(person).to ?? today, today) - 1;
  const rate = world.plan.wholeStory ? yearlyAttendances.whole : yearlyAttendances.small;
  for (const day of emergencyDays(random, first, last, rate * person.proneness)) {
    if (person.hospital.some(({ from, to }) => from <= day + 1 && (to === null || day - 1 <= to))) continue;
    const arrivedAt = atLondon(day, emergencyMinute(random));
    const departedAt = arrivedAt + Math.min(14, 2 + random.exponential(2)) * hour;
    attend(world, department, { person, arrivedAt, departedAt }, random);
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
