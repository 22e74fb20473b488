import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { driftOf } from '../../register/register.ts';
import { contentsOf } from '../../support/contents.ts';
import type { Asking } from '../../support/hub.ts';
import { inHours, need, PERSON, REQUESTS, type Setting, setting } from './setting.ts';

interface Person {
  familyName: string | null;
  clinicalSummary: { allergies: string[] } | null;
  personalSummary: { whatMattersToMe: string } | null;
  carePlan: { status: string } | null;
  hospitalStays: { nodes: { primaryDiagnosis: string | null }[] } | null;
  incidents: { totalCount: number } | null;
  dischargeReferrals: { nodes: { state: string }[] } | null;
}

describe('a home that is asked for a place', () => {
  let s: Setting;
  beforeAll(async () => {
    s = await setting();
  });
  afterAll(() => s.end());
  afterEach(async () => expect(await driftOf(s.database.owner)).toEqual([]));

  const sees = async (viewer: Asking, nhsNumber: string) =>
    (await viewer.ask<{ resident: Person | null }>(PERSON, { nhsNumber })).data?.resident ?? null;

  it('sees the person when it is chosen, as far as it must prepare; those that were not chosen never do', async () => {
    const [chosen, ...others] = s.homes;
    const person = await s.patient();
    await s.make.clinicalSummary({ resident: person, author: s.trust });
    await s.make.personalSummary({ resident: person, author: s.trust });
    await s.make.carePlan({ resident: person, author: s.trust });
    await s.refer(person);
    for (const home of s.homes) await s.answer(home, 'ACCEPT');
    for (const home of s.homes) expect(await sees(await s.managerOf(home), person.nhsNumber)).toBeNull();
    await s.choose(person, chosen);

    for (const role of ['manager', 'care-worker']) {
      const viewer = await s.managerOf(chosen, role, 'DIRECT_CARE');
      expect(await sees(viewer, person.nhsNumber)).toMatchObject({
        familyName: 'Ashworth',
        clinicalSummary: { allergies: ['Penicillin'] },
        personalSummary: { whatMattersToMe: 'The garden.' },
        carePlan: { status: 'IN_PLACE' },
        hospitalStays: { nodes: [{ primaryDiagnosis: 'S72.0 Fracture of neck of femur' }] },
        dischargeReferrals: { nodes: [{ state: 'CHOSEN' }] },
        incidents: null,
      });
    }
    const [request] = await s.requestsOf(await s.managerOf(chosen), 'CHOSEN');
    expect(request?.referral).toMatchObject({ state: 'CHOSEN', resident: { nhsNumber: person.nhsNumber } });
    for (const home of others) {
      expect(await s.holds(home.organisation, person)).toEqual([]);
      expect(await sees(await s.managerOf(home), person.nhsNumber)).toBeNull();
      const [not] = await s.requestsOf(await s.managerOf(home), 'NOT_CHOSEN');
      expect(not?.referral).toBeNull();
    }
    await s.pass(person, 72);
    expect(await sees(await s.managerOf(chosen), person.nhsNumber)).toBeNull();
  });

  it('is told of to the practice of the person when it is chosen, and not before', async () => {
    const practice = await s.make.practice();
    const person = await s.make.resident({ registeredWith: practice });
    await s.make.stay({ resident: person, trust: s.trust, admittedAt: '2026-11-01T10:00Z' });
    const [home] = s.homes;
    const told = async () =>
      (
        await s.database.owner.query<{ relationship: string }>(
          'select relationship from hub.privacy_alert where organisation_id = $1 and about_id = $2',
          [practice.organisation.id, home.organisation.id],
        )
      ).rows.map(({ relationship }) => relationship);
    await s.refer(person, { homes: [home.code] });
    await s.answer(home, 'ACCEPT');
    expect(await told()).toEqual([]);
    await s.choose(person, home);
    expect(await told()).toEqual(['home.accepted']);
  });

  it('cannot tell for which of two people it is asked: all it is told is the same, byte for byte', async () => {
    const home = s.homes[1];
    const manager = await s.managerOf(home);
    const worlds: string[] = [];
    for (const familyName of ['Barlow', 'Crompton']) {
      const person = await s.make.resident({
        familyName,
        bornOn: familyName === 'Barlow' ? '1930-01-01' : '1951-12-12',
      });
      // One has lived in the home before, and is known to it by that.
      if (familyName === 'Barlow')
        await s.make.placement({ resident: person, home, from: '2020-01-01', to: '2021-01-01' });
      await s.make.stay({ resident: person, trust: s.trust, admittedAt: '2026-11-01T10:00Z' });
      const asked = { homes: [home.code], earliest: inHours(26), answerBy: inHours(5) };
      await s.refer(person, asked);
      const text = async () => {
        const { text: all } = await manager.ask<never>(REQUESTS, { state: 'WAITING' });
        return all.replaceAll(/"(id|cursor|askedAt|earliest|answerBy|reserveUntil)":"[^"]*"/g, '"$1":""');
      };
      worlds.push(await text());
      await s.pass(person, 200);
    }
    expect(worlds[0]).toBe(worlds[1]);
    expect(worlds[0]).not.toMatch(/Barlow|Crompton|999\d{7}/);
  });

  it('has a request of its own: its id means nothing to another home that is asked, nor to who asked', async () => {
    const person = await s.patient();
    const { record } = await s.refer(person);
    const [one, other] = [await s.managerOf(s.homes[0]), await s.managerOf(s.homes[1])];
    const idOf = async (viewer: Asking) => (await s.requestsOf(viewer, 'WAITING'))[0]?.id as string;
    const ids = [await idOf(one), await idOf(other), ...(record?.requests.map(({ id }) => id) ?? [])];
    expect(new Set(ids).size).toBe(5);
    const unknown = [{ path: ['input', 'request'], code: 'UNKNOWN' }];
    for (const id of ids.slice(1)) {
      const answered = { request: id, version: 1, answer: 'ACCEPT' };
      expect((await s.change(one, 'answerRequest', answered)).problems).toEqual(unknown);
    }
    const chosen = { request: ids[0], version: 1 };
    expect((await s.change(s.coordinator, 'chooseOffer', chosen)).problems).toEqual(unknown);
    const { rows } = await s.database.owner.query(
      `select request.id from hub.placement_request request join referral_request asked on asked.id = request.request_id
       where request.resident_id = $1 and request.id in (asked.id, asked.discharge_referral_id)`,
      [person.id],
    );
    expect(rows).toEqual([]);
  });

  it('is on the access record as one that was not told for whom', async () => {
    const person = await s.patient();
    await s.refer(person);
    const [home] = s.homes;
    await s.requestsOf(await s.managerOf(home), 'WAITING');
    await s.answer(home, 'DECLINE', { reason: 'No bed.' });
    const { rows } = await s.database.owner.query(
      `select operation from hub.access_entry where organisation_id = $1 and residents @> array[$2::uuid]
         and undisclosed @> array[$2::uuid] order by number`,
      [home.organisation.id, person.id],
    );
    const operations = rows.map(({ operation }) => operation);
    expect(operations).toContain('placementRequests');
    expect(operations).toContain('answerRequest');
  });

  it('is asked, answers and is chosen by nobody else than the agreement says, and nothing changes then', async () => {
    const person = await s.patient();
    const { record } = await s.refer(person);
    const [home] = s.homes;
    await s.answer(home, 'ACCEPT');
    const request = await s.requestTo(person, home);
    const elsewhere = await s.hub.as((await s.make.organisation('trust')).code, 'discharge-coordinator', 'DISCHARGE');
    const before = await contentsOf(s.database.owner);
    const refused = async (viewer: Asking, mutation: string, input: object) => {
      const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
      const { errors } = await viewer.ask(
        `mutation ($input: ${type}!) { ${mutation}(input: $input) { problems { code } } }`,
        {
          input: { idempotencyKey: 'refused-here', ...input },
        },
      );
      return errors?.[0]?.extensions.code;
    };
    const chosen = { request: request.id, version: request.version };
    const referred = {
      ...{ resident: 'somebody', kind: 'NEW_PLACEMENT', need, homes: [home.code] },
      ...{ earliest: inHours(24), answerBy: inHours(4) },
    };
    const clinician = await s.hub.as(s.trust.code, 'clinician', 'DIRECT_CARE');
    expect(await refused(clinician, 'referDischarge', referred)).toBe('FORBIDDEN');
    expect(await refused(clinician, 'chooseOffer', chosen)).toBe('FORBIDDEN');
    const worker = await s.managerOf(home, 'care-worker', 'DIRECT_CARE');
    const answered = { ...chosen, answer: 'DECLINE', reason: 'No.' };
    expect(await refused(worker, 'answerRequest', answered)).toBe('FORBIDDEN');
    expect(await refused(await s.managerOf(home, 'manager', 'DIRECT_CARE'), 'answerRequest', answered)).toBe(
      'FORBIDDEN',
    );
    expect(await refused(await s.managerOf(home), 'chooseOffer', chosen)).toBe('NOT_SHARED');
    const broker = await s.hub.as(s.council.code, 'broker', 'DISCHARGE');
    expect(await refused(broker, 'acceptAsTrustedAssessor', chosen)).toBe('NOT_SHARED');

    const unknown = (field: string) => [{ path: ['input', field], code: 'UNKNOWN' }];
    for (const stranger of [broker, elsewhere]) {
      expect((await s.change(stranger, 'chooseOffer', chosen)).problems).toEqual(unknown('request'));
      expect((await s.change(stranger, 'answerQuestion', { ...chosen, reply: 'Yes.' })).problems).toEqual(
        unknown('request'),
      );
      const back = { referral: record?.id, version: 1, reason: 'Mine.' };
      expect((await s.change(stranger, 'withdrawReferral', back)).problems).toEqual(unknown('referral'));
      expect((await s.change(stranger, 'referDischarge', referred)).problems).toEqual(unknown('resident'));
    }
    expect(await contentsOf(s.database.owner)).toEqual(before);
  });

  it('answers once for each key, and not with another answer under the same', async () => {
    const person = await s.patient();
    await s.refer(person);
    const [home] = s.homes;
    const input = { idempotencyKey: 'the-same-answer', reason: 'No bed.' };
    const first = await s.answer(home, 'DECLINE', { ...input, version: 1 });
    expect(await s.answer(home, 'DECLINE', { ...input, version: 1 })).toEqual(first);
    await expect(s.answer(home, 'DECLINE', { ...input, version: 1, reason: 'No staff.' })).rejects.toThrow(
      'IDEMPOTENCY_KEY_REUSED',
    );
  });
});
