import { createHash } from 'node:crypto';
import type { Write, Written } from '../../access/writing/writer.ts';
import { londonTime } from '../../shared/dates.ts';
import { problem } from '../../shared/problem-catalogue.ts';
import { writeOne } from '../writing/one-of-resident.ts';
import { textProblems } from '../writing/texts.ts';
import { problemIn } from '../writing/verdict.ts';
import type { ChooseOutcomesInput, RecordFeedbackInput, WithdrawFeedbackInput } from './feedback.inputs.ts';

const longest = 4_000;

/** What was recorded is not given back: whatever the giver chose, the answer is the same but for the receipt. */
export async function recordFeedback(write: Write, input: RecordFeedbackInput, receipt: string): Promise<Written> {
  const { givenBy, shownAs, givenOn } = input;
  const [words, outcomes] = [input.words?.trim() || null, input.outcomes ?? []];
  const problems = textProblems(input, 'words', longest, outcomes.length === 0);
  if (givenOn > londonTime(write.now).date) problems.push(problem('IN_FUTURE', 'givenOn'));
  if (new Set(outcomes.map(({ outcome }) => outcome)).size < outcomes.length)
    problems.push(problem('NAMED_TWICE', 'outcomes'));
  const resident = await write.residentNamed(input.resident);
  if (!resident) problems.push(problem('UNKNOWN', 'resident'));
  if (problems.length) return { problems };
  const levels = Object.fromEntries(outcomes.map(({ outcome, howItIs }) => [outcome.toLowerCase(), howItIs]));
  const [came] = await write.query<{ verdict: string }>(
    'select hub.record_feedback($1, $2, $3, $4::date, $5, $6::jsonb, $7) as verdict',
    [
      ...[resident, givenBy, shownAs, givenOn, words, JSON.stringify(levels)],
      createHash('sha256').update(receipt).digest(),
    ],
  );
  const found = problemIn(came?.verdict);
  return { problems: found ? [found] : [] };
}

/** By whom it may be taken back is the database’s to say, which alone knows who gave what. */
export async function withdrawFeedback(write: Write, input: WithdrawFeedbackInput): Promise<Written> {
  const receipt = input.receipt?.toUpperCase().replace(/[^0-9A-F]/g, '') || null;
  if (receipt && input.feedback) return { problems: [problem('NAMED_TWICE', 'feedback')] };
  if (!receipt && !input.feedback) return { problems: [problem(input.receipt ? 'UNKNOWN' : 'REQUIRED', 'receipt')] };
  const entry = input.feedback ? write.uuidOf('Feedback', input.feedback) : null;
  if (entry === undefined) return { problems: [problem('UNKNOWN', 'feedback')] };
  const [came] = await write.query<{ verdict: string; person: string | null }>(
    'select verdict, person from hub.withdraw_feedback($1, $2)',
    [entry, receipt],
  );
  const { verdict, person } = came as { verdict: string; person: string };
  const found = problemIn(verdict);
  if (found) return { problems: [found] };
  write.concerns('Resident', person);
  return { problems: [] };
}

export function chooseOutcomes(write: Write, input: ChooseOutcomesInput): Promise<Written> {
  const { outcomes } = input;
  const problems = new Set(outcomes).size < outcomes.length ? [problem('NAMED_TWICE', 'outcomes')] : [];
  const of = { type: 'PersonalSummary', name: 'choose_outcomes', columns: 'id' } as const;
  return writeOne(write, of, input, { outcomes_chosen: outcomes }, problems);
}
