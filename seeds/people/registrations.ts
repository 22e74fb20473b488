import { type Day, dayText, yearsBefore } from '../london.ts';
import { EvenShare, type Random } from '../random.ts';
import { type Practice, recorded, type World } from '../world.ts';
import { lastResidence, livesInHome, type Person } from './people.ts';

/** Of the residents: with the lead practice, with another of its network, with nobody; the rest elsewhere. */
const withLead = 0.64;
const withNetwork = 0.12;
const withNobody = 0.006;

/**
 * Alignment is not registration: three in four residents are registered in the network that serves their home, mostly
 * with the lead practice, to which half of them changed when they came; the others keep the doctor they had.
 */
export function addRegistrations(world: World, people: readonly Person[]): void {
  const shares = world.random.branch('registrations');
  const spread = { living: spreadOf(shares), gone: spreadOf(shares) };
  const agreed = new EvenShare(0.05 * world.plan.seldomTimes, shares);
  for (const person of people) {
    const random = world.random.branch(`registration ${person.number}`);
    const choice = chosen(livesInHome(person) ? spread.living : spread.gone);
    addRegistration(world, person, choice, agreed, random);
  }
}

type Choice = 'LEAD' | 'NETWORK' | 'ELSEWHERE' | 'NOBODY';
type Spread = ReturnType<typeof spreadOf>;

const spreadOf = (random: Random) => ({
  lead: new EvenShare(withLead, random),
  network: new EvenShare(withNetwork / (1 - withLead), random),
  nobody: new EvenShare(withNobody / (1 - withLead - withNetwork), random),
});

function chosen(spread: Spread): Choice {
  if (spread.lead.next()) return 'LEAD';
  if (spread.network.next()) return 'NETWORK';
  return spread.nobody.next() ? 'NOBODY' : 'ELSEWHERE';
}

function addRegistration(world: World, person: Person, choice: Choice, agreed: EvenShare, random: Random): void {
  const { home, from } = lastResidence(person);
  const inNetwork = world.practices.filter((practice) => practice.network === home.network && practice !== home.lead);
  const elsewhere = world.practices.filter((practice) => practice.network !== home.network);
  const before = yearsBefore(person.residences[0]?.from ?? from, random.between(3, 25));
  const until = person.diedOn === null ? null : person.diedOn + 1;
  const add = (practice: Practice, start: Day, end: Day | null) =>
    world.tables.gp_registration.push({
      ...{ id: random.uuid(), authorId: practice.organisationId, ...recorded(world.clock, start) },
      ...{ residentId: person.id, practiceId: practice.id },
      ...{ fromOn: dayText(start), toOn: end === null ? null : dayText(end) },
    });
  if (choice === 'NOBODY') return;
  if (choice === 'ELSEWHERE') {
    const practice = random.pick(elsewhere);
    add(practice, before, until);
    if (livesInHome(person) && agreed.next()) agree(world, person, from, random);
    return;
  }
  const practice = choice === 'LEAD' ? home.lead : random.pick(inNetwork.length > 0 ? inNetwork : [home.lead]);
  const changed = Math.min(from + random.between(1, 12), (until ?? world.clock.today) - 1);
  const moved = changed > from && random.chance(0.5);
  if (moved) add(random.pick(elsewhere), before, changed);
  add(practice, moved ? changed : before, until);
}

/** Registered elsewhere, and content that the lead practice sees the record when it comes on its round. */
function agree(world: World, person: Person, from: Day, random: Random): void {
  const { home } = lastResidence(person);
  const agreedOn = Math.min(from + random.between(2, 60), world.clock.today - 1);
  world.tables.practice_agreement.push({
    ...{ id: random.uuid(), authorId: home.lead.organisationId, ...recorded(world.clock, agreedOn) },
    ...{ residentId: person.id, practiceId: home.lead.id },
    agreedBy: random.chance(0.6) ? 'RESIDENT' : 'ATTORNEY',
    ...{ fromOn: dayText(agreedOn), toOn: null },
  });
}
