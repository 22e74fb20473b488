import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { driftOf } from '../../register/register.ts';
import { inHours, type Setting, setting } from './setting.ts';

describe('a discharge referral', () => {
  let s: Setting;
  beforeAll(async () => {
    s = await setting();
  });
  afterAll(() => s.end());
  afterEach(async () => expect(await driftOf(s.database.owner)).toEqual([]));

  it('asks several homes at once: one declines, one asks back, one offers and is chosen', async () => {
    const person = await s.patient();
    const [first, second, third] = s.homes;
    const { record, problems } = await s.refer(person);
    expect(problems).toEqual([]);
    expect(record).toMatchObject({ kind: 'NEW_PLACEMENT', state: 'OPEN', version: 1, chosenHome: null, endedAt: null });
    expect(record?.requests.map(({ state }) => state)).toEqual(['WAITING', 'WAITING', 'WAITING']);

    expect((await s.answer(first, 'DECLINE', { reason: 'No hoist here.' })).record).toMatchObject({
      state: 'DECLINED',
    });
    expect((await s.answer(second, 'ASK', { question: 'Does she smoke?' })).record).toMatchObject({
      ...{ state: 'QUESTIONED', question: 'Does she smoke?', version: 2 },
    });
    const asked = await s.requestTo(person, second);
    const replied = { request: asked.id, version: asked.version, reply: 'No.' };
    expect((await s.change(s.coordinator, 'answerQuestion', replied)).record).toMatchObject({ state: 'WAITING' });
    expect((await s.answer(third, 'ACCEPT')).record).toMatchObject({ state: 'OFFERED', referral: null });

    const reserveUntil = inHours(40);
    expect((await s.choose(person, third, { reserveUntil })).problems).toEqual([]);
    const [chosen] = await s.referralsOf(s.coordinator, person);
    expect(chosen).toMatchObject({ state: 'CHOSEN', chosenHome: { cqcLocationId: third.code } });
    const stateOf = (code: string) => chosen?.requests.find(({ home }) => home.cqcLocationId === code);
    expect(stateOf(first.code)).toMatchObject({ state: 'DECLINED', reason: 'No hoist here.' });
    expect(stateOf(second.code)).toMatchObject({ state: 'NOT_CHOSEN', reply: 'No.', closedAt: expect.any(String) });
    expect(stateOf(third.code)).toMatchObject({ state: 'CHOSEN', answeredAt: expect.any(String) });
    const [notChosen, ...none] = await s.requestsOf(await s.managerOf(second), 'NOT_CHOSEN');
    expect(none).toEqual([]);
    // How long the bed of another home is kept is not for those to know that were not chosen.
    expect(notChosen?.reserveUntil).toBe(record?.reserveUntil);
    expect(await s.requestsOf(await s.managerOf(third), 'CHOSEN')).toMatchObject([{ reserveUntil }]);
  });

  it('says whether a home takes discharges then, by the hours of the weekday in London', async () => {
    const [home] = s.homes;
    const saturday = new Date(Date.now() + 24 * 3_600_000);
    while (saturday.getUTCDay() !== 6) saturday.setUTCDate(saturday.getUTCDate() + 1);
    saturday.setUTCHours(13, 30, 0, 0);
    await s.database.owner.query(
      `insert into discharge_hours (home_id, weekday, from_at, until_at) values ($1, 'SATURDAY', '09:00', '16:00')`,
      [home.id],
    );
    const takes = async (earliest: Date) => {
      const person = await s.patient();
      const asked = { earliest: earliest.toISOString(), homes: [home.code] };
      return (await s.refer(person, asked)).record?.requests.map((request) => request.takesDischargesThen);
    };
    expect(await takes(saturday)).toEqual([true]);
    saturday.setUTCHours(18);
    expect(await takes(saturday)).toEqual([false]);
  });

  it('is refused outside its moments, without homes, to homes that are none, and beside one that is open', async () => {
    const person = await s.patient();
    const codes = async (more: object) =>
      (await s.refer(person, more)).problems.map(({ path, code }) => [path[1], code]);
    expect(await codes({ answerBy: inHours(-1) })).toEqual([['answerBy', 'OUT_OF_RANGE']]);
    expect(await codes({ answerBy: inHours(24 * 15) })).toContainEqual(['answerBy', 'OUT_OF_RANGE']);
    expect(await codes({ earliest: inHours(-1) })).toEqual([['earliest', 'OUT_OF_RANGE']]);
    expect(await codes({ reserveUntil: inHours(3) })).toEqual([['reserveUntil', 'OUT_OF_RANGE']]);
    expect(await codes({ reserveUntil: inHours(24 * 9) })).toEqual([['reserveUntil', 'OUT_OF_RANGE']]);
    expect(await codes({ homes: [] })).toEqual([['homes', 'REQUIRED']]);
    expect(await codes({ homes: ['1-404'] })).toEqual([['homes', 'UNKNOWN']]);
    const nursing = { careType: 'NURSING', gender: 'MALE', mobility: 'INDEPENDENT', hoist: false, oxygen: false };
    const more = { infectionStatus: 'RECOVERED', medicinesReady: false, transport: 'SEATED', fundingRoute: 'SELF' };
    expect(await codes({ need: { ...nursing, ...more } })).toEqual([['homes', 'OUT_OF_RANGE']]);
    expect(await codes({ kind: 'RETURN', homes: [] })).toEqual([['kind', 'NOT_POSSIBLE']]);
    expect(await codes({})).toEqual([]);
    expect(await codes({})).toEqual([['resident', 'ALREADY_RECORDED']]);
  });

  it('back to the own home goes there alone, says whose it is, and is settled when the home says yes', async () => {
    const [home, other] = s.homes;
    const person = await s.patient({ home });
    const before = await s.beds(home);
    expect((await s.refer(person, { kind: 'RETURN', homes: [other.code] })).problems).toEqual([
      { path: ['input', 'homes'], code: 'OUT_OF_RANGE' },
    ]);
    expect((await s.refer(person, { homes: [home.code] })).problems).toEqual([
      { path: ['input', 'homes'], code: 'OUT_OF_RANGE' },
    ]);
    expect((await s.refer(person, { kind: 'RETURN', homes: [] })).record?.requests).toHaveLength(1);
    const waiting = await s.requestsOf(await s.managerOf(home), 'WAITING');
    const request = waiting.find(({ kind }) => kind === 'RETURN');
    expect(request).toMatchObject({ kind: 'RETURN', referral: { resident: { nhsNumber: person.nhsNumber } } });
    expect((await s.answer(home, 'ACCEPT')).record).toMatchObject({ state: 'CHOSEN' });
    expect(await s.beds(home)).toBe(before);
    expect(await s.holds(home.organisation, person)).toEqual(['home.current']);
    const placement = { id: (await s.database.owner.query('select id from placement')).rows.at(-1).id };
    // That the resident came back from an earlier stay, told late, is no news of this one.
    await s.make.absence({ resident: person, home, placement, from: '2026-10-01', to: '2026-10-05' });
    expect(await s.referralsOf(s.coordinator, person)).toMatchObject([{ state: 'CHOSEN' }]);
    await s.make.absence({ resident: person, home, placement, from: '2026-11-01', to: inHours(0).slice(0, 10) });
    expect(await s.referralsOf(s.coordinator, person)).toMatchObject([{ state: 'ADMITTED' }]);
  });

  it('goes to no home that is under an embargo, and no offer of before is chosen there; its own residents come back', async () => {
    const [home, other] = s.homes;
    const broker = await s.hub.as(s.council.code, 'broker', 'DISCHARGE');
    const said = async (mutation: 'setEmbargo' | 'liftEmbargo', more = '') => {
      const input = `{ idempotencyKey: "${mutation}-of-${home.code}", home: "${home.code}"${more} }`;
      const { data } = await broker.ask(`mutation { ${mutation}(input: ${input}) { problems { code } } }`);
      expect(data).toEqual({ [mutation]: { problems: [] } });
    };
    const person = await s.patient();
    await s.refer(person, { homes: [home.code, other.code] });
    await s.answer(home, 'ACCEPT');
    await said('setEmbargo', ', reason: "Unsafe care."');
    expect((await s.choose(person, home)).problems).toEqual([{ path: ['input', 'request'], code: 'EMBARGOED' }]);
    const another = await s.patient();
    expect((await s.refer(another, { homes: [other.code, home.code] })).problems).toEqual([
      { path: ['input', 'homes'], code: 'EMBARGOED' },
    ]);
    expect((await s.refer(await s.patient({ home }), { kind: 'RETURN', homes: [] })).problems).toEqual([]);
    await said('liftEmbargo');
    expect((await s.choose(person, home)).problems).toEqual([]);
  });

  it('is read with its request in as many statements for several returns as for one', async () => {
    const home = s.homes[2];
    const manager = await s.managerOf(home);
    const reads = async () => {
      s.statements.length = 0;
      const told = (await s.requestsOf(manager, 'WAITING')).filter(({ referral }) => referral?.resident.familyName);
      return [told.length, s.statements.length];
    };
    const comesBack = async () => s.refer(await s.patient({ home }), { kind: 'RETURN', homes: [] });
    await comesBack();
    const [one, few] = await reads();
    for (let more = 0; more < 3; more += 1) await comesBack();
    expect(await reads()).toEqual([Number(one) + 3, few]);
  });

  it('is offered by a trusted assessor only for a home that accepts one', async () => {
    const person = await s.patient();
    const [accepts, not] = s.homes;
    await s.refer(person);
    const assess = async (home: typeof accepts, whom = person) => {
      const { id, version } = await s.requestTo(whom, home);
      return s.change(s.coordinator, 'acceptAsTrustedAssessor', { request: id, version });
    };
    expect((await assess(not)).problems).toEqual([{ path: ['input', 'request'], code: 'NOT_POSSIBLE' }]);
    expect((await assess(accepts)).record).toMatchObject({ state: 'OFFERED', byTrustedAssessor: true });
    const declined = await s.patient();
    await s.refer(declined);
    await s.answer(accepts, 'DECLINE', { reason: 'Too few staff at night.' });
    expect((await assess(accepts, declined)).problems).toEqual([{ path: ['input', 'request'], code: 'NOT_POSSIBLE' }]);
  });

  it('runs out without anybody recording it: unanswered at its moment, offered when offers lapse', async () => {
    const [home, other] = s.homes;
    const [unanswered, offered] = [await s.patient(), await s.patient()];
    await s.refer(unanswered);
    await s.pass(unanswered, 5);
    expect(await s.referralsOf(s.coordinator, unanswered)).toMatchObject([
      { state: 'EXPIRED', endedAt: expect.any(String), requests: s.homes.map(() => ({ state: 'EXPIRED' })) },
    ]);
    await s.refer(offered);
    await s.answer(home, 'ACCEPT');
    await s.pass(offered, 5);
    expect(await s.referralsOf(s.coordinator, offered)).toMatchObject([{ state: 'OPEN' }]);
    expect((await s.answer(other, 'ACCEPT')).problems).toEqual([{ path: ['input', 'request'], code: 'ALREADY_ENDED' }]);
    await s.pass(offered, 48);
    expect(await s.referralsOf(s.coordinator, offered)).toMatchObject([{ state: 'EXPIRED' }]);
    expect((await s.choose(offered, home)).problems).toEqual([{ path: ['input', 'request'], code: 'ALREADY_ENDED' }]);
    expect((await s.refer(offered)).problems).toEqual([]);
  });

  it('is not changed by whoever read an older version', async () => {
    const person = await s.patient();
    const [home] = s.homes;
    await s.refer(person);
    await s.answer(home, 'ACCEPT');
    const { id, version } = await s.requestTo(person, home);
    await s.answer(home, 'DECLINE', { reason: 'The bed is gone.' });
    const stale = [{ path: ['input', 'version'], code: 'STALE_VERSION' }];
    expect((await s.change(s.coordinator, 'chooseOffer', { request: id, version })).problems).toEqual(stale);
    expect((await s.answer(home, 'ACCEPT', { version: 1 })).problems).toEqual(stale);
    const [referral] = await s.referralsOf(s.coordinator, person);
    const back = { referral: referral?.id, version: 1, reason: 'Too ill.' };
    expect((await s.change(s.coordinator, 'withdrawReferral', back)).problems).toEqual(stale);
    expect((await s.choose(person, home)).problems).toEqual([{ path: ['input', 'request'], code: 'NOT_POSSIBLE' }]);
  });

  it('can be taken back by the referrer also when the person is its patient no more', async () => {
    const person = await s.patient();
    const { record } = await s.refer(person);
    await s.database.owner.query(
      `update hospital_stay set discharged_at = now() - interval '40 days', admitted_at = now() - interval '50 days' where resident_id = $1`,
      [person.id],
    );
    const back = { referral: record?.id, version: record?.version, reason: 'Went to the daughter.' };
    expect(await s.change(s.coordinator, 'withdrawReferral', back)).toEqual({ record: null, problems: [] });
    const { rows } = await s.database.owner.query(
      `select state, withdrawal_reason as reason from discharge_referral where resident_id = $1 and valid_until is null`,
      [person.id],
    );
    expect(rows).toEqual([{ state: 'WITHDRAWN', reason: 'Went to the daughter.' }]);
  });
});
