import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseOfOwn } from '../support/database.ts';
import { day } from '../support/days.ts';
import { factoriesOn } from '../support/factories.ts';
import { type HubUnderTest, startHub } from '../support/hub.ts';

describe('a search for homes', () => {
  let hub: HubUnderTest;
  beforeAll(async () => {
    hub = await startHub({ database: await databaseOfOwn('empty') });
  });
  afterAll(async () => {
    await hub.close();
    await hub.database.drop();
  });

  it('offers no bed in a home whose registration is over or yet to come, and goes on offering the one it replaces', async () => {
    const make = factoriesOn(hub.database.owner);
    const open = await make.home();
    const gone = await make.home({ columns: { deregistered_on: day(-2) } });
    const leaving = await make.home({ columns: { deregistered_on: day(30) } });
    const coming = await make.home({ columns: { registered_on: day(30), predecessor_id: leaving.id } });
    for (const home of [open, gone, leaving, coming]) await make.capacity({ home });
    const trust = await hub.as((await make.organisation('trust')).code, 'discharge-coordinator', 'DISCHARGE');
    const { data } = await trust.ask<{ careHomes: { totalCount: number; nodes: { cqcLocationId: string }[] } }>(
      '{ careHomes(filter: { careType: RESIDENTIAL, availableAtLeast: 1 }) { totalCount nodes { cqcLocationId } } }',
    );
    expect(data.careHomes.nodes.map(({ cqcLocationId }) => cqcLocationId).sort()).toEqual([open.code, leaving.code]);
    expect(data.careHomes.totalCount).toBe(2);
  });
});
