import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { day } from '../../support/days.ts';
import { type Setting, setting } from './setting.ts';

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

describe('a home that admits more people than it has beds', () => {
  it('is asked to look again, counting those of whom it alone says that they live there, and may say that it is so', async () => {
    const home = await s.make.home({ council: s.council, columns: { registered_beds: 2 } });
    await s.make.resident({ home });
    const gone = await s.make.resident();
    await s.make.placement({ resident: gone, home, from: day(-90), to: day(-1) });
    const manager = await s.hub.as(home.organisation.code, 'manager', 'DIRECT_CARE', 'of-a-small-home');
    const admits = (person: object, more = {}) =>
      s.admits(person as never, { home: home.code, from: day(0), ...more }, manager);
    expect((await admits(s.newcomer())).problems).toEqual([]);
    const third = s.newcomer();
    expect((await admits(third)).problems).toEqual([{ path: ['input', 'home'], code: 'CONFIRM' }]);
    expect(await s.statesOf(manager, third)).toEqual([]);
    expect((await admits(third, { confirm: true })).problems).toEqual([]);
    expect(await s.statesOf(manager, third)).toEqual(['PENDING']);
  });

  it('is told of the last bed where two are admitted to it at the same moment', async () => {
    const home = await s.make.home({ council: s.council, columns: { registered_beds: 1 } });
    const manager = await s.hub.as(home.organisation.code, 'manager', 'DIRECT_CARE', 'of-one-bed');
    const both = [s.newcomer(), s.newcomer()].map((person) =>
      s.admits(person, { home: home.code, from: day(0) }, manager),
    );
    const codes = (await Promise.all(both)).map(({ problems }) => problems.map(({ code }) => code));
    expect(codes.sort()).toEqual([[], ['CONFIRM']]);
  });
});

describe('a council that arranges a placement', () => {
  const RECORD = `mutation ($input: RecordPlacementInput!) {
    recordPlacement(input: $input) { record { from } problems { path code message } } }`;
  const finance = () => s.hub.as(s.council.code, 'finance', 'FUNDING', 'payments');
  /** Somebody who has left the home, and for whom the council pays on. */
  async function paidFor() {
    const resident = await s.make.resident();
    const left = await s.make.placement({ resident, home: s.home, from: day(-90), to: day(-1) });
    await s.make.funding({
      resident,
      home: s.home,
      placement: left,
      source: 'COUNCIL',
      payer: s.council,
      from: day(-90),
    });
    type Seen = { resident: { id: string } };
    const { data } = await (await finance()).ask<Seen>(
      'query ($nhsNumber: NhsNumber!) { resident(nhsNumber: $nhsNumber) { id } }',
      resident,
    );
    return data.resident.id;
  }
  async function records(resident: string, home: { code: string }, more = {}) {
    const input = { resident, home: home.code, careType: 'RESIDENTIAL', from: day(0), ...more };
    type Recorded = { recordPlacement: { record: object | null; problems: { path: string[]; code: string }[] } };
    const { data } = await (await finance()).ask<Recorded>(RECORD, { input: { idempotencyKey: s.key(), ...input } });
    return data.recordPlacement.problems.map(({ path, code }) => `${path.at(-1)} ${code}`);
  }

  it('is asked to look again where as many live in the home as it has beds, and may say that it is so', async () => {
    const home = await s.make.home({ council: s.council, columns: { registered_beds: 1 } });
    const [first, second] = [await paidFor(), await paidFor()];
    expect(await records(first, home)).toEqual([]);
    expect(await records(second, home)).toEqual(['home CONFIRM']);
    expect(await records(second, home, { confirm: true })).toEqual([]);
  });

  it('names no home that the CQC has closed by then, nor does whoever claims to live there or to pay for it', async () => {
    const home = await s.make.home({ council: s.council, columns: { deregistered_on: day(-5) } });
    expect(await records(await paidFor(), home)).toEqual(['home UNKNOWN']);
    const manager = await s.hub.as(home.organisation.code, 'manager', 'DIRECT_CARE', 'of-a-closed-home');
    const [person, resident] = [s.newcomer(), await s.make.resident()];
    const admits = (from: string) => s.admits(person, { home: home.code, from }, manager);
    expect((await admits(day(-3))).problems).toEqual([{ path: ['input', 'home'], code: 'UNKNOWN' }]);
    expect((await admits(day(-20))).problems).toEqual([]);
    const claims = async (from: string) => {
      const input = { ...s.newcomer(), home: home.code, source: 'COUNCIL', weeklyAmount: 800, from };
      type Claimed = { claimFunding: { problems: { path: string[]; code: string }[] } };
      const { data } = await (await finance()).ask<Claimed>(
        'mutation ($input: ClaimFundingInput!) { claimFunding(input: $input) { problems { path code } } }',
        { input: { idempotencyKey: s.key(), ...input } },
      );
      return data.claimFunding.problems.map(({ path, code }) => `${path.at(-1)} ${code}`);
    };
    expect(await claims(day(-3))).toEqual(['home UNKNOWN']);
    expect(await claims(day(-20))).toEqual([]);
    // Nor does a feed: the database holds it.
    await expect(s.make.placement({ resident, home, from: day(-5) })).rejects.toThrow('not registered any more');
    await s.make.placement({ resident, home, from: day(-6) });
  });
});
