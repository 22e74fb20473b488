import type { RecordedStay } from '../hospital/hospital-stays.ts';
import { atLondon, dayNamed, hour, minute } from '../london.ts';
import { residenceOn } from '../people/people.ts';
import type { Random } from '../random.ts';
import type { Home, World } from '../world.ts';
import { needOf } from './need.ts';
import { answeredAfter, toTheMinute } from './pace.ts';
import { addReferral, type Request } from './referral.ts';

/** Of stays of two days and more that end with going back: so many homes are asked by the hub, the others by telephone. */
const askedByHub = 0.6;

const questions = [
  ['Is the catheter new, and who changes it?', 'New; the district nurse changes it in twelve weeks.'],
  ['Can she or he stand with the frame again?', 'With one helper, three steps.'],
  ['Are the antibiotics finished?', 'Two more days by mouth; they come along.'],
] as const;

/** The ward asks the home whether it can take its resident back, when the resident is ready. */
export function addReturnsHome(world: World, stays: readonly RecordedStay[]): void {
  for (const stay of stays) {
    const { person, from, to, died } = stay;
    if (to === null || died || to - from < 2 || stay.row.dischargedAt === null) continue;
    const residence = residenceOn(person, to);
    const random = world.random.branch(`return ${person.number} ${from}`);
    if (residence === undefined || residence.from >= to || !random.chance(askedByHub)) continue;
    refer(world, stay, residence.home, residence.careType, Date.parse(stay.row.dischargedAt), random);
  }
}

function refer(
  world: World,
  stay: RecordedStay,
  home: Home,
  careType: Parameters<typeof needOf>[2],
  leftAt: number,
  random: Random,
): void {
  const ready = stay.row.dischargeReadyOn === null ? (stay.to as number) : dayNamed(stay.row.dischargeReadyOn);
  const wanted = atLondon(ready, random.between(8 * 60, 15 * 60));
  const referredAt = toTheMinute(Math.max(stay.admittedAt + 3 * hour, Math.min(wanted, leftAt - 3 * hour)));
  const endedAt = leftAt + random.between(40, 150) * minute;
  if (referredAt > leftAt - 2 * hour || endedAt >= world.clock.now) return;
  const answeredAt = Math.min(answeredAfter(referredAt, 4.5, random), toTheMinute(leftAt - hour));
  const answerBy = Math.max(referredAt + 24 * hour, answeredAt + hour);
  const earliest = toTheMinute(Math.max(referredAt + 2 * hour, atLondon(ready, 14 * 60)));
  const { person, trustId } = stay;
  const asked = { person, trustId, need: needOf(person, 'RETURN', careType, random), referredAt, earliest, answerBy };
  const fate = random.fraction();
  if (fate < 0.05) {
    const requests: Request[] = [{ home, state: 'EXPIRED' }];
    if (answerBy < world.clock.now)
      addReferral(world, { ...asked, state: 'EXPIRED', endedAt: answerBy, requests }, random);
  } else if (fate < 0.08) {
    const withdrawalReason = 'Temperature again; stays on the ward for now.';
    const requests: Request[] = [{ home, state: 'WITHDRAWN' }];
    addReferral(world, { ...asked, state: 'WITHDRAWN', endedAt: answeredAt, withdrawalReason, requests }, random);
  } else {
    const request: Request = { home, state: 'ADMITTED', answeredAt, ...questionOf(referredAt, answeredAt, random) };
    const chosen = { chosen: home, chosenAt: answeredAt, endedAt };
    addReferral(world, { ...asked, ...chosen, state: 'ADMITTED', requests: [request] }, random);
  }
}

/** Some homes ask something before they say yes. */
function questionOf(referredAt: number, answeredAt: number, random: Random): Pick<Request, 'question' | 'reply'> {
  if (answeredAt - referredAt < 2 * hour || !random.chance(0.12)) return {};
  const [question, reply] = random.pick(questions);
  return { question, reply: [reply, toTheMinute((referredAt + answeredAt) / 2)] };
}
