import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Asking, type HubUnderTest, startHub } from '../support/hub.ts';

type Listed = { organisations: { nodes: { agency: string }[]; pageInfo: { endCursor: string } } };
const PAGE = `query ($agency: String, $after: String) {
  organisations(agency: $agency, first: 1, after: $after) { nodes { agency } pageInfo { endCursor } }
}`;

describe('a page of a public list', () => {
  let hub: HubUnderTest;
  let viewer: Asking;
  beforeAll(async () => {
    hub = await startHub();
    const { rows } = await hub.database.owner.query<{ code: string }>(
      `select code from organisation where agency = 'trust' limit 1`,
    );
    viewer = await hub.as(rows[0]?.code ?? '', 'clinician', 'DIRECT_CARE');
  });
  afterAll(() => hub.close());

  it('goes on behind a cursor of the same question, and of no other', async () => {
    const page = (agency: string | null, after?: string) => viewer.ask<Listed>(PAGE, { agency, after });
    const { pageInfo } = (await page('home')).data.organisations;
    expect((await page('home', pageInfo.endCursor)).data.organisations.nodes).toEqual([{ agency: 'home' }]);
    for (const other of ['practice', null]) {
      const { errors } = await page(other, pageInfo.endCursor);
      expect(errors?.[0]?.extensions.code).toBe('CURSOR_INVALID');
    }
  });
});
