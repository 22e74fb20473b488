import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { keepLapsedEnded } from '../../../src/subjects/discharge-referral/keep-ended.ts';
import { driftOf } from '../../register/register.ts';
import { inHours, need, type Setting, setting } from './setting.ts';

describe('the bed of a chosen home', () => {
  let s: Setting;
  beforeAll(async () => {
    s = await setting();
  });
  afterAll(() => s.end());
  afterEach(async () => expect(await driftOf(s.database.owner)).toEqual([]));

  /** Somebody for whom a home offers its bed. */
  async function offered(home = s.homes[0]) {
    const person = await s.patient();
    await s.refer(person, { homes: [home.code] });
    await s.answer(home, 'ACCEPT');
    return person;
  }

  /** A home of which nobody else takes a bed. */
  async function roomy() {
    const home = await s.make.home({ council: s.council });
    await s.make.capacity({ home, columns: { maximum: 40, occupied: 37, reserved: 1, available: 2 } });
    return home;
  }

  it('is reserved when the offer is chosen, and what the home had stated stays in the history', async () => {
    const [home] = s.homes;
    expect(await s.beds(home)).toBe('37 occupied, 1 reserved, 2 available');
    const person = await offered();
    expect(await s.beds(home)).toBe('37 occupied, 1 reserved, 2 available');
    expect((await s.choose(person, home)).problems).toEqual([]);
    expect(await s.beds(home)).toBe('37 occupied, 2 reserved, 1 available');
    const { rows } = await s.database.owner.query(
      'select count(*)::int as stated, count(distinct as_of)::int as counted from capacity where home_id = $1',
      [home.id],
    );
    expect(rows).toEqual([{ stated: 2, counted: 1 }]);
  });

  it('stays reserved though the home tells of a count from before the choice', async () => {
    const home = await roomy();
    const manager = await s.managerOf(home, 'manager', 'DIRECT_CARE');
    const counted = { maximum: 40, occupied: 37, reserved: 1, available: 2 };
    let count = 0;
    const tell = async (asOf: string, careTypes = [{ careType: 'RESIDENTIAL', ...counted }]) =>
      (
        await manager.ask<{ updateCapacity: { problems: { code: string }[] } }>(
          'mutation ($input: UpdateCapacityInput!) { updateCapacity(input: $input) { problems { code } } }',
          { input: { idempotencyKey: `counted-${++count}`, asOf, careTypes } },
        )
      ).data.updateCapacity.problems.map(({ code }) => code);
    const person = await offered(home);
    const before = new Date().toISOString();
    await s.choose(person, home);
    expect(await tell(before)).toEqual(['OUTDATED']);
    expect(await s.beds(home)).toBe('37 occupied, 2 reserved, 1 available');
    expect(await tell(new Date().toISOString())).toEqual([]);
    expect(await tell(new Date().toISOString())).toEqual([]);
  });

  it('is had by one of two who choose the last one at the same time', async () => {
    const [home] = s.homes;
    const [one, other] = [await offered(), await offered()];
    const came = await Promise.all([s.choose(one, home), s.choose(other, home)]);
    const problems = came.flatMap((each) => each.problems.map(({ code }) => code));
    expect(problems).toEqual(['NO_BED']);
    expect(await s.beds(home)).toBe('37 occupied, 3 reserved, 0 available');
    const sees = await Promise.all([one, other].map((person) => s.holds(home.organisation, person)));
    expect(sees.flat()).toEqual(['home.accepted']);
  });

  it('is free again when the referral is taken back, and the home sees the person no more', async () => {
    const home = s.homes[1];
    const person = await offered(home);
    await s.choose(person, home);
    expect(await s.beds(home)).toBe('37 occupied, 2 reserved, 1 available');
    const [referral] = await s.referralsOf(s.coordinator, person);
    const { id, version } = referral as { id: string; version: number };
    await s.change(s.coordinator, 'withdrawReferral', { referral: id, version, reason: 'Died.' });
    expect(await s.beds(home)).toBe('37 occupied, 1 reserved, 2 available');
    expect(await s.holds(home.organisation, person)).toEqual([]);
  });

  it('is let go when the chosen home backs out with a reason: it sees the person no more, and others can be asked', async () => {
    const home = await roomy();
    const person = await offered(home);
    await s.choose(person, home);
    expect((await s.answer(home, 'ACCEPT')).problems).toMatchObject([{ code: 'ALREADY_ENDED' }]);
    expect((await s.answer(home, 'DECLINE')).problems).toMatchObject([{ code: 'REQUIRED' }]);
    expect(await s.beds(home)).toBe('37 occupied, 2 reserved, 1 available');
    const reason = 'An outbreak of norovirus began today.';
    const { record, problems } = await s.answer(home, 'DECLINE', { reason });
    expect(problems).toEqual([]);
    expect(record).toMatchObject({ state: 'DECLINED', reason, referral: null });
    expect(await s.beds(home)).toBe('37 occupied, 1 reserved, 2 available');
    expect(await s.holds(home.organisation, person)).toEqual([]);
    const [referral] = await s.referralsOf(s.coordinator, person);
    expect(referral).toMatchObject({ state: 'DECLINED', withdrawalReason: null });
    expect(referral?.requests).toMatchObject([{ state: 'DECLINED', reason }]);
    expect((await s.answer(home, 'DECLINE', { reason })).problems).toMatchObject([{ code: 'ALREADY_ENDED' }]);
    expect((await s.refer(person, { homes: [s.homes[2].code] })).problems).toEqual([]);
  });

  it('is free again when nobody came: the person is closed at that moment, the bed when it is next looked for', async () => {
    const home = s.homes[1];
    const person = await offered(home);
    for (const reserveUntil of [inHours(20), inHours(24 * 9)]) {
      expect((await s.choose(person, home, { reserveUntil })).problems).toEqual([
        { path: ['input', 'reserveUntil'], code: 'OUT_OF_RANGE' },
      ]);
    }
    await s.choose(person, home, { reserveUntil: inHours(30) });
    await s.pass(person, 31);
    expect(await s.holds(home.organisation, person)).toEqual([]);
    expect(await s.referralsOf(s.coordinator, person)).toMatchObject([{ state: 'EXPIRED' }]);
    await s.database.owner.query(
      'update capacity set available = 0, occupied = occupied + available where home_id = $1 and valid_until is null',
      [home.id],
    );
    const next = await offered(home);
    expect((await s.choose(next, home)).problems).toEqual([]);
    expect(await s.beds(home)).toBe('38 occupied, 2 reserved, 0 available');
  });

  it('is let go once, however many look for what has run out', async () => {
    const home = s.homes[2];
    const persons = [await s.patient(), await s.patient()];
    for (const person of persons) {
      await s.refer(person, { homes: [home.code] });
      await s.answer(home, 'ACCEPT');
      await s.choose(person, home);
    }
    for (const person of persons) await s.pass(person, 60);
    expect(await s.beds(home)).toBe('37 occupied, 3 reserved, 0 available');
    const looks = Array.from({ length: 4 }, () =>
      s.database.owner.query('select hub.end_lapsed_referrals(null, null, 100) as ended'),
    );
    const ended = (await Promise.all(looks)).reduce((sum, { rows }) => sum + Number(rows[0]?.ended), 0);
    expect(ended).toBe(2);
    expect(await s.beds(home)).toBe('37 occupied, 1 reserved, 2 available');
  });

  it('is let go by the hub itself, by one of the processes that look', async () => {
    const home = s.homes[2];
    const person = await offered(home);
    await s.choose(person, home);
    await s.pass(person, 60);
    const failures: unknown[] = [];
    const parts = { ownerUrl: s.database.ownerUrl, every: 50, failed: (error: unknown) => failures.push(error) };
    const hubs = [keepLapsedEnded(parts), keepLapsedEnded(parts)];
    const state = async () =>
      (
        await s.database.owner.query(
          `select state from discharge_referral where resident_id = $1 and valid_until is null`,
          [person.id],
        )
      ).rows[0]?.state;
    for (let look = 0; look < 100 && (await state()) !== 'EXPIRED'; look++) await pause(50);
    for (const hub of hubs) await hub.stop();
    expect(await state()).toBe('EXPIRED');
    expect(failures).toEqual([]);
    expect(await s.beds(home)).toBe('37 occupied, 1 reserved, 2 available');
  });

  it('is occupied when the person has moved in, and the home goes on seeing the person as its resident', async () => {
    const home = s.homes[2];
    const person = await offered(home);
    await s.choose(person, home);
    await s.make.placement({ resident: person, home, from: new Date().toISOString().slice(0, 10) });
    expect(await s.referralsOf(s.coordinator, person)).toMatchObject([
      { state: 'ADMITTED', requests: [{ state: 'ADMITTED' }] },
    ]);
    expect(await s.beds(home)).toBe('38 occupied, 1 reserved, 1 available');
    expect(await s.holds(home.organisation, person)).toEqual(['home.current']);
  });

  it('is occupied also by whoever the home had recorded ahead, from the day on which the person comes', async () => {
    const home = await roomy();
    const person = await offered(home);
    await s.choose(person, home);
    const placement = await s.make.placement({ resident: person, home, from: inHours(48).slice(0, 10) });
    const end = () => s.database.owner.query('select hub.end_lapsed_referrals(null, null, 100)');
    await end();
    expect(await s.referralsOf(s.coordinator, person)).toMatchObject([{ state: 'CHOSEN' }]);
    // Nobody writes anything on the day itself.
    await s.database.owner.query('alter table placement disable trigger referral_followed');
    await s.database.owner.query('update placement set from_on = $2 where id = $1', [
      placement.id,
      new Date().toISOString().slice(0, 10),
    ]);
    await s.database.owner.query('alter table placement enable trigger referral_followed');
    await end();
    expect(await s.referralsOf(s.coordinator, person)).toMatchObject([
      { state: 'ADMITTED', requests: [{ state: 'ADMITTED' }] },
    ]);
    expect(await s.beds(home)).toBe('38 occupied, 1 reserved, 1 available');
  });

  it('that ran out somewhere else keeps nobody from coming back, though nothing has recorded its end', async () => {
    const [home, away] = [s.homes[0], await roomy()];
    const person = await s.patient({ home });
    const placement = { id: (await s.database.owner.query('select id from placement')).rows.at(-1).id };
    await s.make.funding({ resident: person, home, placement, source: 'COUNCIL', payer: s.council });
    const broker = await s.hub.as(s.council.code, 'broker', 'DISCHARGE', 'broker');
    const { id } = (
      await broker.ask<{ resident: { id: string } }>(
        'query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { id } }',
        { nhsNumber: person.nhsNumber },
      )
    ).data.resident;
    const asked = { earliest: inHours(30), answerBy: inHours(3), homes: [away.code], kind: 'NEW_PLACEMENT' };
    const { record } = await s.change(broker, 'referDischarge', { resident: id, need, ...asked });
    const [request] = await s.requestsOf(await s.managerOf(away), 'WAITING');
    await s.change(await s.managerOf(away), 'answerRequest', { request: request?.id, version: 1, answer: 'ACCEPT' });
    const chosen = { request: record?.requests[0]?.id, version: 2, reserveUntil: inHours(31) };
    expect((await s.change(broker, 'chooseOffer', chosen)).problems).toEqual([]);
    await s.refer(person, { kind: 'RETURN', homes: [], answerBy: inHours(100) });
    await s.pass(person, 35);
    expect((await s.answer(home, 'ACCEPT')).problems).toEqual([]);
    expect(await s.beds(away)).toBe('37 occupied, 1 reserved, 2 available');
  });

  it('is never reserved twice for one person', async () => {
    const home = s.homes[2];
    const person = await s.patient();
    const broker = await s.hub.as(s.council.code, 'broker', 'DISCHARGE', 'broker');
    const away = await s.make.placement({ resident: person, home: s.homes[0], from: '2024-01-01', to: '2025-01-01' });
    await s.make.funding({ resident: person, home: s.homes[0], placement: away, source: 'COUNCIL', payer: s.council });
    await s.refer(person, { homes: [home.code] });
    await s.answer(home, 'ACCEPT');
    const [seen] = await s.referralsOf(broker, person);
    expect(seen).toMatchObject({ state: 'OPEN', requests: [{ state: 'OFFERED' }] });
    expect(await s.choose(person, home)).toMatchObject({ problems: [] });
    const stolen = { request: seen?.requests[0]?.id, version: seen?.requests[0]?.version };
    expect((await s.change(broker, 'chooseOffer', stolen)).problems).toEqual([
      { path: ['input', 'request'], code: 'UNKNOWN' },
    ]);
    const { id } = (
      await broker.ask<{ resident: { id: string } }>(
        'query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { id } }',
        { nhsNumber: person.nhsNumber },
      )
    ).data.resident;
    const asked = { earliest: inHours(30), answerBy: inHours(3), homes: [s.homes[1].code], kind: 'NEW_PLACEMENT' };
    const { record } = await s.change(broker, 'referDischarge', { resident: id, need, ...asked });
    const manager = await s.managerOf(s.homes[1]);
    const own = (await s.requestsOf(manager)).find(({ earliest }) => earliest === asked.earliest);
    await s.change(manager, 'answerRequest', { request: own?.id, version: 1, answer: 'ACCEPT' });
    const second = { request: record?.requests[0]?.id, version: 2 };
    expect((await s.change(broker, 'chooseOffer', second)).problems).toEqual([
      { path: ['input', 'request'], code: 'ALREADY_RECORDED' },
    ]);
  });
});
