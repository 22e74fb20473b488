import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { MadeOrganisation } from '../../support/factories.ts';
import { Listener } from '../../support/hear.ts';
import { type Setting, setting } from './setting.ts';

const referrals = (more = '') => `subscription ($since: String) { referralChanged(since: $since) { cursor at node {
  state chosenHome { cqcLocationId } resident { familyName } ${more} } } }`;
const REFERRALS = referrals('requests { state home { cqcLocationId } }');
/** Which other homes were asked is shared with no home. */
const TO_HOMES = referrals();
const REQUESTS = `subscription ($since: String) { placementRequestChanged(since: $since) { cursor at node {
  id state careType earliest referral { resident { familyName } } } } }`;
const LIST = `query ($state: ReferralState, $own: Boolean, $first: Int, $after: String) {
  dischargeReferrals(state: $state, own: $own, first: $first, after: $after) {
    totalCount pageInfo { endCursor hasNextPage } nodes { state resident { familyName } } } }`;

interface Heard {
  referralChanged: { cursor: string; node: { state: string; resident: { familyName: string } | null } };
  placementRequestChanged: {
    cursor: string;
    at: string;
    node: { state: string; referral: { resident: { familyName: string } } | null };
  };
}
interface Listed {
  dischargeReferrals: {
    totalCount: number;
    pageInfo: { endCursor: string; hasNextPage: boolean };
    nodes: { state: string; resident: { familyName: string } | null }[];
  };
}

let s: Setting;
const open: Listener<Heard>[] = [];
beforeAll(async () => {
  s = await setting();
});
afterEach(async () => {
  for (const listener of open.splice(0)) await listener.close();
});
afterAll(() => s.end());

async function hears(
  { code }: MadeOrganisation,
  role: string,
  document: string,
  since?: string,
): Promise<Listener<Heard>> {
  const { token } = await s.hub.as(code, role, 'DISCHARGE', role);
  const listener = new Listener<Heard>(s.hub.url, token, document, { since });
  open.push(listener);
  return listener.opened();
}

describe('who is asked for a place, and who asks', () => {
  it('hear at once: homes the need and nobody’s name, the referrer each answer, the chosen home the person', async () => {
    const [first, second] = s.homes;
    const manager = (home: (typeof s.homes)[0]) => hears(home.organisation, 'manager', REQUESTS);
    const [offering, other] = [await manager(first), await manager(second)];
    const referrer = await hears(s.trust, 'discharge-coordinator', REFERRALS);
    const chosen = await hears(first.organisation, 'manager', TO_HOMES);
    const stranger = await hears(await s.make.organisation('trust'), 'discharge-coordinator', REFERRALS);

    const person = await s.patient({ familyName: 'Hearing' });
    await s.refer(person, { homes: [first.code, second.code] });
    for (const listener of [offering, other]) {
      const [asked] = await listener.heard(1);
      expect(asked?.errors).toBeUndefined();
      expect(asked?.data.placementRequestChanged.node).toMatchObject({ state: 'WAITING', referral: null });
      expect(asked?.data.placementRequestChanged.at).toMatch(/:00\.000Z$/);
    }
    const [began] = await referrer.heard(1);
    expect(began?.data.referralChanged.node).toMatchObject({ state: 'OPEN', resident: { familyName: 'Hearing' } });

    await s.answer(first, 'ACCEPT');
    const answered = (await referrer.heard(2))[1]?.data.referralChanged.node as { requests?: { state: string }[] };
    expect(answered.requests?.map(({ state }) => state).sort()).toEqual(['OFFERED', 'WAITING']);
    expect(chosen.told).toEqual([]);

    await s.choose(person, first);
    expect((await chosen.heard(1))[0]?.data.referralChanged.node).toMatchObject({
      ...{ state: 'CHOSEN', resident: { familyName: 'Hearing' }, chosenHome: { cqcLocationId: first.code } },
    });
    const last = (await offering.heard(3)).at(-1)?.data.placementRequestChanged.node;
    expect(last).toMatchObject({ state: 'CHOSEN', referral: { resident: { familyName: 'Hearing' } } });
    expect((await other.heard(2)).at(-1)?.data.placementRequestChanged.node).toMatchObject({
      ...{ state: 'NOT_CHOSEN', referral: null },
    });
    await pause(200);
    expect([stranger.told, stranger.ended, other.told.length]).toEqual([[], undefined, 2]);
  });

  it('hear what they missed since, as it stands by then; of what is closed to them nothing', async () => {
    const [first] = s.homes;
    const referrer = await hears(s.trust, 'discharge-coordinator', REFERRALS);
    const chosen = await hears(first.organisation, 'manager', TO_HOMES);
    const person = await s.patient({ familyName: 'Missed' });
    await s.refer(person, { homes: [first.code] });
    await s.answer(first, 'ACCEPT');
    await s.choose(person, first);
    const [begun] = await referrer.heard(1);
    const [opened] = await chosen.heard(1);
    const [referral] = await s.referralsOf(s.coordinator, person);
    const { id = '', version = 0 } = referral ?? {};
    const withdrawal = { referral: id, version, reason: 'Died on the ward.' };
    expect((await s.change(s.coordinator, 'withdrawReferral', withdrawal)).problems).toEqual([]);

    const since = (told: typeof begun) => told?.data.referralChanged.cursor;
    const again = await hears(s.trust, 'discharge-coordinator', REFERRALS, since(begun));
    expect((await again.heard(1)).at(-1)?.data.referralChanged.node.state).toBe('WITHDRAWN');
    const shut = await hears(first.organisation, 'manager', TO_HOMES, since(opened));
    await pause(300);
    expect([shut.told, shut.ended]).toEqual([[], undefined]);
    expect((await hears(first.organisation, 'manager', TO_HOMES, since(begun))).ended?.codes).toEqual([
      'CURSOR_INVALID',
    ]);
  });
});

describe('the list of referrals', () => {
  it('shows a discharge team its own, by the state that each is in now, page by page; a home those of which it is told', async () => {
    const [first, second] = s.homes;
    const list = async (viewer: typeof s.coordinator, more: object = {}) => {
      const { data, text } = await viewer.ask<Listed | null>(LIST, { first: 50, ...more });
      if (!data) throw new Error(text);
      return data.dischargeReferrals;
    };
    const names = ({ nodes }: Listed['dischargeReferrals']) => nodes.map(({ resident }) => resident?.familyName);
    const [one, two] = [await s.patient({ familyName: 'Lapsing' }), await s.patient({ familyName: 'Waiting' })];
    await s.refer(one, { homes: [first.code] });
    await s.pass(one, 5);
    await s.refer(two, { homes: [second.code] });
    expect(names(await list(s.coordinator, { state: 'OPEN' }))).toEqual(['Waiting']);
    expect(names(await list(s.coordinator, { state: 'EXPIRED', own: true }))).toEqual(['Lapsing']);

    const all = await list(s.coordinator);
    const page = await list(s.coordinator, { first: 1 });
    expect([page.totalCount, page.nodes.length, page.pageInfo.hasNextPage]).toEqual([all.totalCount, 1, true]);
    expect(names(await list(s.coordinator, { first: 1, after: page.pageInfo.endCursor }))).toEqual([names(all)[1]]);

    const council = await s.make.organisation('council');
    const lives = { resident: two, home: s.homes[2], from: '2026-01-05' };
    const placement = await s.make.placement(lives);
    await s.make.funding({ ...lives, placement, source: 'COUNCIL', payer: council });
    const broker = await s.hub.as(council.code, 'broker', 'DISCHARGE', 'broker');
    expect(names(await list(broker))).toEqual(['Waiting']);
    expect(await list(broker, { own: true })).toMatchObject({ totalCount: 0, nodes: [] });
    expect(names(await list(await s.managerOf(second)))).toEqual([]);

    const officer = await s.hub.as(s.trust.code, 'privacy-officer', 'INFORMATION_GOVERNANCE', 'officer');
    expect((await officer.ask(LIST, { first: 1 })).errors?.map(({ extensions }) => extensions.code)).toEqual([
      'PURPOSE_NOT_ALLOWED',
    ]);
  });
});
