import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { event, file } from '../../imports/support/adt-file.ts';
import { day } from '../../support/days.ts';
import type { MadeResident } from '../../support/factories.ts';
import { type Setting, setting } from './setting.ts';

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

const stays = async ({ id }: MadeResident) =>
  (await s.rows(
    'select discharged_at is not null as ended from hospital_stay where resident_id = $1 and valid_until is null',
    id,
  )) as { ended: boolean }[];

describe('visits of two who were found to be one', () => {
  it('are ended under the number that was superseded, also under another name, and go back with the person', async () => {
    const survivor = await s.make.resident({ home: s.home, registeredWith: s.practice, since: day(-100) });
    const superseded = await s.make.resident();
    await s.make.practiceAgreement({ resident: superseded, practice: s.practice, from: day(-400) });
    await s.take(file(event('A01', '202603010930', superseded)));
    await s.told(survivor, superseded);
    const match = await s.matchOf(survivor);
    await s.confirm(match);
    expect([await stays(survivor), await stays(superseded)]).toEqual([[{ ended: false }], []]);
    const married = { 'PID-5': 'SAMPLE^EDITH', 'PID-7': '' };
    expect((await s.take(file(event('A03', '202603021000', superseded, married)))).lines).toEqual([]);
    expect(await stays(survivor)).toEqual([{ ended: true }]);
    // In one file, each under another of the two numbers.
    const other = { 'PV1-19': 'M2' };
    const both = file(
      event('A01', '202603050930', survivor, other),
      event('A03', '202603061000', superseded, { ...other, ...married }),
    );
    expect((await s.take(both)).lines).toEqual([]);
    expect(await stays(survivor)).toEqual([{ ended: true }, { ended: true }]);
    await s.split(match);
    expect([await stays(survivor), await stays(superseded)]).toEqual([[{ ended: true }], [{ ended: true }]]);
    const cancelled = file(event('A11', '202603071000', superseded));
    expect(await s.take(cancelled)).toMatchObject({ ended: 1, lines: [] });
    expect([await stays(survivor), await stays(superseded)]).toEqual([[{ ended: true }], []]);
  });
});
