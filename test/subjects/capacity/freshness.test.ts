import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Freshness, freshnessOf } from '../../../src/subjects/capacity/freshness.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { factoriesOn, type MadePlace } from '../../support/factories.ts';
import { type HubUnderTest, startHub } from '../../support/hub.ts';

const now = new Date('2026-11-22T12:00:00Z');
const ago = (hours: number) => freshnessOf(new Date(now.getTime() - hours * 3_600_000), now);

describe('a figure of free beds', () => {
  it.each([
    ['of now', 0, Freshness.FRESH],
    ['a day old', 24, Freshness.FRESH],
    ['older than a day', 24.01, Freshness.AGEING],
    ['a week old', 168, Freshness.AGEING],
    ['older than a week', 168.01, Freshness.STALE],
    ['of a clock that is ahead by minutes', -0.08, Freshness.FRESH],
    ['of a moment still to come', -0.09, Freshness.STALE],
    ['of the next year', -9000, Freshness.STALE],
  ])('%s', (_, hours, freshness) => {
    expect(ago(hours)).toBe(freshness);
  });
});

describe('a search for free beds', () => {
  let database: TestDatabase;
  let hub: HubUnderTest;
  let homes: MadePlace[];
  let trust: string;
  beforeAll(async () => {
    database = await databaseOfOwn('empty');
    const make = factoriesOn(database.owner);
    homes = [await make.home(), await make.home()];
    trust = (await make.organisation('trust')).code;
    const later = new Date(Date.now() + 30 * 86_400_000);
    for (const [n, home] of homes.entries()) await make.capacity({ home, columns: n ? { as_of: later } : {} });
    hub = await startHub({ database });
  });
  afterAll(async () => {
    await hub.close();
    await database.drop();
  });

  it('counts on no figure of a moment still to come, and says that it is why', async () => {
    const team = await hub.as(trust, 'discharge-coordinator', 'DISCHARGE');
    const { data } = await team.ask(`{ careHomes(filter: { availableAtLeast: 1 }) {
      nodes { cqcLocationId } excluded { condition homes } } }`);
    expect(data).toMatchObject({
      careHomes: {
        nodes: [{ cqcLocationId: homes[0]?.code }],
        excluded: expect.arrayContaining([{ condition: 'TOO_OLD', homes: 1 }]),
      },
    });
  });
});
