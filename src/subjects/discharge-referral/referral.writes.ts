import type { Write, Written } from '../../access/writing/writer.ts';
import { type Problem, type ProblemCode, problem } from '../../shared/problem-catalogue.ts';
import { textProblems } from '../writing/texts.ts';
import { ReferralKind } from './need.values.ts';
import type {
  AcceptAsTrustedAssessorInput,
  AnswerQuestionInput,
  AnswerRequestInput,
  ChooseOfferInput,
  ReferDischargeInput,
  WithdrawReferralInput,
} from './referral.inputs.ts';
import { toTheMinute } from './referral.moments.ts';

const day = 24 * 3_600_000;
const longest = { reason: 500, question: 1_000 };
const most = { homes: 20, daysToAnswer: 14, daysToCome: 28, daysReserved: 7 };

export async function referDischarge(write: Write, input: ReferDischargeInput): Promise<Written> {
  const [earliest, answerBy] = [toTheMinute(input.earliest), toTheMinute(input.answerBy)];
  const last = Math.max(earliest.getTime(), answerBy.getTime());
  const reserveUntil = toTheMinute(input.reserveUntil ?? new Date(last + day));
  const { now } = write;
  const outside = [
    ...(answerBy <= now || answerBy > after(now, most.daysToAnswer) ? ['answerBy'] : []),
    ...(earliest < toTheMinute(now) || earliest > after(now, most.daysToCome) ? ['earliest'] : []),
    ...(reserveUntil.getTime() <= last || reserveUntil > after(new Date(last), most.daysReserved)
      ? ['reserveUntil']
      : []),
    ...(input.homes.length > most.homes ? ['homes'] : []),
  ];
  const problems = outside.map((field) => problem('OUT_OF_RANGE', field));
  if (input.kind === ReferralKind.NEW_PLACEMENT && input.homes.length === 0)
    problems.push(problem('REQUIRED', 'homes'));
  const resident = await write.residentNamed(input.resident);
  if (!resident) problems.push(problem('UNKNOWN', 'resident'));
  if (problems.length) return { problems };
  const need = { kind: input.kind, ...input.need, earliest, answerBy, reserveUntil };
  const codes = input.homes.filter((code) => !code.includes('\0'));
  if (codes.length < input.homes.length) return { problems: [problem('UNKNOWN', 'homes')] };
  const { code, rest } = await verdictOf(write, 'select hub.refer_discharge($1, $2, $3::text[]) as verdict', [
    resident,
    JSON.stringify(need),
    codes,
  ]);
  return code === 'DONE' ? { record: rest, problems } : { problems: [problem(code, rest)] };
}

/** What the home answers is about somebody whom only the database knows. */
export async function answerRequest(write: Write, input: AnswerRequestInput): Promise<Written> {
  const words = { ACCEPT: undefined, ASK: 'question', DECLINE: 'reason' }[input.answer] as
    | 'question'
    | 'reason'
    | undefined;
  const problems = words ? textProblems(input, words, longest[words], true) : [];
  const request = write.uuidOf('PlacementRequest', input.request);
  if (!request) problems.push(problem('UNKNOWN', 'request'));
  if (problems.length || !request) return { problems };
  const said = words ? input[words]?.trim() : null;
  await write.holdRecord(request);
  const values = [request, input.version, input.answer, said];
  const { code, rest } = await verdictOf(write, 'select hub.answer_request($1, $2::int, $3, $4) as verdict', values);
  if (code !== 'UNKNOWN') write.concerns('PlacementRequest', request);
  return code === 'DONE' ? { record: request, problems } : { problems: [problem(code, rest)] };
}

export function answerQuestion(write: Write, input: AnswerQuestionInput): Promise<Written> {
  const problems = textProblems(input, 'reply', longest.question, true);
  return aboutRequest(write, input, problems, 'select hub.answer_question($1, $2::int, $3) as verdict', [
    input.reply.trim(),
  ]);
}

export function acceptAsTrustedAssessor(write: Write, input: AcceptAsTrustedAssessorInput): Promise<Written> {
  return aboutRequest(write, input, [], 'select hub.offer_as_assessor($1, $2::int) as verdict');
}

export async function chooseOffer(write: Write, input: ChooseOfferInput): Promise<Written> {
  const until = input.reserveUntil ? toTheMinute(input.reserveUntil) : null;
  return aboutRequest(write, input, [], 'select hub.choose_offer($1, $2::int, $3::timestamptz) as verdict', [until]);
}

/** Also when the person is no patient of the referrer any more: what it asked it can take back. */
export async function withdrawReferral(write: Write, input: WithdrawReferralInput): Promise<Written> {
  const problems = textProblems(input, 'reason', longest.reason, true);
  const referral = write.uuidOf('DischargeReferral', input.referral);
  if (!referral) problems.push(problem('UNKNOWN', 'referral'));
  if (problems.length || !referral) return { problems };
  await write.holdRecord(referral);
  const [came] = await write.query<{ verdict: string; about: string | null }>(
    'select verdict, about from hub.withdraw_referral($1, $2::int, $3)',
    [referral, input.version, input.reason.trim()],
  );
  if (came?.about) write.concerns('Resident', came.about);
  const [code = 'UNKNOWN', place = 'referral'] = came?.verdict.split(' ') ?? [];
  return code === 'DONE' ? { record: referral, problems } : { problems: [problem(code as ProblemCode, place)] };
}

/** Something that whoever referred does with one request; the version is that of the request. */
async function aboutRequest(
  write: Write,
  input: { request: string; version: number },
  problems: Problem[],
  text: string,
  more: unknown[] = [],
): Promise<Written> {
  const request = await write.recordNamed('ReferralRequest', input.request);
  if (!request) problems.push(problem('UNKNOWN', 'request'));
  if (problems.length || !request) return { problems };
  const { code, rest } = await verdictOf(write, text, [request, input.version, ...more]);
  return code === 'DONE' ? { record: request, problems } : { problems: [problem(code, rest)] };
}

/** The database says `DONE`, or a problem and the part of the input that it is about. */
async function verdictOf({ query }: Write, text: string, values: unknown[]) {
  const [row] = await query<{ verdict: string }>(text, values);
  const [code = 'UNKNOWN', rest = ''] = row?.verdict.split(' ') ?? [];
  return { code: code as ProblemCode | 'DONE', rest } as
    | { code: 'DONE'; rest: string }
    | { code: ProblemCode; rest: string };
}

const after = (moment: Date, days: number) => new Date(moment.getTime() + days * day);
