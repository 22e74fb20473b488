import type { Write, Written } from '../../access/writing/writer.ts';
import { problem } from '../../shared/problem-catalogue.ts';
import { textProblems } from '../writing/texts.ts';
import { verdictOn } from '../writing/verdict.ts';
import type { AnswerConcernInput, RaiseConcernInput } from './concern.inputs.ts';
import { answerWithinHours } from './concern.values.ts';

const longest = 4_000;

export async function raiseConcern(write: Write, input: RaiseConcernInput): Promise<Written> {
  const problems = textProblems(input, 'text', longest, true);
  const resident = await write.residentNamed(input.resident);
  if (!resident) problems.push(problem('UNKNOWN', 'resident'));
  if (problems.length) return { problems };
  const [made] = await write.query<{ id: string }>(
    `insert into public.concern (author_id, resident_id, addressed_to, urgency, text, answer_due_at, for_next_round)
     values ($1, $2, $3, $4, $5, now() + make_interval(hours => $6), $7) returning id`,
    [
      write.viewer.organisation.id,
      resident,
      input.addressedTo,
      input.urgency,
      input.text.trim(),
      answerWithinHours[input.urgency],
      input.forNextRound ?? false,
    ],
  );
  return { record: (made as { id: string }).id, problems };
}

/** The record is the home's: a function of the database adds the answer, for whoever cares for the resident. */
export async function answerConcern(write: Write, input: AnswerConcernInput): Promise<Written> {
  const problems = textProblems(input, 'answer', longest, true);
  const concern = await write.recordNamed('Concern', input.concern);
  if (!concern) problems.push(problem('UNKNOWN', 'concern'));
  if (problems.length || !concern) return { problems };
  return verdictOn(write, concern, 'select hub.answer_concern($1, $2, $3, $4) as verdict', [
    ...[concern, input.version, input.answer.trim(), input.outcome],
  ]);
}
