import { type Day, dayText, instantText, midnight } from '../london.ts';
import type { Home, World } from '../world.ts';

const initiatives: readonly (readonly [initiative: string, share: number])[] = [
  ['FALLS', 0.85],
  ['PRESSURE_ULCERS', 0.6],
  ['RED_BAG', 0.75],
  ['TELEHEALTH', 0.4],
  ['VOLUNTEERS', 0.5],
  ['WORKFORCE', 0.35],
  ['ENHANCED_PRIMARY_CARE', 0.7],
  ['JOINT_CONTRACTING', 0.15],
];

/** What a home has adopted, and since when: members of the reward scheme one at least from the first day on. */
export function adoptionsOf(world: World, home: Home): { initiative: string; from: Day }[] {
  const random = world.random.branch(`initiatives ${home.code}`);
  const first = world.clock.start - 20;
  const chosen = initiatives
    .filter(([, share]) => random.chance(home.signedUpOn === null ? share / 4 : share))
    .map(([initiative]) => ({ initiative, from: first + Math.round(random.exponential(150)) }));
  const early = chosen.reduce((least, { from }) => Math.min(least, from), Number.POSITIVE_INFINITY);
  if (home.signedUpOn !== null && early > home.signedUpOn)
    chosen.unshift({ initiative: 'FALLS', from: home.signedUpOn - 3 });
  return chosen.filter(({ initiative, from }, place) => {
    const sooner = chosen.findIndex((other) => other.initiative === initiative);
    return from < world.clock.today && sooner === place;
  });
}

export const takesRedBags = (world: World, home: Home, day: Day): boolean =>
  adoptionsOf(world, home).some(({ initiative, from }) => initiative === 'RED_BAG' && from <= day);

export function addInitiatives(world: World): void {
  for (const home of world.homes) {
    const random = world.random.branch(`adopted ${home.code}`);
    for (const { initiative, from } of adoptionsOf(world, home)) {
      world.tables.initiative_adoption.push({
        ...{ id: random.uuid(), homeId: home.id, initiative, fromOn: dayText(from), toOn: null },
        recordedAt: instantText(midnight(from) + 10 * 3_600_000),
      });
    }
  }
}
