import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseOfOwn } from '../support/database.ts';
import { type HubUnderTest, startHub } from '../support/hub.ts';

describe('a hub', () => {
  let hub: HubUnderTest;
  beforeAll(async () => {
    hub = await startHub({ database: await databaseOfOwn('empty') });
  });
  afterAll(async () => {
    await hub.close();
    await hub.database.drop();
  });
  const ready = async () => (await fetch(new URL('/health/ready', hub.url))).status;

  it('does not say that it is ready when it cannot follow the agreement in force', async () => {
    expect(await ready()).toBe(200);
    await hub.database.owner.query(
      `insert into hub.agreement_version (hash, title, body) values ('other', 'Other', '')`,
    );
    await hub.database.owner.query(`update hub.agreement_in_force set hash = 'other'`);
    expect(await ready()).toBe(503);
  });
});
