import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { driftOf } from '../../register/register.ts';
import { day } from '../../support/days.ts';
import type { MadeResident } from '../../support/factories.ts';
import { type Setting, setting } from './setting.ts';

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

/** Lives in the home; and was registered with the practice under another number until a year ago. */
async function two(): Promise<[MadeResident, MadeResident]> {
  const survivor = await s.make.resident({ home: s.home, registeredWith: s.practice, since: day(-100) });
  const superseded = await s.make.resident();
  await s.make.practiceAgreement({ resident: superseded, practice: s.practice, from: day(-400) });
  return [survivor, superseded];
}
async function waiting([survivor, superseded]: [MadeResident, MadeResident]): Promise<string> {
  await s.told(survivor, superseded);
  return s.matchOf(survivor);
}
const plansOf = async ({ id }: { id: string }) =>
  s.rows(
    'select id, reviewed_on is not null as written from care_plan where resident_id = $1 and valid_until is null',
    id,
  );

describe('the histories of two who are one', () => {
  it('have the plan in which somebody wrote, whosever it was, and each has its own again', async () => {
    const both = await two();
    const [survivor, superseded] = both;
    await s.make.carePlan({ resident: superseded, author: s.practice.organisation });
    const before = [await plansOf(survivor), await plansOf(superseded)];
    expect(before).toMatchObject([[{ written: false }], [{ written: true }]]);
    const match = await waiting(both);
    expect((await s.confirm(match)).problems).toEqual([]);
    expect(await plansOf(survivor)).toEqual(before[1]);
    expect((await s.split(match)).problems).toEqual([]);
    expect(await plansOf(survivor)).toMatchObject([{ written: false }]);
    expect(await plansOf(superseded)).toEqual(before[1]);
    expect(await driftOf(s.database.owner)).toEqual([]);
  });

  it.each(['before they are', 'once they are'])(
    'bear out what somebody claimed of the number that was superseded, %s one',
    async (when) => {
      const both = await two();
      const [survivor, superseded] = both;
      const council = await s.hub.as(s.council.code, 'finance', 'FUNDING');
      const { data } = await council.ask<{ claimFunding: { outcome: string; problems: object[] } }>(
        'mutation ($input: ClaimFundingInput!) { claimFunding(input: $input) { outcome problems { path code } } }',
        {
          input: {
            ...{ idempotencyKey: s.key(), nhsNumber: superseded.nhsNumber, familyName: 'Example' },
            ...{ dateOfBirth: '1938-03-04', home: s.home.code },
            ...{ source: 'COUNCIL', weeklyAmount: 812.5, from: day(-90) },
          },
        },
      );
      expect(data.claimFunding).toEqual({ outcome: 'ACCEPTED', problems: [] });
      const manager = await s.hub.as(s.home.organisation.code, 'manager', 'DIRECT_CARE');
      const says = async () =>
        manager.ask(
          'mutation ($input: ConfirmFundingInput!) { confirmFunding(input: $input) { outcome problems { code } } }',
          {
            input: {
              ...{ idempotencyKey: s.key(), resident: await s.known(manager, survivor.nhsNumber) },
              ...{ payer: s.council.code, source: 'COUNCIL' },
            },
          },
        );
      const paid = () => s.rows('select source from funding_component where resident_id = $1', survivor.id);
      if (when === 'before they are') await says();
      expect(await paid()).toEqual([]);
      const match = await waiting(both);
      expect((await s.confirm(match)).problems).toEqual([]);
      if (when === 'once they are') {
        expect(await paid()).toEqual([]);
        await says();
      }
      expect(await paid()).toEqual([{ source: 'COUNCIL' }]);
      expect(await driftOf(s.database.owner)).toEqual([]);
    },
  );
});
