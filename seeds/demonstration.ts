import type pg from 'pg';
import { rowsOf } from './borough.ts';
import { demonstrationPlan } from './demonstration.plan.ts';
import { load, type OnProgress } from './load.ts';
import { instantText } from './london.ts';
import { figuresAges } from './places/homes.ts';
import { progressBar } from './progress-bar.ts';

export interface DemonstrationOptions {
  /** The moment of the first start: the story ends on the day before. */
  now: Date;
  onProgress?: OnProgress;
}

/** Fills an empty database with the demonstration borough. */
export async function seedDemonstration(
  connection: pg.ClientBase,
  { now, onProgress }: DemonstrationOptions,
): Promise<void> {
  await load(connection, rowsOf(demonstrationPlan, now), onProgress);
}

/**
 * Makes the demonstration's figures about beds as old as on the first day: most of today, some of this week, a few out
 * of date. What somebody stated since then stays.
 */
export async function refreshCapacityTimes(connection: pg.ClientBase, now: Date): Promise<void> {
  const ages = figuresAges(demonstrationPlan);
  const codes = ages.map(({ code }) => code);
  const times = ages.map(({ age }) => instantText(now.getTime() - age));
  await connection.query(
    `with stated (home_id, as_of) as (
       select care_home.id, stated.as_of
       from unnest($1::text[], $2::timestamptz[]) as stated (code, as_of)
       join care_home on care_home.cqc_location_id = stated.code
     ), homes as (
       update care_home set admission_status_as_of = stated.as_of
       from stated where stated.home_id = care_home.id and care_home.admission_status_as_of < stated.as_of
     )
     update capacity set as_of = stated.as_of
     from stated
     where stated.home_id = capacity.home_id and capacity.valid_until is null and capacity.as_of < stated.as_of`,
    [codes, times],
  );
}

/** On the first start loads the borough with a bar, on later ones refreshes its times. Says in a sentence what it did. */
export async function ensureDemonstration(connection: pg.ClientBase, now: Date): Promise<string> {
  const { rows } = await connection.query('select from organisation limit 1');
  if (rows.length > 0) {
    await refreshCapacityTimes(connection, now);
    return 'The demonstration borough is there; its figures about beds are as of now.';
  }
  const bar = progressBar();
  const began = performance.now();
  try {
    await seedDemonstration(connection, { now, onProgress: bar.onProgress });
  } finally {
    bar.stop();
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  return `Loaded the demonstration in ${seconds} s: a borough of 34 homes, a small one beside it, two years of residents, all invented.`;
}
