import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { looksIn } from '../../access/record/report/support/reports.ts';
import { day } from '../../support/days.ts';
import type { MadeResident } from '../../support/factories.ts';
import type { Asking } from '../../support/hub.ts';
import { to } from '../access/setting.ts';
import { type Setting, setting } from './setting.ts';

const ONE = 'query ($n: NhsNumber!) { resident(nhsNumber: $n) { id familyName } }';

let s: Setting;
let officer: Asking;
let doctor: Asking;
beforeAll(async () => {
  s = await setting();
  const { code } = s.practice.organisation;
  officer = await s.hub.as(code, 'privacy-officer', 'INFORMATION_GOVERNANCE', 'officer-p');
  doctor = await s.hub.as(code, 'clinician', 'DIRECT_CARE', 'dr-p');
});
afterAll(() => s?.end());

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
const looksOf = async (resident: { nhsNumber: string }) =>
  (await to(officer, { nhsNumber: resident.nhsNumber }, { filter: { user: 'dr-p' } })).nodes;
const report = async (resident: MadeResident) =>
  (await looksIn(s.database.ownerUrl, { resident: resident.id })).filter(({ user }) => user === 'dr-p');

describe('when two were found to be one', () => {
  it('looks at either are told to the officer and to the resident, as long as they are one', async () => {
    const both = await two();
    const [survivor, superseded] = both;
    await doctor.ask(ONE, { n: superseded.nhsNumber });
    const match = await waiting(both);
    expect([await looksOf(survivor), await report(survivor)]).toEqual([[], []]);
    await s.confirm(match);
    for (const asked of both) {
      const looks = await looksOf(asked);
      expect(looks.map(({ operation }) => operation)).toEqual(['resident']);
      expect(looks[0]?.residents).toEqual([
        {
          id: expect.any(String),
          resident: { id: expect.any(String), nhsNumber: survivor.nhsNumber },
          relationships: ['practice.agreed'],
          shown: expect.arrayContaining([expect.objectContaining({ field: 'familyName', form: 'clear' })]),
        },
      ]);
    }
    expect((await report(survivor)).map(({ operation }) => operation)).toEqual(['resident']);
    await s.split(match);
    expect([await looksOf(survivor), await report(survivor)]).toEqual([[], []]);
    expect((await looksOf(superseded)).length).toBe(1);
  });

  it('that is on record as a write about both', async () => {
    const both = await two();
    await s.confirm(await waiting(both), doctor);
    const ids = both.map(({ id }) => id);
    expect(
      await s.rows(
        `select kind, "user", role, purpose, outcome from hub.access_entry
         where operation = 'confirmMatch' and kind = 'WRITE' and residents @> $1::uuid[]`,
        ids,
      ),
    ).toEqual([{ kind: 'WRITE', user: 'dr-p', role: 'clinician', purpose: 'DIRECT_CARE', outcome: 'ANSWERED' }]);
  });

  it('an open enquiry about one tells nobody of itself, and stays with the council', async () => {
    const [open, without] = [await two(), await two()];
    await s.make.enquiry({ resident: open[1], council: s.council, openedOn: day(-9) });
    await s.make.concern({ resident: open[1], author: s.home.organisation, council: s.council });
    const told = async (both: [MadeResident, MadeResident]) => {
      const { record, problems } = await s.confirm(await waiting(both));
      return { state: record?.state, problems };
    };
    expect(await told(open)).toEqual(await told(without));
    const CONCERNS =
      'query ($n: NhsNumber!) { resident(nhsNumber: $n) { safeguardingConcerns(first: 5) { totalCount } withheld { field } } }';
    const seen = async ([{ nhsNumber: n }]: [MadeResident, MadeResident]) =>
      (await s.clinician.ask(CONCERNS, { n })).data;
    expect(await seen(open)).toEqual(await seen(without));
    const social = await s.hub.as(s.council.code, 'social-worker', 'SAFEGUARDING', 'sw-c');
    expect((await social.ask<{ resident: object | null }>(ONE, { n: open[1].nhsNumber })).data.resident).not.toBeNull();
    const looks = await looksIn(s.database.ownerUrl, { resident: open[0].id });
    expect(looks.filter(({ user }) => user === 'sw-c')).toEqual([]);
  });

  it('the stricter of two objections holds, and an order to keep one keeps both', async () => {
    const both = await two();
    const [survivor, superseded] = both;
    const match = await waiting(both);
    await s.make.objection({ resident: superseded, kind: 'ARTICLE_21', author: s.practice.organisation });
    await s.rows(
      `insert into hub.retention_hold (resident_id, because, ordered_by) values ($1, 'the coroner', 'I.Governor')`,
      superseded.id,
    );
    const kept = async () => (await s.rows('select hub.is_kept_back($1) as kept', survivor.id))[0]?.kept;
    const objected = async () =>
      (
        await s.rows(
          'select bool_or(objections <> 0) as told from hub.relationship where resident_id = $1',
          survivor.id,
        )
      )[0]?.told;
    expect([await kept(), await objected()]).toEqual([false, false]);
    await s.confirm(match);
    expect([await kept(), await objected()]).toEqual([true, true]);
    await s.split(match);
    expect([await kept(), await objected()]).toEqual([false, false]);
  });
});
