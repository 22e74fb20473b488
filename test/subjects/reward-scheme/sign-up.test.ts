import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { londonTime } from '../../../src/shared/dates.ts';
import type { MadePlace } from '../../support/factories.ts';
import type { Asking } from '../../support/hub.ts';
import { type Setting, setting } from './setting.ts';

interface SignUp {
  commitments: string[];
  signedUpOn: string;
  leftOn: string | null;
  until: string | null;
}
const shown = 'commitments signedUpOn leftOn until';
const today = londonTime(new Date()).date;

let s: Setting;
let home: MadePlace;
let manager: Asking;
beforeAll(async () => {
  s = await setting();
});
afterAll(() => s?.end());

async function anew(columns: Record<string, string> = {}) {
  home = await s.home(columns);
  manager = await s.managerOf(home);
}
const signUp = (commitments: string[], viewer = manager) =>
  s.tell<SignUp>(viewer, 'signUpToRewardScheme', { commitments }, shown);
const leave = () => s.tell<SignUp>(manager, 'leaveRewardScheme', {}, shown);
const document = () =>
  `{ careHome(cqcLocationId: "${home.code}") { rewardSchemeSignedUpOn rewardSignUps { nodes { ${shown} } } } }`;
const seenBy = (viewer: Asking) =>
  s.ask<{ careHome: { rewardSchemeSignedUpOn: string; rewardSignUps: { nodes: SignUp[] } | null } }>(
    viewer,
    document(),
  );

it('signs the home up from today on, and the directory says so', async () => {
  await anew();
  const { record, problems } = await signUp(['WORKING_TOGETHER', 'INNOVATION']);
  expect(problems).toEqual([]);
  expect(record).toEqual({
    ...{ commitments: ['INNOVATION', 'WORKING_TOGETHER'], signedUpOn: today, leftOn: null, until: null },
  });
  expect((await seenBy(manager)).careHome.rewardSchemeSignedUpOn).toBe(today);
});

it('keeps what was stated before, and since when the home takes part, when it states other commitments', async () => {
  await anew({ reward_scheme_signed_up_on: '2024-05-01' });
  await signUp(['INNOVATION']);
  await signUp(['INNOVATION', 'LEARNING_TOGETHER']);
  const { careHome } = await seenBy(manager);
  expect(careHome.rewardSchemeSignedUpOn).toBe('2024-05-01');
  expect(careHome.rewardSignUps?.nodes).toMatchObject([
    { commitments: ['INNOVATION', 'LEARNING_TOGETHER'], signedUpOn: '2024-05-01', until: null },
    { commitments: ['INNOVATION'], signedUpOn: '2024-05-01', until: expect.any(String) },
  ]);
  expect((await signUp(['LEARNING_TOGETHER', 'INNOVATION'])).problems).toEqual([['commitments', 'ALREADY_RECORDED']]);
  expect((await signUp(['INNOVATION', 'INNOVATION'])).problems).toEqual([['commitments', 'NAMED_TWICE']]);
  expect((await signUp([])).problems).toEqual([['commitments', 'REQUIRED']]);
});

it('lets a home leave, once, also one that came with the directory, and sign up again as of today', async () => {
  await anew({ reward_scheme_signed_up_on: '2024-05-01' });
  expect((await leave()).record).toMatchObject({ commitments: [], signedUpOn: '2024-05-01', leftOn: today });
  expect((await seenBy(manager)).careHome.rewardSchemeSignedUpOn).toBeNull();
  expect((await leave()).problems).toEqual([['', 'ALREADY_ENDED']]);
  expect((await signUp(['INNOVATION'])).record.signedUpOn).toBe(today);
  const took = async (day: string) =>
    (await s.database.owner.query('select hub.signed_up_by($1, $2) as it', [home.id, day])).rows[0].it;
  expect([await took('2024-04-30'), await took('2024-05-01'), await took(today)]).toEqual([false, true, true]);
  await leave();
  expect(await took(today)).toBe(false);
});

it('is nothing to begin for a home that the CQC registers no more, which may still leave', async () => {
  await anew({ reward_scheme_signed_up_on: '2024-05-01' });
  await s.database.owner.query('update care_home set deregistered_on = $2 where id = $1', [home.id, today]);
  expect((await signUp(['INNOVATION'])).problems).toEqual([['', 'UNKNOWN']]);
  expect((await leave()).record).toMatchObject({ leftOn: today });
});

it('is one membership, though two say so at once', async () => {
  await anew();
  const said = await Promise.all([signUp(['INNOVATION']), signUp(['HIGH_QUALITY_CARE']), signUp(['INNOVATION'])]);
  expect(said.filter(({ record }) => record).length).toBeGreaterThan(1);
  const { rewardSignUps } = (await seenBy(manager)).careHome;
  expect(rewardSignUps?.nodes.filter(({ until }) => until === null)).toHaveLength(1);
});

it('is seen by the home, its council and its board, and by no other home, council or agency', async () => {
  await anew();
  await signUp(['INNOVATION']);
  const other = await s.managerOf(await s.home());
  const elsewhere = await s.hub.as((await s.make.organisation('council')).code, 'finance', 'FUNDING');
  const payer = await s.hub.as(s.council.code, 'finance', 'FUNDING');
  const board = await s.hub.as(s.icb.code, 'finance', 'FUNDING');
  const practice = await s.hub.as(s.lead.organisation.code, 'clinician', 'DIRECT_CARE');
  for (const viewer of [payer, board]) expect((await seenBy(viewer)).careHome.rewardSignUps?.nodes).toHaveLength(1);
  for (const viewer of [other, elsewhere]) expect((await seenBy(viewer)).careHome.rewardSignUps).toBeNull();
  expect(await seenBy(practice)).toContain('NOT_SHARED');
});

it('is for the manager to say: no care worker, no council', async () => {
  await anew();
  const say = (viewer: Asking) =>
    s.ask(
      viewer,
      'mutation { signUpToRewardScheme(input: { idempotencyKey: "who-may-say", commitments: [INNOVATION] }) { problems { code } } }',
    );
  expect(await say(await s.hub.as(home.organisation.code, 'care-worker', 'DIRECT_CARE'))).toContain('FORBIDDEN');
  expect(await say(await s.hub.as(s.council.code, 'finance', 'FUNDING'))).toContain('NOT_SHARED');
});
