import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { hostile } from '../../server/support/hostile-documents.ts';
import { type Borough, boroughOfOwn } from './support/borough.ts';
import { inWords, measured, quantile } from './support/figures.ts';

const times = 20;

let borough: Borough;
beforeAll(async () => {
  borough = await boroughOfOwn();
});
afterAll(() => borough?.close());

it('each hostile question is refused in less than 50 ms by a hub as it is run', async () => {
  const token = borough.practices[0]?.token;
  const medians: number[] = [];
  for (const [, query, code] of hostile) {
    const taken: number[] = [];
    for (let n = 0; n < times; n++) {
      const began = performance.now();
      const answer = await fetch(`${borough.hub.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query }),
      });
      const said = await answer.json();
      taken.push(performance.now() - began);
      expect(said.errors[0].extensions.code).toBe(code);
    }
    medians.push(quantile(taken, 0.5));
  }
  const slowest = Math.max(...medians);
  await measured({
    hostile: {
      measured: `${hostile.length} kinds, each ${times} times; the slowest kind in ${inWords(slowest)}`,
      holds: slowest < 50,
    },
  });
});
