import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Made, MadePlace } from '../../support/factories.ts';
import type { Asking } from '../../support/hub.ts';
import { monthsAgo as month, type Setting, setting } from '../reward-scheme/setting.ts';

interface Figure {
  figure: string;
  counted: number | null;
  value: number | null;
  reason: string | null;
}
interface Return {
  state: string;
  dueOn: string;
  figures: Figure[] | null;
  submissions: { version: number; reopeningReason: string | null; figures: Figure[] }[];
}
const figure = 'figure counted value reason';
const shown = `state dueOn figures { ${figure} } submissions { version reopeningReason figures { ${figure} } }`;
/** What the hub does not count. */
const byHand = [
  ...['SAFEGUARDING_CONCERNS_RAISED', 'COMPLAINTS', 'STAFF_IN_POST', 'VACANCIES', 'LEAVERS', 'STAFF_TRAINED'],
].map((name) => ({ figure: name, value: 2 }));

let s: Setting;
let home: MadePlace;
let manager: Asking;
let payer: Asking;
let board: Asking;
beforeAll(async () => {
  s = await setting();
  payer = await s.hub.as(s.council.code, 'finance', 'FUNDING', 'clerk');
  board = await s.hub.as(s.icb.code, 'analyst', 'QUALITY_MONITORING');
});
afterAll(() => s?.end());

async function anew() {
  home = await s.home();
  manager = await s.managerOf(home, 'QUALITY_MONITORING');
}
const asked = (of: string) => `{ monthlyReturn(home: "${home.code}", month: "${of}") { ${shown} } }`;
const seen = async (viewer: Asking, of: string) =>
  (await s.ask<{ monthlyReturn: Return | null }>(viewer, asked(of))).monthlyReturn;
const correct = (of: string, figures: object[]) =>
  s.tell<Return>(manager, 'correctReturn', { month: of, figures }, shown);
const submit = (of: string, viewer = manager) => s.tell<Return>(viewer, 'submitReturn', { month: of }, shown);
const reopen = (of: string, viewer = payer, more: object = {}) =>
  s.tell<Return>(viewer, 'reopenReturn', { home: home.code, month: of, reason: 'Falls are missing.', ...more }, shown);
const counted = (told: Return | null | undefined) =>
  Object.fromEntries(
    (told?.figures ?? []).filter((one) => one.counted !== null).map((one) => [one.figure, one.counted]),
  );
const none = {
  ...{ FALLS: 0, PRESSURE_ULCERS: 0, INFECTIONS: 0, MEDICATION_ERRORS: 0, EMERGENCY_ADMISSIONS: 0, DEATHS: 0 },
  OCCUPIED_BED_DAYS: 0,
};
async function placed(from: string, to?: string, columns: Record<string, string> = {}): Promise<[Made, Made]> {
  const resident = await s.make.resident();
  return [resident, await s.make.placement({ resident, home, from, to, columns })];
}

it('is pre-filled from what the home recorded in the month as it is in England, to the hour and to leap February', async () => {
  await anew();
  // A month of summer begins an hour before midnight in universal time.
  const [resident, stays] = await placed('2024-01-20');
  for (const occurredAt of [
    '2024-05-31T22:59:59Z',
    '2024-05-31T23:00:00Z',
    '2024-06-30T22:59:59Z',
    '2024-06-30T23:00:00Z',
  ])
    await s.make.incident({ resident, home, occurredAt });
  const ulcer = { kind: 'PRESSURE_ULCER', subtype: 'CATEGORY_2' };
  const occurredAt = '2024-06-10T09:00:00Z';
  await s.make.incident({ resident, home, occurredAt, columns: ulcer });
  await s.make.incident({ resident, home, occurredAt, columns: { ...ulcer, present_on_admission: true } });
  expect(counted(await seen(manager, '2024-06-01'))).toEqual({
    ...none,
    ...{ FALLS: 2, PRESSURE_ULCERS: 1, OCCUPIED_BED_DAYS: 30 },
  });
  expect(counted(await seen(manager, '2024-05-01'))).toEqual({ ...none, FALLS: 1, OCCUPIED_BED_DAYS: 31 });
  // Of 29 days, one in hospital until the day of the return; another resident died in the month after two days.
  await s.make.absence({ resident, home, placement: stays, from: '2024-02-28', to: '2024-03-02' });
  await s.make.absence({
    ...{ resident, home, placement: stays, from: '2024-02-01', to: '2024-02-03' },
    columns: { reason: 'FAMILY' },
  });
  await placed('2024-02-10', '2024-02-12', { end_reason: 'DIED' });
  expect(counted(await seen(manager, '2024-02-01'))).toEqual({
    ...none,
    ...{ EMERGENCY_ADMISSIONS: 1, DEATHS: 1, OCCUPIED_BED_DAYS: 29 - 2 + 2 },
  });
});

it('counts what the home itself recorded, and nothing of other homes or of what was withdrawn', async () => {
  await anew();
  const [resident] = await placed('2024-01-20');
  const occurredAt = '2024-06-10T09:00:00Z';
  const other = await s.home();
  await s.make.incident({ resident, home: other, occurredAt });
  await s.make.incident({ resident, home, occurredAt, author: other.organisation });
  await s.make.withdraw('incident', await s.make.incident({ resident, home, occurredAt }));
  expect(counted(await seen(manager, '2024-06-01'))).toMatchObject({ FALLS: 0 });
});

it('keeps what was counted beside what the home states, with its reason, and takes a statement back', async () => {
  await anew();
  const of = month(1);
  const falls = { figure: 'FALLS', value: 3, reason: ' Two were written on paper. ' };
  const { record } = await correct(of, [falls, { figure: 'VACANCIES', value: 0 }]);
  const figures = new Map(record.figures?.map((one) => [one.figure, one]));
  expect(figures.get('FALLS')).toMatchObject({ counted: 0, value: 3, reason: 'Two were written on paper.' });
  expect(figures.get('VACANCIES')).toMatchObject({ counted: null, value: 0, reason: null });
  expect(figures.get('LEAVERS')).toMatchObject({ counted: null, value: null });
  const back = await correct(of, [{ figure: 'FALLS', value: null }]);
  expect(back.record.figures?.find((one) => one.figure === 'FALLS')).toMatchObject({ value: 0, reason: null });
});

it.each<[string, object[], [string, string]]>([
  [
    'another figure than was counted without a reason',
    [{ figure: 'FALLS', value: 1 }],
    ['figures.0.reason', 'REQUIRED'],
  ],
  ['a figure below nothing', [{ figure: 'LEAVERS', value: -1 }], ['figures.0.value', 'OUT_OF_RANGE']],
  [
    'one figure twice',
    [
      { figure: 'LEAVERS', value: 1 },
      { figure: 'LEAVERS', value: 2 },
    ],
    ['figures.1.figure', 'NAMED_TWICE'],
  ],
  ['no figure', [], ['figures', 'REQUIRED']],
])('refuses %s', async (_, figures, problem) => {
  await anew();
  expect((await correct(month(1), figures)).problems).toEqual([problem]);
});

it('shows those who commission care nothing before it is submitted, and that is not zero', async () => {
  await anew();
  await correct(month(1), byHand);
  for (const viewer of [payer, board])
    expect(await seen(viewer, month(1))).toMatchObject({ state: 'NOT_SUBMITTED', figures: null, submissions: [] });
  expect((await submit(month(1))).record.state).toBe('SUBMITTED');
  for (const viewer of [payer, board])
    expect((await seen(viewer, month(1)))?.figures?.find((one) => one.figure === 'COMPLAINTS')?.value).toBe(2);
});

it('is told of all homes of a page by one statement, month by month, to whoever may read it of each', async () => {
  await anew();
  const others = [await s.home(), await s.home()];
  await correct(month(2), byHand);
  await submit(month(2));
  const many = (from: string, to: string) =>
    `{ careHomes(first: 100) { nodes { cqcLocationId monthlyReturns(from: "${from}", to: "${to}") { month ${shown} } } } }`;
  type Homes = {
    careHomes: { nodes: { cqcLocationId: string; monthlyReturns: (Return & { month: string })[] | null }[] };
  };
  const returnsOf = async (viewer: Asking, code = home.code) => {
    const { careHomes } = await s.ask<Homes>(viewer, many(month(3), month(0)));
    return careHomes.nodes.find(({ cqcLocationId }) => cqcLocationId === code)?.monthlyReturns;
  };
  for (const viewer of [payer, board, manager]) {
    const told = await returnsOf(viewer);
    expect(told?.map((one) => one.month)).toEqual([month(3), month(2), month(1)]);
    for (const { month: of, ...one } of told ?? []) expect(one).toEqual(await seen(viewer, of));
  }
  // A home reads its own and no other's, another council none, and nobody who gives care.
  expect(await returnsOf(manager, others[0]?.code)).toBeNull();
  const elsewhere = await s.hub.as((await s.make.organisation('council')).code, 'analyst', 'QUALITY_MONITORING');
  expect(await returnsOf(elsewhere)).toBeNull();
  const carer = await s.hub.as(home.organisation.code, 'care-worker', 'DIRECT_CARE');
  expect(await s.ask(carer, many(month(3), month(0)))).toContain('FORBIDDEN');
  const practice = await s.hub.as(s.lead.organisation.code, 'clinician', 'DIRECT_CARE');
  expect(await s.ask(practice, many(month(3), month(0)))).toContain('NOT_SHARED');
  for (const [from, to] of [
    ['2024-06-02', '2024-07-01'],
    ['2024-06-01', '2024-07-02'],
    ['2024-06-01', '2024-06-01'],
    ['2022-06-01', '2024-07-01'],
  ] as const)
    expect(new Set(await s.ask<string[]>(manager, many(from, to)))).toEqual(new Set(['BAD_INPUT']));
});

it('is submitted with every figure, of a month that is over, and once', async () => {
  await anew();
  await correct(month(1), byHand.slice(1));
  const { problems, messages } = await submit(month(1));
  expect(problems).toEqual([['month', 'RETURN_INCOMPLETE']]);
  expect(messages).toEqual([expect.stringContaining('Missing: SAFEGUARDING_CONCERNS_RAISED.')]);
  expect((await submit(month(0))).problems).toEqual([['month', 'IN_FUTURE']]);
  expect((await submit(month(-1))).problems).toEqual([['month', 'IN_FUTURE']]);
  expect((await submit('2024-06-02')).problems).toEqual([['month', 'OUT_OF_RANGE']]);
  await correct(month(1), byHand);
  const both = await Promise.all([submit(month(1)), submit(month(1))]);
  expect(both.map(({ problems }) => problems).sort()).toEqual([[], [['month', 'RETURN_SUBMITTED']]]);
});

it('is locked as it was submitted, until the council reopens it; then the next version stands beside the first', async () => {
  await anew();
  const of = '2024-06-01';
  const [resident] = await placed('2024-01-20');
  await correct(of, byHand);
  await submit(of);
  await s.make.incident({ resident, home, occurredAt: '2024-06-10T09:00:00Z' });
  expect(counted(await seen(manager, of)).FALLS).toBe(0);
  expect((await correct(of, byHand)).problems).toEqual([['month', 'RETURN_SUBMITTED']]);
  const { record } = await reopen(of);
  expect(record).toMatchObject({ state: 'REOPENED', figures: null });
  expect(record.submissions).toMatchObject([{ version: 1, reopeningReason: 'Falls are missing.' }]);
  expect((await reopen(of)).problems).toEqual([['month', 'NOT_SUBMITTED']]);
  const again = (await submit(of)).record;
  expect(counted(again).FALLS).toBe(1);
  expect(again.submissions.map(({ version, reopeningReason }) => [version, reopeningReason])).toEqual([
    [2, null],
    [1, 'Falls are missing.'],
  ]);
  expect(again.submissions[1]?.figures.find((one) => one.figure === 'FALLS')?.value).toBe(0);
});

it('is reopened by the council of its area alone, with a reason', async () => {
  await anew();
  await correct(month(1), byHand);
  await submit(month(1));
  const elsewhere = await s.hub.as((await s.make.organisation('council')).code, 'finance', 'FUNDING');
  expect((await reopen(month(1), elsewhere)).problems).toEqual([['home', 'UNKNOWN']]);
  expect((await reopen(month(1), payer, { reason: ' ' })).problems).toEqual([['reason', 'REQUIRED']]);
  expect((await reopen(month(1), payer, { home: '1-0' })).problems).toEqual([['home', 'UNKNOWN']]);
});

it('is between the home and those who commission its care, and not for those who give it', async () => {
  await anew();
  const other = await s.managerOf(await s.home(), 'QUALITY_MONITORING');
  const elsewhere = await s.hub.as((await s.make.organisation('council')).code, 'analyst', 'QUALITY_MONITORING');
  expect(await seen(other, month(1))).toBeNull();
  expect(await seen(elsewhere, month(1))).toBeNull();
  expect(await s.ask(await s.hub.as(home.organisation.code, 'care-worker', 'DIRECT_CARE'), asked(month(1)))).toContain(
    'PURPOSE_NOT_ALLOWED',
  );
  const practice = await s.hub.as(s.lead.organisation.code, 'clinician', 'DIRECT_CARE');
  expect(await s.ask(practice, asked(month(1)))).toContain('NOT_SHARED');
  expect(await s.ask(manager, asked('2024-06-02'))).toEqual(['BAD_INPUT']);
  const change = (name: string) =>
    `mutation { ${name}(input: { idempotencyKey: "who-may-say", month: "${month(1)}" }) { problems { code } } }`;
  expect(await s.ask(payer, change('submitReturn'))).toContain('NOT_SHARED');
  expect(
    await s.ask(await s.hub.as(home.organisation.code, 'analyst', 'QUALITY_MONITORING'), change('submitReturn')),
  ).toContain('FORBIDDEN');
});
