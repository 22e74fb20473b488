import { dayLength, instantText } from '../london.ts';
import { nameOfWorker } from '../names/people.ts';
import type { Random } from '../random.ts';
import type { NamedContactRow } from '../rows.ts';
import type { Home, World } from '../world.ts';
import type { Telephones } from './organisations.ts';

const workingDays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'];
const everyDay = [...workingDays, 'SATURDAY', 'SUNDAY'];
const hours = (days: readonly string[], from: string, until: string) =>
  JSON.stringify(days.map((weekday) => ({ weekday, from, until })));
const office = hours(workingDays, '09:00', '17:00');
const daily = hours(everyDay, '08:00', '20:00');

/** Roles of the community trust for every home: when they are there, and within how many hours they answer. */
const ofTrust: readonly [role: string, hours: string, within: number | null, note: string | null][] = [
  ['CONTINENCE_NURSE', office, 48, 'Have a three-day chart at hand.'],
  ['TISSUE_VIABILITY_NURSE', office, 24, 'Send a photograph of the wound by the secure mail of the trust.'],
  ['FALLS_COORDINATOR', hours(workingDays, '08:30', '16:30'), 72, null],
  ['SPEECH_AND_LANGUAGE_THERAPIST', office, 120, null],
  ['DIETITIAN', office, 120, null],
  ['OCCUPATIONAL_THERAPIST', office, 120, null],
  ['WHEELCHAIR_SERVICE', hours(workingDays, '10:00', '15:00'), null, null],
  ['PALLIATIVE_CARE_NURSE', hours(everyDay, '00:00', '24:00'), 2, 'At night the hospice answers.'],
];

/** Whom homes may ask: teams of the community trust, the ICB's pharmacist, the councils' social workers, and each other. */
export function addDirectory(world: World, telephones: Telephones): void {
  const random = world.random.branch('directory');
  const add = (authorId: string, role: string, more: Partial<NamedContactRow>) => {
    world.tables.named_contact.push({
      ...{ id: random.uuid(), authorId, validFrom: statedAt(world, random), role, name: nameOfWorker(random) },
      ...{ telephone: telephones.next(), email: null, covers: 'ALL_HOMES', networkId: null, homeIds: [] },
      ...{ hours: office, respondsWithinHours: null, note: null },
      ...more,
    });
  };
  for (const [role, when, respondsWithinHours, note] of ofTrust)
    add(world.communityTrustId, role, { hours: when, respondsWithinHours, note });
  for (const { id: networkId } of world.networks) {
    add(world.communityTrustId, 'COMMUNITY_MATRON', { covers: 'NETWORK', networkId, respondsWithinHours: 24 });
    add(world.communityTrustId, 'DISTRICT_NURSE', {
      covers: 'NETWORK',
      networkId,
      hours: daily,
      respondsWithinHours: 4,
    });
  }
  add(world.icbId, 'PHARMACIST', { respondsWithinHours: 24 });
  for (const { councilId, homes } of world.boroughs) {
    const inBorough = { covers: 'NAMED_HOMES', homeIds: homes.map(({ id }) => id) } as const;
    add(councilId, 'SOCIAL_WORKER', { ...inBorough, respondsWithinHours: 48 });
    add(councilId, 'EQUIPMENT_SERVICE', { ...inBorough, respondsWithinHours: 24 });
  }
  const [first] = world.homes as [Home];
  add(first.organisationId, 'CARE_HOME_COORDINATOR', { note: 'Speaks for the homes of the network meetings.' });
}

/** Some weeks ago. */
const statedAt = ({ clock }: World, random: Random) => instantText(clock.now - random.between(20, 200) * dayLength);
