import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { rewardPayments } from '../../../src/measures/definitions/reward-payments.ts';
import { databaseOfOwn, type TestDatabase } from '../../support/database.ts';
import { factoriesOn, type Made } from '../../support/factories.ts';
import { insert } from '../../support/insert.ts';
import { type Asked, countedBy, monthsAgo, tally } from '../support/counting.ts';
import { homeOn, homesIn } from '../support/homes.ts';
import { daysOfMonth } from '../support/lives.ts';

let database: TestDatabase;
const [first, second, third] = [monthsAgo(8), monthsAgo(7), monthsAgo(6)];
const asked: Asked = [`${first}-01`, `${third}-01`];

beforeAll(async () => {
  database = await databaseOfOwn();
  const { owner } = database;
  const make = factoriesOn(owner);
  const [council, board] = [await make.organisation('council'), await make.organisation('icb')];
  const [home, other] = [await make.home({ council }), await make.home({ council })];
  const placed = async (at: typeof home) => make.placement({ resident: await make.resident(), home: at });
  const [ann, ben, cas] = [await placed(home), await placed(home), await placed(other)];
  const run = async (payer: Made, month: string, isApproved: boolean) => {
    const approved_at = isApproved ? new Date(Date.now() + 60_000) : undefined;
    const of = { payer_id: payer.id, month: `${month}-01` };
    const run_id = await insert(owner, 'reward_run', {
      ...{ ...of, weekly_rate: '10.00', prepared_by: 'one', approved_by: isApproved ? 'two' : undefined, approved_at },
    });
    const statements = new Map<string, string>();
    for (const { id } of [home, other]) {
      const statement = { ...of, run_id, home_id: id, eligible: true, unmet: [], approved_at };
      statements.set(id, await insert(owner, 'reward_statement', statement));
    }
    return (at: Made, placement: Made | undefined, ofMonth: string, amount: string) =>
      insert(owner, 'reward_line', {
        ...{ run_id, statement_id: statements.get(at.id), placement_id: placement?.id, month: `${ofMonth}-01` },
        ...{ kind: ofMonth === month ? 'PAYMENT' : 'ADJUSTMENT', days: 30, weekly_rate: '10.00', amount },
      });
  };
  const one = await run(council, first, true);
  await one(home, ann, first, '44.29');
  await one(home, ben, first, '44.29');
  await one(other, cas, first, '10.01');
  // Of a person who was erased, the line stands without the placement.
  await one(other, undefined, first, '7.14');
  const two = await run(council, second, true);
  await two(home, ann, second, '44.29');
  await two(home, ann, first, '-12.86');
  await two(home, ben, first, '-44.29');
  await two(other, cas, second, '42.86');
  const nhs = await run(board, first, true);
  await nhs(home, ann, first, '30.00');
  // The board has prepared the second month and not approved it.
  const unapproved = await run(board, second, false);
  await unapproved(home, ann, second, '30.00');
  await unapproved(home, ann, first, '-30.00');
});
afterAll(() => database?.drop());

async function recounted() {
  const known = await homesIn(database.owner);
  const { rows } = await database.owner.query<
    Record<'month' | 'home' | 'agency' | 'amount', string> & { placement: string | null }
  >(
    `select to_char(line.month, 'YYYY-MM') as month, home.cqc_location_id as home, payer.agency, line.amount,
       line.placement_id as placement
     from reward_line line join reward_run run on run.id = line.run_id join reward_statement told on told.id = line.statement_id
     join care_home home on home.id = told.home_id join organisation payer on payer.id = run.payer_id
     where run.approved_at is not null`,
  );
  const pence = new Map<string, number>();
  for (const { month, home, agency, amount, placement } of rows) {
    const key = JSON.stringify([month, home, agency === 'council' ? 'COUNCIL' : 'NHS', placement]);
    pence.set(key, (pence.get(key) ?? 0) + Math.round(Number(amount) * 100));
  }
  return [...pence]
    .filter(([, sum]) => sum > 0)
    .map(([key, sum]) => {
      const [MONTH, CARE_HOME, FUNDING_ROUTE] = JSON.parse(key) as [string, string, string];
      return { MONTH, ...homeOn(known, CARE_HOME, `${MONTH}-01`), FUNDING_ROUTE, amount: sum / 100 };
    });
}

it('counts what was approved for each placement of a month, with what was put right since, as a plain recount does', async () => {
  const expected = await recounted();
  expect(tally(await countedBy(database.owner, rewardPayments.events, asked))).toEqual(tally(expected));
  expect(expected.map(({ amount }) => amount).sort()).toEqual([10.01, 30, 31.43, 42.86, 44.29, 7.14].sort());
});

it('tells the months until the last one that every payer has approved', async () => {
  const [days] = await countedBy(database.owner, rewardPayments.coverage);
  expect(days).toEqual({ first: asked[0], last: daysOfMonth(first).at(-1) });
});
