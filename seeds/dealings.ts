import type { RecordedStay } from './hospital/hospital-stays.ts';
import { addRedBags } from './hospital/red-bags.ts';
import { addInitiatives } from './reward/initiatives.ts';
import type { World } from './world.ts';

/** What agencies do with each other about residents and homes, beside keeping records: the whole story. */
export function addDealings(world: World, stays: readonly RecordedStay[]): void {
  addInitiatives(world);
  addRedBags(world, stays);
}
