import { publicUuid } from '../../access/identifiers.ts';
import type { Write, Written } from '../../access/writing/writer.ts';
import { problem } from '../../shared/problem-catalogue.ts';
import { monthProblems } from '../writing/months.ts';
import { verdictOn } from '../writing/verdict.ts';
import type { ApproveRewardPaymentsInput, PrepareRewardPaymentsInput } from './reward-payment.inputs.ts';

export async function prepareRewardPayments(write: Write, { month }: PrepareRewardPaymentsInput): Promise<Written> {
  const problems = monthProblems(write, month);
  if (problems.length) return { problems };
  return verdictOn(write, undefined, 'select verdict, id from hub.prepare_reward_payments($1::date, $2, $3)', [
    ...[month, write.viewer.user, write.viewer.authority],
  ]);
}

export async function approveRewardPayments(write: Write, input: ApproveRewardPaymentsInput): Promise<Written> {
  const run = publicUuid('RewardRun', input.run);
  if (!run) return { problems: [problem('UNKNOWN', 'run')] };
  return verdictOn(write, undefined, 'select verdict, id from hub.approve_reward_payments($1, $2, $3)', [
    ...[run, write.viewer.user, write.viewer.authority],
  ]);
}
