import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeEngland } from '../../seeds/england/make.ts';
import { withClient } from '../../src/database/client.ts';
import { backHome } from '../days/chapters/back-home.ts';
import { inHospital } from '../days/chapters/in-hospital.ts';
import { inTheHome } from '../days/chapters/in-the-home.ts';
import { monthCloses } from '../days/chapters/month-closes.ts';
import { toAHome } from '../days/chapters/to-a-home.ts';
import { type Day, dayBegins } from '../days/support/day.ts';
import { everyView } from '../days/support/views.ts';
import { Plans } from './plans.ts';

/** What hubs do by themselves for as long as they run. */
const byTheClock = [
  'select hub.end_lapsed_referrals(null, null, 1)',
  'select hub.wind_begun_placements()',
  'select hub.settle_left_elsewhere()',
];

/** Among so many others that reading all of them shows. */
const places = 4;

describe('no table about people is read whole', () => {
  const plans = new Plans();
  let day: Day;
  beforeAll(async () => {
    day = await dayBegins(async (database) => {
      await makeEngland(database.ownerUrl, { now: new Date(), places, workers: 2 });
      await plans.watch(database);
    });
  });
  afterAll(() => day?.end());

  it('by anything that happens to a resident, nor by whatever is asked about her then', async () => {
    for (const { happens, ...standing } of [inTheHome, inHospital, toAHome, backHome, monthCloses].flat()) {
      await happens(day);
      await everyView(day, standing);
    }
    expect(plans.seen).toBeGreaterThan(10_000);
    expect(plans.wholeReads).toEqual([]);
  });

  it('by what is done by the clock', async () => {
    const before = plans.seen;
    await withClient(day.database.ownerUrl, async (owner) => {
      plans.look(owner);
      for (const statement of byTheClock) await owner.query(statement);
    });
    expect(plans.seen).toBeGreaterThan(before);
    expect(plans.wholeReads).toEqual([]);
  });
});
