import { atLondon, hour, minute } from '../london.ts';
import type { Person } from '../people/people.ts';
import type { Random } from '../random.ts';
import type { Home, World } from '../world.ts';
import { othersFor, refusals } from './candidates.ts';
import { needOf } from './need.ts';
import { answeredAfter, toTheMinute } from './pace.ts';
import { addReferral, type Request } from './referral.ts';
import { type StayBefore, stayBefore } from './stays-before.ts';

/** Who came into a home from hospital: the stay, and how the place was found. */
export function addNewPlacements(world: World, people: readonly Person[]): void {
  for (const person of people) {
    const random = world.random.branch(`found a place ${person.number}`);
    const stay = stayBefore(world, person, random);
    if (stay === undefined || stay.leftAt + 3 * hour >= world.clock.now) continue;
    world.tables.hospital_stay.push(stay.row);
    if (random.chance(0.85)) refer(world, stay, random);
  }
}

function refer(world: World, stay: StayBefore, random: Random): void {
  const { person, residence, leftAt, ready } = stay;
  const { home, careType } = residence;
  const lastly = toTheMinute(leftAt - 3 * hour);
  const wanted = atLondon(ready - random.between(0, 1), random.between(9 * 60, 16 * 60));
  const referredAt = toTheMinute(Math.max(stay.admittedAt + 12 * hour, Math.min(wanted, leftAt - 20 * hour)));
  const answeredAt = Math.min(answeredAfter(referredAt, 11, random), lastly - 2 * hour);
  const chosenAt = Math.min(answeredAfter(answeredAt, 9, random), lastly);
  const earliest = toTheMinute(Math.max(referredAt + 4 * hour, atLondon(ready + 1, 12 * 60)));
  const answerBy = Math.max(referredAt + 48 * hour, answeredAt + hour);
  const others = othersFor(world, home, careType, random.between(1, 4), random);
  const requests: Request[] = [
    { home, state: 'ADMITTED', answeredAt, byTrustedAssessor: assessed(world, home, random) },
    ...others.map((other) => otherAnswer(other, referredAt, Math.min(chosenAt, answerBy), random)),
  ];
  const need = needOf(person, 'NEW_PLACEMENT', careType, random);
  const asked = { person, trustId: stay.row.trustId, need, referredAt, earliest, answerBy };
  const endedAt = leftAt + random.between(40, 150) * minute;
  addReferral(world, { ...asked, state: 'ADMITTED', chosen: home, chosenAt, endedAt, requests }, random);
}

/** In four of ten homes that accept it, a trusted assessor offers in their place. */
function assessed(world: World, home: Home, random: Random): boolean {
  const accepts = world.tables.care_home.find(({ id }) => id === home.id)?.acceptsTrustedAssessor ?? false;
  return accepts && random.chance(0.4);
}

/** Until the choice: a third decline, a third offer and are not chosen, the others do not come to it in time. */
export function otherAnswer(home: Home, referredAt: number, until: number, random: Random): Request {
  const answeredAt = answeredAfter(referredAt, 14, random);
  if (answeredAt >= until || random.chance(0.12)) return { home, state: 'NOT_CHOSEN' };
  if (random.chance(0.5)) return { home, state: 'DECLINED', answeredAt, reason: random.pick(refusals) };
  return { home, state: 'NOT_CHOSEN', answeredAt };
}
