import { type Day, dayNamed, dayText } from '../london.ts';
import type { FundingSource } from '../personal-rows.ts';
import { EvenShare, type Random } from '../random.ts';
import type { CareType } from '../rows.ts';
import { recorded, type World } from '../world.ts';
import { livesInHome, type Person, type Residence } from './people.ts';

/** Pounds a week in the homes' ordinary rooms. */
export const weeklyRates: Record<CareType, readonly [number, number]> = {
  RESIDENTIAL: [690, 850],
  RESIDENTIAL_DEMENTIA: [760, 940],
  NURSING: [900, 1150],
  NURSING_DEMENTIA: [980, 1260],
  LEARNING_DISABILITY: [1450, 2300],
  MENTAL_HEALTH: [1050, 1500],
  PHYSICAL_DISABILITY: [1200, 1800],
  RESPITE: [800, 980],
  DISCHARGE_TO_ASSESS: [950, 1200],
};

/** What the NHS pays towards nursing, by the day on which the rate began. */
const nursingContribution: readonly (readonly [string, string])[] = [
  ['2023-04-01', '219.71'],
  ['2024-04-01', '235.88'],
  ['2025-04-01', '254.06'],
  ['2026-04-01', '267.68'],
];

const nursingBeds = new Set<CareType>(['NURSING', 'NURSING_DEMENTIA']);

type Payer = 'council' | 'icb' | 'family';

/** Who pays which share of a placement's rate. Families pay more than councils do. */
const bases = {
  COUNCIL: [['COUNCIL', 'council', 1]],
  SELF: [['SELF', 'family', 1.15]],
  DEFERRED_PAYMENT: [['DEFERRED_PAYMENT', 'council', 1]],
  JOINT: [
    ['JOINT', 'icb', 0.4],
    ['COUNCIL', 'council', 0.6],
  ],
  SECTION_117: [
    ['SECTION_117', 'icb', 0.5],
    ['SECTION_117', 'council', 0.5],
  ],
  CHC: [['CHC', 'icb', 1]],
  CHC_FAST_TRACK: [['CHC_FAST_TRACK', 'icb', 1]],
  DISCHARGE_TO_ASSESS: [['DISCHARGE_TO_ASSESS', 'icb', 1]],
} as const satisfies Record<string, readonly (readonly [FundingSource, Payer, number])[]>;
type Basis = keyof typeof bases;

/** The NHS pays for all of it, nursing included. */
const paidByNhs = new Set<Basis>(['CHC', 'CHC_FAST_TRACK', 'DISCHARGE_TO_ASSESS']);

interface Shares {
  chc: EvenShare;
  council: EvenShare;
}

export function addFunding(world: World, people: readonly Person[]): void {
  const random = world.random.branch('funding');
  const sharesOf = (): Shares => ({ chc: new EvenShare(0.12, random), council: new EvenShare(0.81, random) });
  const shares = { living: sharesOf(), gone: sharesOf() };
  for (const person of people) {
    const own = random.branch(String(person.number));
    const shared = livesInHome(person) ? shares.living : shares.gone;
    for (const residence of person.residences) addComponents(world, residence, shared, own);
  }
}

function basisOf(residence: Residence, shares: Shares, random: Random): Basis {
  if (residence.careType === 'DISCHARGE_TO_ASSESS') return 'DISCHARGE_TO_ASSESS';
  if (residence.careType === 'LEARNING_DISABILITY' || residence.careType === 'MENTAL_HEALTH') {
    return random.weighted([
      ['COUNCIL', 70],
      ['SECTION_117', 20],
      ['JOINT', 10],
    ] as const);
  }
  if (nursingBeds.has(residence.careType) && shares.chc.next()) {
    return random.chance(0.15) ? 'CHC_FAST_TRACK' : 'CHC';
  }
  if (shares.council.next()) return 'COUNCIL';
  return random.weighted([
    ['SELF', 85],
    ['DEFERRED_PAYMENT', 15],
  ] as const);
}

function addComponents(world: World, residence: Residence, shares: Shares, random: Random): void {
  const { home, careType, from, to } = residence;
  const [low, high] = weeklyRates[careType];
  const rate = Math.round(low + random.fraction() * (high - low));
  const payers: Record<Payer, string | null> = { council: home.borough.councilId, icb: world.icbId, family: null };
  const basis = basisOf(residence, shares, random);
  for (const [source, payer, share] of bases[basis]) {
    addComponent(world, residence, source, payers[payer], (rate * share).toFixed(2), from, to, random);
  }
  if (basis === 'COUNCIL' && random.chance(0.13)) {
    const amount = (random.between(4, 16) * 5).toFixed(2);
    addComponent(world, residence, 'THIRD_PARTY_TOP_UP', null, amount, from, to, random);
  }
  if (nursingBeds.has(careType) && !paidByNhs.has(basis)) addNursingContribution(world, residence, random);
}

/** Rates are dated: a new component begins each April. */
function addNursingContribution(world: World, residence: Residence, random: Random): void {
  const until = residence.to ?? world.clock.today;
  nursingContribution.forEach(([since, amount], index) => {
    const next = nursingContribution[index + 1];
    const from = index === 0 ? residence.from : Math.max(residence.from, dayNamed(since));
    const end = next ? dayNamed(next[0]) : null;
    if (from >= until || (end !== null && end <= from)) return;
    const to = end === null || end >= until ? residence.to : end;
    addComponent(world, residence, 'FNC', world.icbId, amount, from, to, random);
  });
}

function addComponent(
  world: World,
  residence: Residence,
  source: FundingSource,
  payerId: string | null,
  weeklyAmount: string,
  from: Day,
  to: Day | null,
  random: Random,
): void {
  const { home, person } = residence;
  world.tables.funding_component.push({
    ...{ id: random.uuid(), authorId: payerId ?? home.organisationId, ...recorded(world.clock, from, 3) },
    ...{ residentId: person.id, placementId: residence.id, source, payerId },
    ...{ payeeId: home.organisationId, weeklyAmount },
    ...{ fromOn: dayText(from), toOn: to === null ? null : dayText(to) },
  });
}
