import type { Random } from '../random.ts';
import type { CareType } from '../rows.ts';
import type { Home, World } from '../world.ts';

/** Why homes decline. They name nobody. */
export const refusals = [
  'No bed on the ground floor.',
  'Two carers at night are more than we have this month.',
  'The bed that suits is promised.',
  'We cannot keep somebody safe who walks at night: the door to the road does not lock.',
  'Our hoist is away for its check.',
];

/** Other homes of the same borough that give such care and would be asked. */
export function othersFor(world: World, home: Home, careType: CareType, number: number, random: Random): Home[] {
  const embargoed = new Set(
    world.tables.care_home.filter((row) => row.admissionStatus === 'CLOSED_BY_COMMISSIONER').map(({ id }) => id),
  );
  const left = home.borough.homes.filter(
    (other) => other !== home && !embargoed.has(other.id) && other.beds.some((beds) => beds.careType === careType),
  );
  const chosen: Home[] = [];
  while (chosen.length < number && left.length > 0) {
    chosen.push(...left.splice(random.between(0, left.length - 1), 1));
  }
  return chosen;
}
