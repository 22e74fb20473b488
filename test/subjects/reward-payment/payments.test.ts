import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { day } from '../../support/days.ts';
import type { Made, MadeOrganisation, MadePlace } from '../../support/factories.ts';
import type { Asking } from '../../support/hub.ts';
import { monthsAgo, returned, type Setting, setting } from '../reward-scheme/setting.ts';

interface Line {
  kind: string;
  month: string;
  days: number;
  amount: number;
  placement: { home: { cqcLocationId: string }; resident: { nhsNumber: string } } | null;
}
interface Statement {
  home: { cqcLocationId: string };
  eligible: boolean;
  unmet: string[];
  total: number;
  lines: { nodes: Line[] };
}
interface Run {
  id: string;
  month: string;
  total: number;
  csv: string | null;
  preparedBy: string;
  approvedBy: string | null;
  statements: { nodes: Statement[] };
}
const statement = `home { cqcLocationId } eligible unmet total lines { nodes {
  kind month days amount placement { home { cqcLocationId } resident { nhsNumber } } } }`;
const shown = `id month total csv preparedBy approvedBy statements(first: 50) { nodes { ${statement} } }`;
const [february, march] = ['2024-02-01', '2024-03-01'];

let s: Setting;
/** Another payer for each test, so that no run of one is in the way of another. */
let council: MadeOrganisation;
let home: MadePlace;
let clerk: Asking;
let head: Asking;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

const finance = (payer: MadeOrganisation, user: string) => s.hub.as(payer.code, 'finance', 'FUNDING', user);
async function anew(months: readonly string[] = [february, march]) {
  council = await s.make.organisation('council');
  home = await s.make.home({ council });
  [clerk, head] = [await finance(council, 'clerk'), await finance(council, 'head')];
  for (const month of months) await returned(s, home, month);
}
interface Funded {
  from?: string;
  to?: string;
  source?: string;
  payer?: MadeOrganisation;
  at?: MadePlace;
}
/** Somebody for whom the council pays as long as the placement lasts. */
async function funded({ from = '2023-01-01', to, source = 'COUNCIL', payer = council, at = home }: Funded = {}) {
  const resident = await s.make.resident();
  const placement = await s.make.placement({ resident, home: at, from, to });
  await s.make.funding({ resident, placement, home: at, source, payer, from, to });
  return { resident, placement };
}
const prepare = (month: string, viewer = clerk) => s.tell<Run>(viewer, 'prepareRewardPayments', { month }, shown);
const approve = (run: string, viewer = head) => s.tell<Run>(viewer, 'approveRewardPayments', { run }, shown);
const linesOf = ({ record }: { record: Run }) =>
  record.statements.nodes.flatMap(({ lines }) =>
    lines.nodes.map(({ kind, month, days, amount }) => [kind, month, days, amount]),
  );
async function linesIn(month: string) {
  return linesOf(await prepare(month));
}

it.each([
  [february, 29, 41.43],
  ['2023-02-01', 28, 40],
  ['2024-04-01', 30, 42.86],
  ['2024-10-01', 31, 44.29],
])(
  'pays for the month of %s, with its %i days, a seventh of the rate each, to the penny',
  async (month, days, amount) => {
    await anew([month]);
    await funded();
    const { record } = await prepare(month);
    expect(linesOf({ record })).toEqual([['PAYMENT', month, days, amount]]);
    expect(record.total).toBe(amount);
  },
);

it('pays from the first day until before the last, each day once whatever is paid for it, and days in hospital too', async () => {
  await anew();
  await funded({ from: '2024-02-29', to: '2024-03-02' });
  await funded({ from: '2024-01-05', to: '2024-02-02' });
  await funded({ from: '2024-01-05', to: '2024-02-01' });
  await funded({ from: '2024-03-01' });
  const { resident, placement } = await funded({ from: '2024-02-10', to: '2024-02-20' });
  await s.make.funding({
    ...{ resident, placement, home, source: 'DEFERRED_PAYMENT', payer: council },
    ...{ from: '2024-02-15', to: '2024-02-20' },
  });
  await s.make.absence({ resident, home, placement, from: '2024-02-12', to: '2024-02-16' });
  expect((await linesIn(february)).map(([, , days, amount]) => [days, amount]).sort()).toEqual([
    ...[
      [1, 1.43],
      [1, 1.43],
      [10, 14.29],
    ],
  ]);
});

it('pays for nobody who pays alone, for whom another council pays, or who lives outside the area', async () => {
  await anew();
  const other = await s.make.organisation('council');
  await funded({ payer: other });
  await funded({ at: await s.make.home({ council: other }) });
  const resident = await s.make.resident();
  const placement = await s.make.placement({ resident, home, from: '2023-01-01' });
  await s.make.funding({ resident, placement, home, source: 'SELF', from: '2023-01-01' });
  await s.make.funding({ resident, placement, home, source: 'THIRD_PARTY_TOP_UP', payer: council, from: '2023-01-01' });
  expect((await prepare(february)).record).toMatchObject({ total: 0, statements: { nodes: [] } });
});

it('pays by the board for continuing healthcare in nursing homes, and in no others', async () => {
  await anew();
  const [nursing, residential] = [await s.home({ nursing: true }), await s.home()];
  for (const at of [nursing, residential]) {
    await returned(s, at, february);
    await funded({ at, payer: s.icb, source: 'CHC' });
    await funded({ at, payer: s.icb, source: 'FNC' });
  }
  const { record } = await prepare(february, await finance(s.icb, 'clerk'));
  expect(record.statements.nodes).toMatchObject([{ home: { cqcLocationId: nursing.code }, total: 41.43 }]);
  expect(record.statements.nodes[0]?.lines.nodes).toHaveLength(1);
});

it('takes back no month from a home that gave up nursing since, and pays it no later one', async () => {
  await anew([]);
  const nursing = await s.home({ nursing: true });
  for (const month of ['2024-06-01', '2024-07-01']) await returned(s, nursing, month);
  await funded({ at: nursing, payer: s.icb, source: 'CHC' });
  const left = await funded({ at: nursing, payer: s.icb, source: 'CHC' });
  const board = await finance(s.icb, 'clerk');
  const of = async (month: string) => {
    const { statements } = (await prepare(month, board)).record;
    const own = statements.nodes.filter((told) => told.home.cqcLocationId === nursing.code);
    return own.flatMap(({ lines }) => lines.nodes.map(({ kind, days }) => [kind, days]));
  };
  expect(await of('2024-06-01')).toEqual([
    ['PAYMENT', 30],
    ['PAYMENT', 30],
  ]);
  await s.database.owner.query('update care_home set nursing = false where id = $1', [nursing.id]);
  // What became known of a month that was paid is put right all the same.
  for (const table of ['placement', 'funding_component'])
    await s.database.owner.query(`update ${table} set to_on = '2024-06-21' where resident_id = $1`, [left.resident.id]);
  expect(await of('2024-07-01')).toEqual([['ADJUSTMENT', -10]]);
});

it('pays no month to a home that another board commissions by then, also where it puts an earlier one right', async () => {
  await anew([]);
  const board = await s.make.organisation('icb');
  const nursing = await s.make.home({ council, columns: { nursing: true } });
  const commissioned = async (icb: MadeOrganisation, from: string) =>
    s.make.alignment({ home: nursing, network: await s.make.network({ icb }), leadPractice: s.lead, from });
  await commissioned(board, '2023-01-01');
  for (const month of ['2024-06-01', '2024-07-01']) await returned(s, nursing, month);
  await funded({ at: nursing, payer: board, source: 'CHC' });
  const left = await funded({ at: nursing, payer: board, source: 'CHC' });
  const clerkOfBoard = await finance(board, 'clerk');
  expect(linesOf(await prepare('2024-06-01', clerkOfBoard))).toHaveLength(2);
  await s.database.owner.query('update alignment set to_on = $2 where home_id = $1', [nursing.id, day(-1)]);
  await commissioned(s.icb, day(-1));
  for (const table of ['placement', 'funding_component'])
    await s.database.owner.query(`update ${table} set to_on = '2024-06-21' where resident_id = $1`, [left.resident.id]);
  expect(linesOf(await prepare('2024-07-01', clerkOfBoard))).toEqual([['ADJUSTMENT', '2024-06-01', -10, -14.29]]);
});

it('pays nothing to a home that has not met a rule, and says which', async () => {
  await anew([]);
  await returned(s, home, february);
  await s.database.owner.query('delete from hub.return_submission where home_id = $1', [home.id]);
  await funded();
  expect((await prepare(february)).record.statements.nodes).toMatchObject([
    { eligible: false, unmet: ['RETURN_IN_TIME'], total: 0, lines: { nodes: [] } },
  ]);
});

it('reckons a month once: asked again, or by two at once, it is the same run', async () => {
  await anew();
  await funded();
  const both = await Promise.all([prepare(february), prepare(february, head)]);
  expect(both[0].record.id).toBe(both[1].record.id);
  await funded();
  const [before, after] = [both[0].record, (await prepare(february)).record];
  expect(after).toEqual(before);
  await approve(before.id, before.preparedBy === 'clerk' ? head : clerk);
  const again = (await prepare(february)).record;
  expect(again.statements).toEqual(before.statements);
  expect(again.approvedBy).not.toBe(again.preparedBy);
});

it('is approved by another user than who prepared it, once, and of the own organisation', async () => {
  await anew();
  await funded();
  const { id } = (await prepare(february)).record;
  expect((await approve(id, clerk)).problems).toEqual([['run', 'OWN_DEED']]);
  const elsewhere = await finance(await s.make.organisation('council'), 'head');
  expect((await approve(id, elsewhere)).problems).toEqual([['run', 'UNKNOWN']]);
  expect((await approve('RewardRun:x')).problems).toEqual([['run', 'UNKNOWN']]);
  expect((await approve(id)).record).toMatchObject({ preparedBy: 'clerk', approvedBy: 'head' });
  expect((await approve(id)).problems).toEqual([['run', 'ALREADY_RECORDED']]);
  await expect(
    s.database.owner.query('update reward_run set approved_by = prepared_by where payer_id = $1', [council.id]),
  ).rejects.toThrow('reward_run_approved_by_another');
  expect(
    (await s.ask<{ rewardRuns: { nodes: Run[] } }>(elsewhere, '{ rewardRuns { nodes { id } } }')).rewardRuns.nodes,
  ).toEqual([]);
});

it('is approved by nobody for whom another client vouches, who may be the same person under another name', async () => {
  await anew();
  await funded();
  const { id } = (await prepare(february)).record;
  const elsewhere = await s.hub.as(council.code, 'finance', 'FUNDING', 'head', 'another-client');
  expect((await approve(id, elsewhere)).problems).toEqual([['run', 'OWN_DEED']]);
  expect((await approve(id)).problems).toEqual([]);
});

it('is approved after those of earlier months, whose lines it counts as paid', async () => {
  await anew();
  await funded();
  const [first, second] = [(await prepare(february)).record, (await prepare(march)).record];
  expect((await approve(second.id)).problems).toEqual([['run', 'NOT_POSSIBLE']]);
  expect((await approve(first.id)).problems).toEqual([]);
  expect((await approve(second.id)).problems).toEqual([]);
});

it('tells a home of nobody who has left for whom somebody pays', async () => {
  await anew();
  const gone = await funded();
  const { id } = (await prepare(february)).record;
  await approve(id);
  const asked = '{ rewardStatements { nodes { lines { nodes { placement { id } } } } } }';
  const placements = async (viewer: Asking) => {
    type Told = { lines: { nodes: { placement: { id: string } | null }[] } };
    const { rewardStatements } = await s.ask<{ rewardStatements: { nodes: Told[] } }>(viewer, asked);
    return rewardStatements.nodes.flatMap(({ lines }) => lines.nodes.map(({ placement }) => placement));
  };
  const manager = await s.managerOf(home, 'DISCHARGE');
  const told = await placements(manager);
  expect(told).toEqual([{ id: expect.any(String) }]);
  await s.database.owner.query('update placement set to_on = from_on + 500 where resident_id = $1', [gone.resident.id]);
  const { rows } = await s.database.owner.query(
    `select id from placement where resident_id = $1 and to_on < current_date`,
    [gone.resident.id],
  );
  expect(rows).toHaveLength(1);
  // As a record of its own it still reads it.
  expect(await s.ask(manager, `{ node(id: "${told[0]?.id}") { id } }`)).toEqual({ node: told[0] });
  expect(await placements(manager)).toEqual([null]);
});

it('puts right in the next run what became known of a month that was reckoned, to the penny and once', async () => {
  await anew();
  const gone = await funded();
  const withdrawn = await funded();
  const unknown: { placement?: Made } = {};
  const first = (await prepare(february)).record;
  await approve(first.id);
  // Left in the middle of February, was never there, and was there all the time.
  for (const table of ['placement', 'funding_component'])
    await s.database.owner.query(`update ${table} set to_on = '2024-02-15' where resident_id = $1`, [gone.resident.id]);
  await s.make.withdraw('placement', withdrawn.placement);
  unknown.placement = (await funded({ from: '2024-02-21' })).placement;
  const second = await prepare(march);
  expect(linesOf(second).sort()).toEqual(
    [
      ['ADJUSTMENT', february, -15, -21.43],
      ['ADJUSTMENT', february, -29, -41.43],
      ['ADJUSTMENT', february, 9, 12.86],
      ['PAYMENT', march, 31, 44.29],
    ].sort(),
  );
  expect(second.record.total).toBe(-5.71);
  await returned(s, home, '2024-04-01');
  expect(await linesIn('2024-04-01')).toEqual([['PAYMENT', '2024-04-01', 30, 42.86]]);
  const { rows } = await s.database.owner.query(
    `select month::text, sum(days)::int as days, sum(amount)::text as amount from reward_line
     where placement_id = $1 group by month`,
    [gone.placement.id],
  );
  expect(rows).toEqual([{ month: february, days: 14, amount: '20.00' }]);
});

it('is read by a home when it is approved, with the placements that it may see; by no other home', async () => {
  await anew();
  const { resident } = await funded();
  const { id } = (await prepare(february)).record;
  const asked = `{ rewardStatements { nodes { payer { code } ${statement} } } }`;
  const manager = await s.managerOf(home, 'DISCHARGE');
  const seen = async (viewer: Asking) =>
    (await s.ask<{ rewardStatements: { nodes: Statement[] } }>(viewer, asked)).rewardStatements.nodes;
  expect(await seen(manager)).toEqual([]);
  await approve(id);
  const own = { home: { cqcLocationId: home.code }, resident: { nhsNumber: resident.nhsNumber } };
  expect((await seen(manager))[0]?.lines.nodes[0]).toMatchObject({ days: 29, placement: own });
  // What is paid is no reason to read of the person for another purpose.
  const counting = await s.managerOf(home, 'QUALITY_MONITORING');
  expect((await seen(counting))[0]?.lines.nodes[0]).toMatchObject({ days: 29, placement: null });
  expect(await seen(await s.managerOf(await s.home(), 'DISCHARGE'))).toEqual([]);
  const runs = await s.ask<{ rewardRuns: { nodes: Run[] } }>(head, `{ rewardRuns { nodes { ${shown} } } }`);
  expect(runs.rewardRuns.nodes[0]?.statements.nodes[0]?.lines.nodes[0]?.placement).toMatchObject(own);
  const { rows } = await s.database.owner.query(
    `select count(*)::int as looks from hub.access_entry where organisation_id = $1 and $2 = any (residents)`,
    [home.organisation.id, resident.id],
  );
  expect(rows[0]?.looks).toBeGreaterThan(0);
});

it('gives an approved run as CSV that no spreadsheet takes for formulas, and that names no person', async () => {
  await anew();
  await s.database.owner.query(
    `update care_home set name = '=HYPERLINK("https://example.test","Home, ""A""")' where id = $1`,
    [home.id],
  );
  await funded();
  const { id, csv } = (await prepare(february)).record;
  expect(csv).toBeNull();
  const [header, line, end] = ((await approve(id)).record.csv ?? '').split('\r\n');
  expect(header).toBe('cqcLocationId,home,kind,month,days,weeklyRate,amount,line');
  expect(line?.replace(/RewardLine:[\da-f-]{36}$/, '…')).toBe(
    `${home.code},"'=HYPERLINK(""https://example.test"",""Home, """"A"""""")",PAYMENT,2024-02-01,29,10.00,41.43,…`,
  );
  expect(end).toBe('');
});

it('waits until no return can be submitted in time', async () => {
  await anew([]);
  const { rows } = await s.database.owner.query<{ early: boolean }>(
    `select hub.return_due($1) >= (now() at time zone 'Europe/London')::date as early`,
    [monthsAgo(1)],
  );
  expect((await prepare(monthsAgo(1))).problems).toEqual(rows[0]?.early ? [['month', 'NOT_YET_DUE']] : []);
  expect((await prepare(monthsAgo(0))).problems).toEqual([['month', 'NOT_YET_DUE']]);
  expect((await prepare(monthsAgo(-1))).problems).toEqual([['month', 'IN_FUTURE']]);
  expect((await prepare('2024-02-02')).problems).toEqual([['month', 'OUT_OF_RANGE']]);
});

it('is for finance of those who pay, and of nobody else', async () => {
  await anew();
  const say = (viewer: Asking) =>
    s.ask(
      viewer,
      `mutation { prepareRewardPayments(input: { idempotencyKey: "who-may-pay", month: "${february}" }) { problems { code } } }`,
    );
  expect(await say(await s.hub.as(council.code, 'broker', 'DISCHARGE'))).toContain('FORBIDDEN');
  expect(await say(await s.managerOf(home))).toContain('NOT_SHARED');
  expect(await s.ask(await s.managerOf(home), '{ rewardRuns { nodes { id } } }')).toContain('NOT_SHARED');
});
