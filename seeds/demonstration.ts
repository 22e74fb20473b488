import type pg from 'pg';
import { rowsOf } from './borough.ts';
import { demonstrationPlan } from './demonstration.plan.ts';
import { figuresAges } from './homes.ts';
import { load, type OnProgress } from './load.ts';
import { instantText } from './london.ts';

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
