import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { londonTime } from '../../../src/shared/dates.ts';
import type { Asking } from '../../support/hub.ts';
import { type Setting, setting } from '../reward-scheme/setting.ts';

const adoption = 'id initiative from to';
const today = londonTime(new Date()).date;
const year = Number(today.slice(0, 4));

let s: Setting;
let manager: Asking;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

async function anew() {
  manager = await s.managerOf(await s.home(), 'QUALITY_MONITORING');
}
const adopt = (initiative: string, from: string) =>
  s.tell<{ id: string }>(manager, 'adoptInitiative', { initiative, from }, adoption);
const end = (id: string, to: string, viewer = manager) =>
  s.tell<{ to: string }>(viewer, 'endInitiative', { adoption: id, to }, adoption);

it('adopts an initiative once at a time, and ends its own', async () => {
  await anew();
  const { record } = await adopt('RED_BAG', '2024-01-01');
  expect((await adopt('RED_BAG', '2023-01-01')).problems).toEqual([['initiative', 'ALREADY_RECORDED']]);
  expect((await adopt('FALLS', `${year + 1}-12-31`)).problems).toEqual([['from', 'IN_FUTURE']]);
  const other = await s.managerOf(await s.home());
  expect((await end(record.id, today, other)).problems).toEqual([['adoption', 'UNKNOWN']]);
  expect((await end(record.id, '2024-02-01')).problems).toEqual([['to', 'OUT_OF_RANGE']]);
  expect((await end(record.id, today)).record.to).toBe(today);
  expect((await end(record.id, today)).problems).toEqual([['adoption', 'ALREADY_ENDED']]);
  expect((await adopt('RED_BAG', today)).problems).toEqual([]);
  const both = await Promise.all([adopt('TELEHEALTH', today), adopt('TELEHEALTH', today)]);
  expect(both.filter(({ problems }) => problems.length)).toHaveLength(1);
});
