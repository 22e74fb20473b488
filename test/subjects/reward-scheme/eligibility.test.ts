import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { MadePlace } from '../../support/factories.ts';
import type { Asking } from '../../support/hub.ts';
import { monthsAgo, returned, type Setting, setting } from './setting.ts';

interface Eligibility {
  eligible: boolean;
  rules: { rule: string; sentence: string; met: boolean }[];
}

let s: Setting;
let home: MadePlace;
let manager: Asking;
let payer: Asking;
beforeAll(async () => {
  s = await setting();
  payer = await s.hub.as(s.council.code, 'finance', 'FUNDING');
});
afterAll(() => s?.end());

async function anew(columns: Record<string, string> = {}) {
  home = await s.home(columns);
  manager = await s.managerOf(home, 'QUALITY_MONITORING');
}
const asked = (month: string) =>
  `{ rewardEligibility(home: "${home.code}", month: "${month}") { eligible rules { rule sentence met } } }`;
const eligibility = async (month: string, viewer = manager) =>
  (await s.ask<{ rewardEligibility: Eligibility | null }>(viewer, asked(month))).rewardEligibility;
const unmet = async (month: string) =>
  (await eligibility(month))?.rules.filter(({ met }) => !met).map(({ rule }) => rule);

it('says by each rule, in its words, whether a home is rewarded for a month', async () => {
  await anew();
  const month = monthsAgo(2);
  const none = await eligibility(month);
  expect(none?.eligible).toBe(false);
  expect(none?.rules.filter(({ met }) => met).map(({ rule }) => rule)).toEqual(['NO_EMBARGO']);
  expect(none?.rules.find(({ rule }) => rule === 'RETURN_IN_TIME')?.sentence).toBe(
    'The home submitted its return of the month within 10 calendar days after the end of the month.',
  );
  await returned(s, home, month);
  expect(await eligibility(month)).toMatchObject({ eligible: true });
});

it.each<[string, string, string]>([
  [
    'SIGNED_UP',
    'took part from the second day on',
    `update care_home set reward_scheme_signed_up_on = $2::date + 1 where id = $1`,
  ],
  [
    'RETURN_IN_TIME',
    'submitted a moment after the last day',
    `update hub.return_submission set submitted_at = hub.start_of_day(hub.return_due($2) + 1) where home_id = $1`,
  ],
  [
    'QUALITY_ACCOUNT',
    'told of years ago',
    `update quality_account set year = year - 5 where home_id = $1 and $2::date is not null`,
  ],
  [
    'INITIATIVES',
    'ended what it had adopted on the first day',
    `update initiative_adoption set to_on = $2 where home_id = $1`,
  ],
  [
    'INITIATIVES',
    'said afterwards that it had adopted it long before',
    `update initiative_adoption set recorded_at = hub.start_of_day(hub.return_due($2) + 1) where home_id = $1`,
  ],
  [
    'NO_EMBARGO',
    'was closed by the council on the last day',
    `insert into admission_statement (home_id, author_id, status, as_of, valid_from, valid_until)
     select id, council_id, 'CLOSED_BY_COMMISSIONER', at, at, at + interval '1 hour' from care_home,
       (select hub.start_of_day(($2::date + interval '1 month')::date) - interval '1 second' as at) late where id = $1`,
  ],
])('does not reward by the rule %s a home that %s', async (rule, _, change) => {
  await anew();
  const month = monthsAgo(2);
  await returned(s, home, month);
  await s.database.owner.query(change, [home.id, month]);
  expect(await unmet(month)).toEqual([rule]);
});

it('rewards what was in time to the last moment, also if the council reopened the return afterwards', async () => {
  await anew();
  const month = monthsAgo(2);
  await returned(s, home, month);
  await s.database.owner.query(
    `update hub.return_submission set submitted_at = hub.start_of_day(hub.return_due($2) + 1) - interval '1 millisecond',
       reopened_at = now(), reopened_by = 'somebody', reopening_reason = 'Falls are missing.' where home_id = $1`,
    [home.id, month],
  );
  await s.database.owner.query(
    `insert into admission_statement (home_id, author_id, status, as_of, valid_from, valid_until)
     select id, council_id, 'CLOSED_BY_COMMISSIONER', at - interval '1 hour', at - interval '1 hour', at from care_home,
       (select hub.start_of_day($2) as at) first where id = $1`,
    [home.id, month],
  );
  expect(await unmet(month)).toEqual([]);
});

it('does not reward a return that the council sent back in time, until it comes again in time', async () => {
  await anew();
  const month = monthsAgo(2);
  await returned(s, home, month);
  await s.database.owner.query(
    `update hub.return_submission set reopened_at = submitted_at + interval '1 hour', reopened_by = 'somebody',
       reopening_reason = 'Falls are missing.' where home_id = $1`,
    [home.id],
  );
  expect(await unmet(month)).toEqual(['RETURN_IN_TIME']);
  await s.database.owner.query(
    `insert into hub.return_submission (home_id, month, version, figures, submitted_at, submitted_by)
     select home_id, month, 2, '[]', reopened_at + interval '1 hour', 'somebody' from hub.return_submission where home_id = $1`,
    [home.id],
  );
  expect(await unmet(month)).toEqual([]);
});

it('is told to the home and to those who commission its care, and to nobody else', async () => {
  await anew();
  const month = monthsAgo(2);
  expect(await eligibility(month, payer)).not.toBeNull();
  expect(await eligibility(month, await s.managerOf(await s.home(), 'QUALITY_MONITORING'))).toBeNull();
  const elsewhere = await s.hub.as((await s.make.organisation('council')).code, 'finance', 'FUNDING');
  expect(await eligibility(month, elsewhere)).toBeNull();
  const practice = await s.hub.as(s.lead.organisation.code, 'clinician', 'DIRECT_CARE');
  expect(await s.ask(practice, asked(month))).toContain('NOT_SHARED');
});
