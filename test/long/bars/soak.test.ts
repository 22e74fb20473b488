import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { hostile } from '../../server/support/hostile-documents.ts';
import { Listener } from '../../support/hear.ts';
import { type Borough, boroughOfOwn, documentOf } from './support/borough.ts';
import { measured } from './support/figures.ts';
import { heapOf, slopeOf } from './support/heap.ts';

const minutes = Number(process.env.MINUTES ?? 20);
/** Minutes in which caches fill and code is compiled. */
const settling = Math.min(5, minutes / 4);

let borough: Borough;
let inspector: string;
beforeAll(async () => {
  borough = await boroughOfOwn({ NODE_OPTIONS: '--inspect=127.0.0.1:0' });
  inspector = await borough.hub.inspector();
});
afterAll(() => borough?.close());

const HEAR = 'subscription { incidentRecorded { cursor node { kind } } }';
const RECORD = `mutation ($input: RecordIncidentInput!) { recordIncident(input: $input) { record { id } problems { code } } }`;

it(
  `a hub of which everything is asked for ${minutes} minutes does not grow`,
  async () => {
    const { hub, practices, homes } = borough;
    const counts = new Map<string, number>();
    const ask = async (token: string | undefined, query: string, variables: object = {}) => {
      const answer = await fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = await answer.json();
      const code = errors?.[0]?.extensions.code ?? 'answered';
      counts.set(code, 1 + (counts.get(code) ?? 0));
      return data;
    };
    const [round, one, me] = ['HomeRound', 'OneResident', 'Me'].map(documentOf);
    let over = false;
    const forEver = async (act: (n: number) => Promise<unknown>, wait: number) => {
      for (let n = 0; !over; n++) {
        await act(n);
        await pause(wait);
      }
    };
    const practice = (n: number) => practices[n % practices.length];
    const home = (n: number) => homes[n % homes.length];
    const ids = new Map<string, string>();
    const going = [
      forEver((n) => ask(practice(n)?.token, round as string, { since: '2025-01-01T00:00:00Z' }), 200),
      forEver((n) => ask(practice(n)?.token, one as string, { nhsNumber: practice(n)?.nhsNumber }), 10),
      forEver((n) => ask(home(n)?.token, me as string), 10),
      forEver((n) => ask(practice(n)?.token, hostile[n % hostile.length]?.[1] as string), 50),
      forEver((n) => ask(`nobody-${n}`, me as string), 50),
      // Each is a question of its own shape, as of people who write theirs by hand.
      forEver((n) => ask(home(n)?.token, `{ q${n}: viewer { agency role } }`), 500),
      forEver(async (n) => {
        const who = home(n);
        if (!who) return;
        const known =
          ids.get(who.code) ?? (await ask(who.token, one as string, { nhsNumber: who.nhsNumber })).resident.id;
        ids.set(who.code, known);
        const said = { kind: 'FALL', harm: 'LOW', occurredAt: '2026-05-04T06:30:00Z', narrative: `soak ${n}` };
        await ask(who.token, RECORD, { input: { idempotencyKey: `soaking-${n}`, resident: known, ...said } });
      }, 200),
      forEver(async (n) => {
        const listener = await new Listener(`${hub.url}/graphql`, practice(n)?.token ?? '', HEAR).opened();
        await pause(1_000);
        counts.set('events', listener.told.length + (counts.get('events') ?? 0));
        await listener.close();
      }, 20),
    ];
    const began = performance.now();
    const heaps: { minute: number; megabytes: number }[] = [];
    while (performance.now() - began < minutes * 60_000) {
      await pause(15_000);
      const minute = (performance.now() - began) / 60_000;
      heaps.push({ minute, megabytes: await heapOf(inspector) });
    }
    over = true;
    await Promise.all(going);
    expect(hub.died).toBeUndefined();
    const settled = heaps.filter(({ minute }) => minute > settling);
    const slope = slopeOf(settled);
    const asked = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const between = [settled[0], settled.at(-1)].map((heap) => heap?.megabytes.toFixed(1));
    await measured({
      soak: {
        measured: `${minutes} minutes, ${asked} requests and events; after ${settling} minutes the heap went from ${between.join(' to ')} MB, ${slope.toFixed(2)} MB a minute`,
        holds: slope < 1,
      },
    });
  },
  (minutes + 5) * 60_000,
);
