import { atLondon, type Day, dayText, instantText, isWeekend } from '../london.ts';
import { lastResidence, livesInHome, type Person, residenceOn } from '../people/people.ts';
import type { HospitalStayRow } from '../personal-rows.ts';
import { EvenShare, type Random } from '../random.ts';
import { recordedAt, type World } from '../world.ts';
import { avoidableFactors, type Diagnosis, emergencies, planned } from './diagnoses.ts';
import { dischargeDay, dischargeMinute, emergencyDays, emergencyMinute } from './hospital-times.ts';

/** Emergency admissions a year of an ordinary resident, beside those in which residents die; together 0.7. */
const yearlyEmergencies = 0.71;
const yearlyPlanned = 0.06;
/** Share of deaths that happen in hospital. */
const hospitalDeaths = 0.28;

export interface Stay {
  person: Person;
  trustId: string;
  diagnosis: Diagnosis;
  emergency: boolean;
  admittedAt: number;
  from: Day;
  /** The day of the discharge or death; null while the resident is still there. */
  to: Day | null;
  died: boolean;
}

export interface RecordedStay extends Stay {
  row: HospitalStayRow;
  /** When the fall happened for which the resident was admitted. */
  fellAt?: number;
  /** When the ambulance or the car left the home, of those who came by way of the emergency department. */
  leftHomeAt?: number;
}

export function addHospitalStays(world: World, people: readonly Person[]): RecordedStay[] {
  const thereNow = new EvenShare(1 / world.plan.oneInHospitalOf, world.random.branch('stays now'));
  return people.flatMap((person) => {
    const random = world.random.branch(`stays ${person.number}`);
    const stays = staysOf(world, person, random);
    const from = world.clock.today - random.between(2, 5);
    if (livesInHome(person) && isFree(person, stays, from) && thereNow.next()) {
      stays.push(currentStay(world, person, from, random));
    }
    person.hospital = stays.map(({ from, to }) => ({ from, to }));
    const recorded = stays.map((stay) => ({ ...stay, row: stayRow(world, stay, random) }));
    world.tables.hospital_stay.push(...recorded.map(({ row }) => row));
    return recorded;
  });
}

function staysOf(world: World, person: Person, random: Random): Stay[] {
  const { today, start } = world.clock;
  const first = Math.max(start, person.residences[0]?.from ?? start) + 1;
  const end = Math.min(person.diedOn ?? today, lastResidence(person).to ?? today, today);
  const lastOne =
    person.diedOn !== null && random.chance(hospitalDeaths) ? fatalStay(world, person, first, random) : null;
  const rate = yearlyEmergencies * person.proneness * (person.youngerAdult ? 0.5 : 1);
  const wishes = [
    ...emergencyDays(random, first, end, rate).map((day) => ({ day, emergency: true })),
    ...emergencyDays(random, first, end, yearlyPlanned)
      .filter((day) => !isWeekend(day))
      .map((day) => ({ day, emergency: false })),
  ].sort((one, other) => one.day - other.day);
  const stays: Stay[] = [];
  let free = first;
  for (const { day, emergency } of wishes) {
    if (day < free || day >= (lastOne?.from ?? end) - 1) continue;
    const stay = ordinaryStay(world, person, day, emergency, lastOne?.from ?? end, random);
    stays.push(stay);
    if (stay.to === null) return stays;
    free = stay.to + 2;
  }
  if (lastOne !== null && lastOne.from >= free) stays.push(lastOne);
  return stays;
}

/** A stay that ends before the given day, or goes on until today. */
function ordinaryStay(world: World, person: Person, from: Day, emergency: boolean, before: Day, random: Random): Stay {
  const diagnosis = random.weighted((emergency ? emergencies : planned).map((each) => [each, each.weight] as const));
  const days = Math.round(diagnosis.days * random.proneness(0.7));
  const wanted = days === 0 ? from : dischargeDay(random, from + days);
  const still = livesInHome(person) && wanted >= world.clock.today;
  const to = still ? null : Math.max(from, Math.min(wanted, before - 1));
  const minute = emergency ? emergencyMinute(random) : random.between(7 * 60, 11 * 60);
  const trustId = diagnosis.mental && random.chance(0.2) ? world.communityTrustId : world.acuteTrustId;
  return { person, trustId, diagnosis, emergency, from, to, died: false, admittedAt: atLondon(from, minute) };
}

function isFree(person: Person, stays: readonly Stay[], day: Day): boolean {
  const last = stays[stays.length - 1];
  return (person.residences[0]?.from ?? day) < day && (last === undefined || (last.to !== null && last.to + 1 < day));
}

function currentStay(world: World, person: Person, from: Day, random: Random): Stay {
  const diagnosis = random.pick(emergencies);
  const admittedAt = atLondon(from, emergencyMinute(random));
  return { person, trustId: world.acuteTrustId, diagnosis, emergency: true, from, to: null, died: false, admittedAt };
}

function fatalStay(world: World, person: Person, first: Day, random: Random): Stay | null {
  const to = person.diedOn as Day;
  const from = to - Math.min(40, Math.round(random.exponential(7)));
  if (from < first || residenceOn(person, from) === undefined) return null;
  const serious = emergencies.filter(({ days }) => days >= 5);
  const diagnosis = random.weighted(serious.map((each) => [each, each.weight] as const));
  const admittedAt = atLondon(from, emergencyMinute(random));
  return { person, trustId: world.acuteTrustId, diagnosis, emergency: true, from, to, died: true, admittedAt };
}

function stayRow(world: World, stay: Stay, random: Random): HospitalStayRow {
  const { trustId, diagnosis, emergency, admittedAt, to } = stay;
  const dischargedAt = to === null ? null : dischargeInstant(stay, random);
  const days = (to ?? world.clock.today) - stay.from;
  const factors = emergency && random.chance(diagnosis.avoidable);
  return {
    ...{ id: random.uuid(), authorId: trustId, ...recordedAt(dischargedAt ?? admittedAt) },
    ...{ residentId: stay.person.id, trustId, admittedAt: instantText(admittedAt) },
    dischargedAt: dischargedAt === null ? null : instantText(dischargedAt),
    admissionMethod: emergency ? emergencyMethod(random) : random.pick(['11', '12', '13']),
    ...discharge(world, stay, days, random),
    primaryDiagnosis: diagnosis.text,
    avoidableFactors: factors ? twoOf(avoidableFactors, random) : null,
    healthcareResourceGroup: to === null ? null : diagnosis.group,
    cost: to === null ? null : (diagnosis.price * (1 + days * 0.06) * random.proneness(0.2)).toFixed(2),
  };
}

const emergencyMethod = (random: Random) =>
  random.weighted([
    ['21', 78],
    ['22', 14],
    ['28', 4],
    ['24', 2],
    ['2A', 2],
  ] as const);

/** After the admission, whatever hour that was: somebody who comes late in the evening leaves or dies at night. */
function dischargeInstant(stay: Stay, random: Random): number {
  const minute = stay.died ? random.between(0, 1400) : dischargeMinute(random);
  return Math.max(atLondon(stay.to as Day, minute), stay.admittedAt + 2 * 3_600_000);
}

function twoOf(values: readonly string[], random: Random): string[] {
  const first = random.pick(values);
  const second = random.pick(values);
  return first === second || random.chance(0.6) ? [first] : [first, second];
}

type Discharge = Pick<HospitalStayRow, 'dischargeReadyOn' | 'pathway' | 'delayReason' | 'delayAgency' | 'destination'>;

/** One in five waits some days after the criteria to reside are met; going back to one's own home counts as P0. */
function discharge(world: World, stay: Stay, days: number, random: Random): Discharge {
  if (stay.died) {
    return { dischargeReadyOn: null, pathway: null, delayReason: null, delayAgency: null, destination: '79' };
  }
  const { to } = stay;
  const delay = days >= 3 && random.chance(0.22) ? Math.min(days - 1, 1 + Math.round(random.exponential(3))) : 0;
  const ready = to === null ? (days >= 4 && random.chance(0.4) ? world.clock.today - delay : null) : to - delay;
  const back = random.chance(0.93);
  return {
    dischargeReadyOn: ready === null || ready < stay.from ? null : dayText(ready),
    pathway: ready === null ? null : back ? 'P0' : random.pick(['P2', 'P3'] as const),
    delayReason: delay > 0 && ready !== null ? random.pick(delayReasons) : null,
    delayAgency: delay > 0 && ready !== null ? random.weighted(delayAgencies) : null,
    destination: to === null ? null : back ? '19' : random.pick(['54', '65', '85']),
  };
}

const delayReasons = [
  'ASSESSMENT',
  'CARE_HOME_PLACEMENT',
  'PUBLIC_FUNDING',
  'FURTHER_NON_ACUTE_NHS',
  'EQUIPMENT',
  'CHOICE',
];

const delayAgencies = [
  ['NHS', 5],
  ['SOCIAL_CARE', 4],
  ['BOTH', 1],
] as const;
