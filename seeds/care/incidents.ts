import type { RecordedStay, Stay } from '../hospital/hospital-stays.ts';
import { atLondon, type Day, hour, instantText } from '../london.ts';
import { lastResidence, type Person, residenceOn } from '../people/people.ts';
import type { Harm, IncidentRow } from '../personal-rows.ts';
import type { Random } from '../random.ts';
import { recordedAt, type World } from '../world.ts';
import { internalNote, narrativeOf, narrativeOfInjury, placeOf } from './narratives.ts';
import { particularsOf } from './particulars.ts';

type Weights<T> = readonly (readonly [T, number])[];

interface Kind {
  kind: string;
  /** Per resident and year. */
  rate: number;
  subtypes: Weights<string | null>;
  harm: Weights<Harm>;
}

const slight: Weights<Harm> = [
  ['NONE', 70],
  ['LOW', 26],
  ['MODERATE', 4],
];

const kinds: readonly Kind[] = [
  {
    ...{ kind: 'FALL', rate: 1.7, harm: slight },
    subtypes: [
      ['UNWITNESSED', 30],
      ['FOUND_ON_FLOOR', 28],
      ['WITNESSED', 18],
      ['FROM_CHAIR', 13],
      ['FROM_BED', 11],
    ],
  },
  {
    ...{ kind: 'PRESSURE_ULCER', rate: 0.13 },
    subtypes: [
      ['CATEGORY_1', 35],
      ['CATEGORY_2', 45],
      ['CATEGORY_3', 9],
      ['CATEGORY_4', 2],
      ['UNSTAGEABLE', 4],
      ['DEEP_TISSUE_INJURY', 5],
    ],
    harm: [
      ['LOW', 80],
      ['MODERATE', 17],
      ['SEVERE', 3],
    ],
  },
  {
    ...{ kind: 'MEDICATION_ERROR', rate: 0.26, harm: slight },
    subtypes: [
      ['OMISSION', 38],
      ['NOT_SIGNED', 22],
      ['TIMING', 18],
      ['WRONG_DOSE', 9],
      ['EXTRA_DOSE', 6],
      ['WRONG_MEDICINE', 4],
      ['UNPRESCRIBED', 3],
    ],
  },
  {
    ...{
      kind: 'INFECTION',
      rate: 0.42,
      harm: [
        ['LOW', 85],
        ['MODERATE', 15],
      ],
    },
    subtypes: [
      ['RESPIRATORY', 45],
      ['COVID19', 18],
      ['INFLUENZA', 8],
      ['GASTROINTESTINAL', 15],
      ['NOROVIRUS', 8],
      ['C_DIFFICILE', 2],
      ['MRSA', 1],
      ['SCABIES', 3],
    ],
  },
  { kind: 'BEHAVIOUR', rate: 0.22, subtypes: [[null, 1]], harm: slight },
  { kind: 'CHOKING', rate: 0.03, subtypes: [[null, 1]], harm: slight },
  { kind: 'MISSING_PERSON', rate: 0.012, subtypes: [[null, 1]], harm: [['NONE', 1]] },
  { kind: 'EQUIPMENT', rate: 0.03, subtypes: [[null, 1]], harm: slight },
  { kind: 'OTHER', rate: 0.07, subtypes: [[null, 1]], harm: slight },
];

/** Deaths in the home that nobody expected are reported as incidents. */
const unexpectedDeaths = 0.08;

/** What happened in the homes, by the people who wrote it down there. */
export function addIncidents(world: World, people: readonly Person[], stays: readonly RecordedStay[]): void {
  for (const person of people) {
    const random = world.random.branch(`incidents ${person.number}`);
    for (const kind of kinds) {
      for (const day of daysOf(world, person, kind, random)) {
        const what = { ...kind, subtype: random.weighted(kind.subtypes), harm: random.weighted(kind.harm) };
        const location = placeOf(kind.kind, what.subtype, random);
        addIncident(world, person, day, what, location, narrativeOf(kind.kind, what.subtype, location, random), random);
      }
    }
    addDeath(world, person, random);
  }
  for (const stay of stays) {
    if (stay.diagnosis.fall) addFallBefore(world, stay, stay.diagnosis.fall);
  }
}

function daysOf(world: World, person: Person, kind: Kind, random: Random): Day[] {
  const { start, today } = world.clock;
  const last = Math.min(lastResidence(person).to ?? today, person.diedOn ?? today, today);
  const proneness = kind.kind === 'FALL' ? person.proneness * (person.youngerAdult ? 0.4 : 1) : 1;
  const mean = 365 / (kind.rate * proneness);
  const days: Day[] = [];
  const from = Math.max(start, person.residences[0]?.from ?? start);
  for (let at = from + random.exponential(mean); at < last; at += random.exponential(mean)) {
    const day = Math.floor(at);
    if (!person.hospital.some((stay) => stay.from <= day && (stay.to === null || day <= stay.to))) days.push(day);
  }
  return days;
}

/** More in the morning and the evening than at other times. */
function minuteOf(random: Random): number {
  const around = random.weighted([
    [7.5, 30],
    [18.5, 32],
    [13, 22],
    [3, 16],
  ] as const);
  return Math.min(1439, Math.max(0, Math.round(random.normal(around * 60, 110))));
}

/** `diagnosis`: what the hospital found afterwards. */
type What = Pick<IncidentRow, 'kind' | 'subtype' | 'harm'> & { diagnosis?: string | null };

function addIncident(
  world: World,
  person: Person,
  when: Day | Date,
  { kind, subtype, harm, diagnosis = null }: What,
  location: string | null,
  narrative: string,
  random: Random,
): void {
  const occurredAt = when instanceof Date ? when.getTime() : atLondon(when, minuteOf(random));
  const day = Math.floor(occurredAt / (24 * hour));
  const home = (residenceOn(person, day) ?? lastResidence(person)).home;
  world.tables.incident.push({
    ...{ id: random.uuid(), authorId: home.organisationId },
    ...recordedAt(Math.min(occurredAt + random.between(10, 300) * 60_000, world.clock.now - 60_000)),
    ...{ residentId: person.id, homeId: home.id, kind, subtype, harm },
    psychologicalHarm: random.chance(kind === 'BEHAVIOUR' || harm === 'MODERATE' ? 0.35 : 0.08) ? 'LOW' : 'NONE',
    ...{ occurredAt: instantText(occurredAt), location, narrative },
    internalNote: random.chance(0.12) ? internalNote(random) : null,
    // A stream of their own: what there was before stays as it was.
    ...particularsOf({ kind, harm }, diagnosis, random.branch(`particulars ${occurredAt}`)),
  });
}

/** Admissions for an injury begin with a fall in the home. */
function addFallBefore(world: World, stay: RecordedStay, fall: NonNullable<Stay['diagnosis']['fall']>): void {
  const random = world.random.branch(`fall ${stay.person.number} ${stay.from}`);
  const place = placeOf('FALL', fall.subtype, random) as string;
  const fell = new Date(stay.admittedAt - random.between(150, 420) * 60_000);
  stay.fellAt = fell.getTime();
  const what = { kind: 'FALL', subtype: fall.subtype, harm: fall.harm, diagnosis: stay.diagnosis.text };
  addIncident(world, stay.person, fell, what, place, narrativeOfInjury(fall.injury, place, random), random);
}

function addDeath(world: World, person: Person, random: Random): void {
  const { diedOn } = person;
  if (diedOn === null || !random.chance(unexpectedDeaths)) return;
  if (person.hospital.some(({ to }) => to === diedOn)) return;
  const what: What = { kind: 'DEATH', subtype: null, harm: 'FATAL' };
  addIncident(world, person, diedOn, what, 'the bedroom', narrativeOf('DEATH', null, null, random), random);
}
