import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Setting, setting } from '../subjects/reward-scheme/setting.ts';
import { questionsOf } from './questions.ts';

let s: Setting;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

it('the page about the reward scheme leads from the sign-up to the payment by its own questions', async () => {
  const [signUp, look, correct, submit, eligible, prepare, approve] = questionsOf('docs/reward-scheme.md').map(
    ({ document }) => document,
  );
  const home = await s.home();
  const resident = await s.make.resident();
  const placement = await s.make.placement({ resident, home, from: '2023-01-01' });
  await s.make.funding({ resident, placement, home, source: 'COUNCIL', payer: s.council, from: '2023-01-01' });
  const manager = await s.managerOf(home, 'QUALITY_MONITORING');
  const [clerk, head] = await Promise.all(
    ['clerk', 'head'].map((user) => s.hub.as(s.council.code, 'finance', 'FUNDING', user)),
  );
  const month = '2024-02-01';
  /** What a mutation of the page comes to. */
  const came = async (viewer: typeof clerk, document: string | undefined, input: object) => {
    const { data, text } = (await viewer?.ask<Record<string, { record: object; problems: object[] }> | null>(
      document ?? '',
      { input: { idempotencyKey: `page-${document?.slice(9, 15)}`, ...input } },
    )) ?? { data: null, text: '' };
    const told = Object.values(data ?? {})[0];
    if (!told) throw new Error(text);
    expect(told.problems).toEqual([]);
    return told.record;
  };
  await came(manager, signUp, { commitments: ['INNOVATION'] });
  const { data } = await manager.ask<{ monthlyReturn: { state: string; figures: object[] } }>(look ?? '', {
    home: home.code,
    month,
  });
  expect(data.monthlyReturn).toMatchObject({ state: 'NOT_SUBMITTED', dueOn: '2024-03-10' });
  expect(data.monthlyReturn.figures).toContainEqual({
    figure: 'OCCUPIED_BED_DAYS',
    counted: 29,
    value: 29,
    reason: null,
  });
  const byHand = [
    'SAFEGUARDING_CONCERNS_RAISED',
    'COMPLAINTS',
    'STAFF_IN_POST',
    'VACANCIES',
    'LEAVERS',
    'STAFF_TRAINED',
  ];
  await came(manager, correct, { month, figures: byHand.map((figure) => ({ figure, value: 1 })) });
  expect(await came(manager, submit, { month })).toMatchObject({ state: 'SUBMITTED', submissions: [{ version: 1 }] });
  // All of this was done too late for February 2024; what was in time is made so.
  await s.database.owner.query(
    `with sent as (update hub.return_submission set submitted_at = '2024-03-05'),
       initiative as (insert into initiative_adoption (home_id, initiative, from_on, recorded_at) values ($1, 'FALLS', $2::date, $2::date)),
       account as (insert into quality_account (home_id, year, text, version, valid_from) values ($1, 2024, 'We learnt.', 1, $2::date))
     update reward_sign_up set signed_up_on = $2::date`,
    [home.id, month],
  );
  const answer = await clerk?.ask<{ rewardEligibility: object }>(eligible ?? '', { home: home.code, month });
  expect(answer?.data.rewardEligibility).toMatchObject({ eligible: true });
  const run = (await came(clerk, prepare, { month })) as { id: string };
  expect(run).toMatchObject({ total: 41.43 });
  expect(await came(head, approve, { run: run.id })).toMatchObject({ approvedBy: 'head', total: 41.43 });
});
