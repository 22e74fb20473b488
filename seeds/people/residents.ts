import { type Day, dayText, instantText, midnight } from '../london.ts';
import { nameOfResident, nameOfWorker } from '../names/people.ts';
import type { PlacementRow } from '../personal-rows.ts';
import type { Random } from '../random.ts';
import { recorded, type World } from '../world.ts';
import { livesInHome, type Person, type Residence } from './people.ts';

const communicationNeeds = [
  'Hearing aid in the left ear; speak slowly, facing her or him',
  'Large print',
  'Simple sentences, one question at a time',
  'Picture cards',
  'Interpreter for anything about health',
];

/** A bed is held for six weeks for somebody in hospital. */
const bedHeldDays = 42;

/** The people and where they lived. */
export function addResidents(world: World, people: readonly Person[], nhsNumbers: Iterator<string>): void {
  for (const person of people) {
    const random = world.random.branch(`resident ${person.number}`);
    addResident(world, person, nhsNumbers.next().value as string, random);
    for (const residence of person.residences) addPlacement(world, person, residence, random);
  }
}

function addResident(world: World, person: Person, nhsNumber: string, random: Random): void {
  const [first] = person.residences;
  if (first === undefined) return;
  const { givenName, familyName, ethnicity, language } = nameOfResident(random, person.sex, yearOf(person.bornOn));
  const interpreter = language !== 'English' && random.chance(0.6);
  world.tables.resident.push({
    ...{ id: person.id, authorId: first.home.organisationId, ...recorded(world.clock, first.from, 1) },
    nhsNumber,
    nhsNumberStatus: random.weighted([
      ['VERIFIED', 94],
      ['TRACED', 4],
      ['UNVERIFIED', 2],
    ] as const),
    ...{ givenName, familyName, ethnicity, language },
    previousAddress: random.chance(0.95) ? first.home.borough.town.household(random) : null,
    dateOfBirth: dayText(person.bornOn),
    dateOfDeath: person.diedOn === null ? null : dayText(person.diedOn),
    sex: person.sex,
    communicationNeeds: interpreter
      ? 'Interpreter for anything about health'
      : random.chance(0.3)
        ? random.pick(communicationNeeds.slice(0, 4))
        : null,
    preferredClinician: random.chance(0.12) ? `Dr ${nameOfWorker(random)}` : null,
  });
}

const yearOf = (day: Day) => Number(dayText(day).slice(0, 4));

/** Who neither died nor moved on went to live at home. */
function endReasonOf(person: Person, { to }: Residence): PlacementRow['endReason'] {
  if (to === null) return null;
  if (person.diedOn !== null && to > person.diedOn) return 'DIED';
  return person.residences.some(({ from }) => from >= to) ? 'MOVED' : 'HOME';
}

function addPlacement(world: World, person: Person, residence: Residence, random: Random): void {
  const { clock, tables } = world;
  const { home, from, to } = residence;
  const away = residence.to === null && person.hospital.find((stay) => stay.to === null);
  const written = { authorId: home.organisationId, residentId: person.id };
  tables.placement.push({
    ...{ id: residence.id, ...written, ...recorded(clock, from) },
    ...{ homeId: home.id, careType: residence.careType, room: residence.room },
    ...{ fromOn: dayText(from), toOn: to === null ? null : dayText(to) },
    endReason: endReasonOf(person, residence),
    bedHeldUntil: away ? instantText(midnight(away.from + bedHeldDays)) : null,
  });
  const add = (start: Day, end: Day | null, reason: 'HOSPITAL' | 'FAMILY' | 'HOLIDAY') =>
    tables.absence.push({
      ...{ id: random.uuid(), ...written, ...recorded(clock, start), placementId: residence.id },
      ...{ fromOn: dayText(start), toOn: end === null ? null : dayText(end), reason },
    });
  for (const stay of person.hospital) {
    const start = Math.max(stay.from, from);
    const end = stay.to === null || (to !== null && to < stay.to) ? to : stay.to;
    if (end === null || start < end) add(start, end, 'HOSPITAL');
  }
  const visit = Math.max(from, clock.start) + random.between(20, 600);
  const free = person.hospital.every((stay) => stay.from > visit + 4 || (stay.to !== null && stay.to < visit));
  const until = to ?? clock.today;
  if (free && livesInHome(person) && visit + 4 < until && random.chance(0.08)) {
    add(visit, visit + random.between(1, 4), random.pick(['FAMILY', 'FAMILY', 'HOLIDAY'] as const));
  }
}
