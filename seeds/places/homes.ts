import { dayNamed, dayText, hour, type Instant, instantText, yearsBefore } from '../london.ts';
import { providerNames } from '../names/organisations.ts';
import { nameOfWorker } from '../names/people.ts';
import type { HomeGroup, HomeKind, Plan, Quirk } from '../plan.ts';
import type { Random } from '../random.ts';
import type { CareHomeRow, CareType } from '../rows.ts';
import type { Borough, Home, Network, Practice, World } from '../world.ts';
import { homeCodes } from './codes.ts';
import type { Telephones } from './organisations.ts';
import { addPredecessor } from './predecessors.ts';

/** How a home's ordinary beds are divided; homes take turns through these. */
const divisions: Record<HomeKind, readonly Partial<Record<CareType, number>>[]> = {
  RESIDENTIAL: [
    { RESIDENTIAL: 1 },
    { RESIDENTIAL: 0.6, RESIDENTIAL_DEMENTIA: 0.4 },
    { RESIDENTIAL: 0.7, RESIDENTIAL_DEMENTIA: 0.3 },
  ],
  NURSING: [
    { NURSING: 0.5, NURSING_DEMENTIA: 0.3, RESIDENTIAL: 0.2 },
    { NURSING: 0.6, NURSING_DEMENTIA: 0.2, RESIDENTIAL_DEMENTIA: 0.2 },
  ],
  LEARNING_DISABILITY: [{ LEARNING_DISABILITY: 1 }],
};

/** Practices lead two homes or so each; the first of a network lead most. */
const practicesThatLead = 3;

export function addHomes(world: World, telephones: Telephones): void {
  for (const borough of world.boroughs) {
    for (const group of borough.plan.homes) {
      for (let index = 0; index < group.beds.length; index++) addHome(world, borough, group, index, telephones);
    }
  }
}

function addHome(world: World, borough: Borough, group: HomeGroup, index: number, telephones: Telephones): void {
  const number = world.homes.length + 1;
  const random = world.random.branch(`home ${number}`);
  const { code, odsCode, uprn } = homeCodes(world.plan, number);
  const name = group.names[index] as string;
  const quirk = group.quirks[index] ?? {};
  const telephone = telephones.next();
  const organisationId = random.uuid();
  world.tables.organisation.push({ id: organisationId, agency: 'home', code, name, odsCode, telephone });
  const beds = dividedBeds(group, index, quirk);
  const { network, lead } = alignmentOf(world, borough);
  const years = quirk.reRegistered ? 2.6 : random.between(6, 14);
  const openedOn = yearsBefore(world.clock.today, years);
  const identity = { id: random.uuid(), organisationId, code, name };
  const history = { openedOn, predecessorId: null, signedUpOn: null };
  const home: Home = { ...identity, kind: group.kind, quirk, borough, beds, network, lead, ...history };
  borough.homes.push(home);
  world.homes.push(home);
  const provider = random.between(0, providerNames.length - 1);
  const row: CareHomeRow = {
    ...{ id: home.id, organisationId, cqcLocationId: code, odsCode, name, telephone, predecessorId: null },
    ...borough.town.place(),
    cqcProviderId: `1-${900000001 + provider}`,
    providerName: providerNames[provider] as string,
    uprn,
    councilId: borough.councilId,
    ...{ registeredOn: dayText(openedOn), deregisteredOn: null },
    nursing: group.kind === 'NURSING',
    registeredBeds: group.beds[index] as number,
    careTypes: beds.map(({ careType }) => careType),
    ...statements(world, random, group.kind, quirk, telephones),
  };
  if (quirk.reRegistered) home.predecessorId = addPredecessor(world, home, row, random);
  if (row.rewardSchemeSignedUpOn !== null) home.signedUpOn = dayNamed(row.rewardSchemeSignedUpOn);
  world.tables.care_home.push({ ...row, predecessorId: home.predecessorId });
}

type Statements = Pick<
  CareHomeRow,
  | 'acceptsTrustedAssessor'
  | 'admissionStatus'
  | 'admissionRestrictions'
  | 'admissionStatusAsOf'
  | 'dutyContactName'
  | 'dutyContactTelephone'
  | 'rewardSchemeSignedUpOn'
>;

/** What the home itself states, beside what the CQC registers. */
function statements(world: World, random: Random, kind: HomeKind, quirk: Quirk, telephones: Telephones): Statements {
  const { now, today } = world.clock;
  const signedUp = quirk.notSignedUp !== true && kind !== 'LEARNING_DISABILITY';
  return {
    acceptsTrustedAssessor: quirk.anyHour === true || random.chance(0.55),
    admissionStatus: quirk.status ?? 'OPEN',
    admissionRestrictions:
      quirk.status === 'OPEN_WITH_RESTRICTIONS' ? 'Ring first: nobody who needs a hoist for now.' : null,
    admissionStatusAsOf: instantText(now - figuresAge(quirk, world.homes.length + 1)),
    dutyContactName: nameOfWorker(random),
    dutyContactTelephone: telephones.next(),
    rewardSchemeSignedUpOn: signedUp ? dayText(yearsBefore(today, 2) + random.between(0, 240)) : null,
  };
}

/** How long ago a home last stated its figures, whenever the hub starts: most today, some this week, a few long ago. */
export function figuresAge(quirk: Quirk, number: number): Instant {
  if (quirk.figuresAgedHours !== undefined) return quirk.figuresAgedHours * hour;
  return ((number * 101) % 1080) * 60_000 + 600_000;
}

/** The code of each home of a plan with the age of its figures. */
export function figuresAges(plan: Plan): { code: string; age: Instant }[] {
  const quirks = plan.boroughs.flatMap(({ homes }) =>
    homes.flatMap(({ beds, quirks }) => beds.map((_, index) => quirks[index] ?? {})),
  );
  return quirks.map((quirk, index) => ({ code: homeCodes(plan, index + 1).code, age: figuresAge(quirk, index + 1) }));
}

function dividedBeds(group: HomeGroup, index: number, quirk: Quirk): { careType: CareType; count: number }[] {
  const apart = [quirk.youngerAdults, quirk.shortStay].filter((beds) => beds !== undefined);
  const total = group.beds[index] as number;
  let left = total - apart.reduce((sum, { beds }) => sum + beds, 0);
  const ordinary = left;
  const choices = divisions[group.kind];
  const shares = Object.entries(choices[index % choices.length] ?? {}) as [CareType, number][];
  const divided = shares.reverse().map(([careType, share], place) => {
    const count = place === shares.length - 1 ? left : Math.round(ordinary * share);
    left -= count;
    return { careType, count };
  });
  return [...divided.reverse(), ...apart.map(({ careType, beds }) => ({ careType, count: beds }))].filter(
    ({ count }) => count > 0,
  );
}

/** Homes of the main borough take turns through the networks, those of a second one belong to the last. */
function alignmentOf(world: World, borough: Borough): { network: Network; lead: Practice } {
  const main = borough === world.boroughs[0];
  const turn = borough.homes.length;
  const network = world.networks[main ? turn % world.networks.length : world.networks.length - 1] as Network;
  const members = world.practices.filter((practice) => practice.network === network);
  const round = main ? Math.floor(turn / world.networks.length) : turn;
  const leading = main ? members.slice(0, practicesThatLead) : members.slice(-2);
  return { network, lead: leading[round % leading.length] as Practice };
}
