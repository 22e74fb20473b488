import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import type { Agency } from '../../src/shared/agencies.ts';
import { type HubUnderTest, startHub } from '../support/hub.ts';

/** Of each agency somebody who may ask: every agency has a graph of its own, which another server answers. */
const askers: [Agency, organisation: string, role: string, purpose: string][] = [
  ['home', '1-1000000001', 'manager', 'DIRECT_CARE'],
  ['practice', 'Y90001', 'clinician', 'DIRECT_CARE'],
  ['trust', 'RZ1', 'clinician', 'DIRECT_CARE'],
  ['council', 'E08990001', 'finance', 'FUNDING'],
  ['icb', 'QZ1', 'commissioner', 'PLANNING'],
  ['dashboard', 'DASH1', 'service', 'PLANNING'],
];

let hub: HubUnderTest;
beforeAll(async () => {
  hub = await startHub();
});
afterAll(() => hub?.close());

describe.each(askers)(
  'the audits of graphql-http, over HTTP, asked by the %s',
  (agency, organisation, role, purpose) => {
    let authorization: string;
    beforeAll(async () => {
      const asker = await hub.as(organisation, role, purpose);
      authorization = `Bearer ${asker.token}`;
      const { data } = await asker.ask<{ viewer: object }>('{ viewer { agency } }');
      expect(data.viewer).toEqual({ agency });
    });
    const audits = serverAudits({
      url: () => hub.url,
      fetchFn: (url: string, init: RequestInit = {}) =>
        fetch(url, { ...init, headers: { ...init.headers, authorization } }),
    });

    it('are 61, each another', () => {
      expect([audits.length, new Set(audits.map(({ id }) => id)).size]).toEqual([61, 61]);
    });

    it.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s %s', async (_id, _name, audit) => {
      const result = await audit.fn();
      expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
    });
  },
);
