import type { Write, Written } from '../../access/writing/writer.ts';
import { problem } from '../../shared/problem-catalogue.ts';
import { verdictOn } from '../writing/verdict.ts';
import type { SignUpToRewardSchemeInput } from './reward-scheme.inputs.ts';

export async function signUpToRewardScheme(write: Write, { commitments }: SignUpToRewardSchemeInput): Promise<Written> {
  // Leaving stays open to a home that the CQC registers no more.
  if (!(await write.ownHome())) return { problems: [problem('UNKNOWN')] };
  const said = [...new Set(commitments)].sort();
  if (!said.length) return { problems: [problem('REQUIRED', 'commitments')] };
  if (said.length < commitments.length) return { problems: [problem('NAMED_TWICE', 'commitments')] };
  return verdictOn(write, undefined, 'select verdict, id from hub.sign_up_to_reward_scheme($1::text[])', [said]);
}

export function leaveRewardScheme(write: Write): Promise<Written> {
  return verdictOn(write, undefined, 'select verdict, id from hub.leave_reward_scheme()', []);
}
