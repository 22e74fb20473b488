import type { Write, Written } from '../../access/writing/writer.ts';
import { problem } from '../../shared/problem-catalogue.ts';
import { codedNamed } from '../writing/named-public.ts';
import { textProblems } from '../writing/texts.ts';
import { verdictOn } from '../writing/verdict.ts';
import type {
  AnswerServiceRequestInput,
  RequestServiceInput,
  WithdrawServiceRequestInput,
} from './service-request.inputs.ts';

const longest = 4_000;

/** The request itself opens nothing: it is refused unless whoever is asked may read it already. */
export async function requestService(write: Write, input: RequestServiceInput): Promise<Written> {
  const problems = textProblems(input, 'details', longest, true);
  const resident = await write.residentNamed(input.resident);
  if (!resident) problems.push(problem('UNKNOWN', 'resident'));
  const asked = await codedNamed(write, 'Organisation', input.asked);
  if (!asked) problems.push(problem('UNKNOWN', 'asked'));
  if (problems.length) return { problems };
  return verdictOn(write, undefined, 'select verdict, id from hub.request_service($1, $2, $3, $4)', [
    ...[resident, asked, input.kind, input.details.trim()],
  ]);
}

/** The record is of whoever asked: a function of the database adds what the organisation that was asked says. */
export async function answerServiceRequest(write: Write, input: AnswerServiceRequestInput): Promise<Written> {
  const { answer, scheduledFor, promisedBy } = input;
  const problems = textProblems(input, 'reply', longest, answer === 'DECLINED');
  if (answer === 'SCHEDULED' && !scheduledFor) problems.push(problem('REQUIRED', 'scheduledFor'));
  if (answer !== 'SCHEDULED' && scheduledFor) problems.push(problem('NOT_OF_THIS_KIND', 'scheduledFor'));
  const request = await write.recordNamed('ServiceRequest', input.serviceRequest);
  if (!request) problems.push(problem('UNKNOWN', 'serviceRequest'));
  if (problems.length || !request) return { problems };
  return verdictOn(
    write,
    request,
    'select hub.answer_service_request($1, $2::int, $3, $4::date, $5::timestamptz, $6) as verdict',
    [request, input.version, answer, promisedBy ?? null, scheduledFor ?? null, input.reply?.trim() || null],
  );
}

export async function withdrawServiceRequest(write: Write, input: WithdrawServiceRequestInput): Promise<Written> {
  const problems = textProblems(input, 'reason', 1_000, true);
  const request = await write.recordNamed('ServiceRequest', input.serviceRequest);
  if (!request) problems.push(problem('UNKNOWN', 'serviceRequest'));
  if (problems.length || !request) return { problems };
  return verdictOn(write, request, 'select hub.withdraw_service_request($1, $2::int, $3) as verdict', [
    ...[request, input.version, input.reason.trim()],
  ]);
}
