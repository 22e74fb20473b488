import type { RecordedStay } from '../hospital/hospital-stays.ts';
import { atLondon, dayText, hour } from '../london.ts';
import { residenceOn } from '../people/people.ts';
import type { Random } from '../random.ts';
import type { Home, World } from '../world.ts';
import { othersFor, refusals } from './candidates.ts';
import { needOf } from './need.ts';
import { toTheMinute } from './pace.ts';
import { addReferral, type Referral, type Request } from './referral.ts';

/** Of those in hospital now some are ready to leave: homes are asked, and some have answered. */
export function addOpenReferrals(world: World, stays: readonly RecordedStay[]): void {
  const random = world.random.branch('open referrals');
  const taken = new Set<Home>();
  const there = stays.filter(({ to, from }) => to === null && from < world.clock.today - 1);
  there.forEach((stay, place) => {
    const residence = residenceOn(stay.person, world.clock.today - 1);
    if (residence === undefined || place % 5 === 4) return;
    const back = place % 5 < 2;
    const referredAt = toTheMinute(world.clock.now - random.between(2, 22) * hour);
    const careType = back || residence.careType !== 'RESIDENTIAL' ? residence.careType : 'NURSING';
    makeReady(world, stay, back, random);
    const asked = {
      ...{ person: stay.person, trustId: stay.trustId, referredAt },
      need: needOf(stay.person, back ? 'RETURN' : 'NEW_PLACEMENT', careType, random),
      earliest: atLondon(world.clock.today + random.between(1, 2), random.between(10, 17) * 60),
      answerBy: toTheMinute(world.clock.now + random.between(20, 70) * hour),
    };
    if (back)
      addReferral(world, { ...asked, ...returning(world, residence.home, referredAt, place % 5 === 1) }, random);
    else
      addReferral(
        world,
        { ...asked, ...looking(world, residence.home, asked, place % 5 === 3, taken, random) },
        random,
      );
  });
}

/** Whoever is referred is ready to leave, or will be tomorrow. */
function makeReady(world: World, { row, from }: RecordedStay, back: boolean, random: Random): void {
  const ready = Math.max(from + 1, world.clock.today - random.between(0, 3));
  if (row.dischargeReadyOn === null) row.dischargeReadyOn = dayText(ready);
  row.pathway = back ? 'P0' : 'P3';
  if (row.dischargeReadyOn >= dayText(world.clock.today - 1)) return;
  row.delayReason ??= back ? 'ASSESSMENT' : 'CARE_HOME_PLACEMENT';
  row.delayAgency ??= back ? 'NHS' : 'SOCIAL_CARE';
}

type Standing = Pick<Referral, 'state' | 'chosen' | 'chosenAt' | 'bedReserved' | 'requests'>;

function returning({ clock }: World, home: Home, referredAt: number, answered: boolean): Standing {
  if (!answered) return { state: 'OPEN', requests: [{ home, state: 'WAITING' }] };
  const answeredAt = toTheMinute((referredAt + clock.now) / 2);
  return { state: 'CHOSEN', chosen: home, chosenAt: answeredAt, requests: [{ home, state: 'CHOSEN', answeredAt }] };
}

/** Of several homes one has offered, one declined, one asks something, and one has not answered; or one is chosen. */
function looking(
  world: World,
  home: Home,
  { need, referredAt }: Pick<Referral, 'need' | 'referredAt'>,
  decided: boolean,
  taken: Set<Home>,
  random: Random,
): Standing {
  const between = (share: number) => toTheMinute(referredAt + (world.clock.now - referredAt) * share);
  const homes = othersFor(world, home, need.careType, 4, random);
  const holding = homes.find((other) => !taken.has(other) && keepsBed(world, other, need.careType));
  if (decided && holding !== undefined) {
    taken.add(holding);
    const chosenAt = between(0.8);
    const requests = homes.map((other): Request => {
      const answeredAt = between(0.5);
      return { home: other, state: other === holding ? 'CHOSEN' : 'NOT_CHOSEN', answeredAt };
    });
    return { state: 'CHOSEN', chosen: holding, chosenAt, bedReserved: true, requests };
  }
  const requests = homes.map((other, place): Request => {
    const answeredAt = between(0.2 + 0.15 * place);
    if (place === 0) return { home: other, state: 'OFFERED', answeredAt };
    if (place === 1) return { home: other, state: 'DECLINED', answeredAt, reason: random.pick(refusals) };
    if (place === 2)
      return { home: other, state: 'QUESTIONED', answeredAt, question: 'Does the person call out at night?' };
    return { home: other, state: 'WAITING' };
  });
  return { state: 'OPEN', requests };
}

/** Whether the home's figures that stand count a bed as reserved. */
const keepsBed = ({ tables }: World, home: Home, careType: string): boolean =>
  tables.capacity.some(
    (figure) =>
      figure.homeId === home.id && figure.careType === careType && figure.validUntil === null && figure.reserved > 0,
  );
