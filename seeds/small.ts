import type pg from 'pg';
import { rowsOf } from './borough.ts';
import { load } from './load.ts';
import { smallPlan } from './small.plan.ts';

/** Fills an empty database with the small borough of the tests. */
export async function seedSmall(connection: pg.ClientBase, { now }: { now: Date }): Promise<void> {
  await load(connection, rowsOf(smallPlan, now));
}
