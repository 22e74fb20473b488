import { atLondon, hour, instantText, minute } from '../london.ts';
import { residenceOn } from '../people/people.ts';
import type { Random } from '../random.ts';
import { takesRedBags } from '../reward/initiatives.ts';
import { recordedAt, type World } from '../world.ts';
import type { RedBagItem, RedBagRow } from './hospital-rows.ts';
import type { RecordedStay } from './hospital-stays.ts';

/** Shares of emergency admissions with a red bag: from homes that have taken up the initiative, and from others. */
const withBag = { adopted: 0.78, other: 0.12 };

/** What goes along: documents in nearly every bag, of belongings what the person has. */
const usual: readonly (readonly [RedBagItem, number])[] = [
  ['ASSESSMENT', 0.95],
  ['ESCALATION_RECORD', 0.6],
  ['RESUSCITATION_FORM', 0.7],
  ['MEDICINES_CHART', 0.93],
  ['THIS_IS_ME', 0.8],
  ['CHECKLIST', 0.85],
  ['MEDICINES', 0.75],
  ['CLOTHES', 0.9],
  ['TOILETRIES', 0.8],
  ['GLASSES', 0.55],
  ['HEARING_AIDS', 0.25],
  ['DENTURES', 0.35],
  ['WALKING_AID', 0.2],
];
const documents = new Set<RedBagItem>(['ASSESSMENT', 'ESCALATION_RECORD', 'MEDICINES_CHART', 'CHECKLIST']);

/** Red bags that went with residents to hospital; a few come back without the glasses, and one in ten goes unnoticed there. */
export function addRedBags(world: World, stays: readonly RecordedStay[]): void {
  for (const stay of stays) {
    const home = residenceOn(stay.person, stay.from)?.home;
    if (!stay.emergency || home === undefined) continue;
    const random = world.random.branch(`red bag ${stay.person.number} ${stay.from}`);
    if (!random.chance(takesRedBags(world, home, stay.from) ? withBag.adopted : withBag.other)) continue;
    const { organisationId: authorId, id: homeId } = home;
    const bag = journey(world, stay, random);
    world.tables.red_bag.push({ id: random.uuid(), authorId, residentId: stay.person.id, homeId, ...bag });
  }
}

type Journey = Omit<RedBagRow, 'id' | 'authorId' | 'residentId' | 'homeId'>;

function journey(world: World, stay: RecordedStay, random: Random): Journey {
  const sentAt = stay.leftHomeAt ?? stay.admittedAt - random.between(30, 90) * minute;
  const chosen = usual.filter(([, share]) => random.chance(share)).map(([item]) => item);
  const items: RedBagItem[] = chosen.length > 0 ? chosen : ['ASSESSMENT'];
  const left = stay.row.dischargedAt === null ? null : Date.parse(stay.row.dischargedAt);
  const received = random.chance(0.9);
  const lost = items.filter((item) => !documents.has(item) && random.chance(0.025));
  const back = items.filter((item) => !lost.includes(item));
  const receivedAt = received ? stay.admittedAt + random.between(5, 50) * minute : null;
  const sentBackAt = received && left !== null && random.chance(0.9) ? left - random.between(0, 25) * minute : null;
  const returnedAt = left === null ? null : returnOf(world, stay, left, random);
  const events = [sentAt, receivedAt, sentBackAt, returnedAt].filter((at) => at !== null);
  return {
    ...{ version: events.length, ...recordedAt(Math.max(...events)) },
    ...{ items, otherItems: random.chance(0.15) ? random.pick(besides) : null, sentAt: instantText(sentAt) },
    ...{
      receivedAt: textOf(receivedAt),
      receivedById: received ? stay.trustId : null,
      received: received ? items : null,
    },
    ...{ sentBackAt: textOf(sentBackAt), sentBack: sentBackAt === null ? null : back },
    returnedAt: textOf(returnedAt),
    ...{ returned: returnedAt === null ? null : back, missing: returnedAt === null ? null : lost },
  };
}

const besides = ['A photograph in a frame', 'A rosary', 'A blue cardigan over the arm', 'Hearing-aid batteries'];

const textOf = (at: number | null) => (at === null ? null : instantText(at));

/** With the resident within hours; of somebody who died the family or the porter brings it, days later. */
function returnOf({ clock }: World, stay: RecordedStay, left: number, random: Random): number | null {
  const later = atLondon(Math.floor(left / (24 * hour)) + random.between(2, 9), random.between(600, 1000));
  const at = stay.died ? later : left + random.between(60, 300) * minute;
  return at < clock.now - hour ? at : null;
}
