import type { Write, Written } from '../../access/writing/writer.ts';
import { londonMidnight, londonTime } from '../../shared/dates.ts';
import { type Problem, type ProblemCode, problem } from '../../shared/problem-catalogue.ts';
import { ClaimOutcome } from '../claim/claim.values.ts';
import { textProblems } from '../writing/texts.ts';
import type {
  ConcernInput,
  DecideSafeguardingConcernInput,
  RaiseSafeguardingConcernInput,
  ReleaseSafeguardingConcernInput,
  ReportSafeguardingConcernInput,
  WithdrawSafeguardingReleaseInput,
} from './safeguarding.inputs.ts';

/** What a report by name comes to; nothing of it depends on whether there is such a person. */
export interface Reported extends Written {
  outcome?: ClaimOutcome;
}

const longest = { reason: 500, familyName: 200, location: 500, words: 2_000, narrative: 10_000 };

/** About a resident whom the raiser knows. */
export async function raiseConcern(write: Write, input: RaiseSafeguardingConcernInput): Promise<Written> {
  const problems = problemsOf(input, write.now);
  const resident = await write.residentNamed(input.resident);
  if (!resident) problems.push(problem('UNKNOWN', 'resident'));
  const council = await councilNamed(write, input.council);
  if (input.council && !council) problems.push(problem('UNKNOWN', 'council'));
  if (problems.length) return { problems };
  const [raised] = await write.query<{ concern: string | null }>('select hub.raise_concern($1, $2, $3) as concern', [
    resident,
    reportOf(input),
    council ?? null,
  ]);
  return raised?.concern ? { record: raised.concern, problems } : { problems: [problem('REQUIRED', 'council')] };
}

/** About a person whom the raiser names by what whoever stands before that person knows. */
export async function reportConcern(write: Write, input: ReportSafeguardingConcernInput): Promise<Reported> {
  const { nhsNumber, dateOfBirth, familyName } = input;
  const problems = [...problemsOf(input, write.now), ...textProblems(input, 'familyName', longest.familyName, true)];
  const council = await councilNamed(write, input.council);
  if (!council) problems.push(problem('UNKNOWN', 'council'));
  if (problems.length) return { problems };
  const { user, role } = write.viewer;
  const [reported] = await write.query<{ id: string }>(
    'select hub.report_concern($1, $2, $3, $4::date, $5, $6, $7) as id',
    [user, role, nhsNumber, dateOfBirth, familyName, reportOf(input), council],
  );
  write.concerns('SafeguardingReport', (reported as { id: string }).id);
  return { outcome: ClaimOutcome.ACCEPTED, problems };
}

export async function decideConcern(write: Write, input: DecideSafeguardingConcernInput): Promise<Written> {
  const { decision, outcome } = input;
  const today = londonTime(write.now).date;
  const decidedOn = input.decidedOn ?? today;
  const problems = textProblems(input, 'outcome', longest.narrative, decision !== 'ENQUIRY');
  if (decidedOn > today) problems.push(problem('IN_FUTURE', 'decidedOn'));
  const concern = await write.recordNamed('SafeguardingConcern', input.concern);
  if (!concern) problems.push(problem('UNKNOWN', 'concern'));
  if (problems.length || !concern) return { problems };
  return verdictOn(write, concern, 'select hub.decide_concern($1, $2, $3, $4::date) as verdict', [
    concern,
    decision,
    outcome?.trim() || null,
    decidedOn,
  ]);
}

export async function releaseConcern(write: Write, input: ReleaseSafeguardingConcernInput): Promise<Written> {
  const problems = textProblems(input, 'reason', longest.reason, true);
  const until = input.until ? londonMidnight(input.until) : null;
  if (until && until <= write.now) problems.push(problem('TOO_EARLY', 'until'));
  const concern = await write.recordNamed('SafeguardingConcern', input.concern);
  if (!concern) problems.push(problem('UNKNOWN', 'concern'));
  if (problems.length || !concern) return { problems };
  return verdictOn(write, concern, 'select hub.release_concern($1, $2, $3, $4, $5::timestamptz) as verdict', [
    concern,
    input.organisation,
    input.reason.trim(),
    write.viewer.user,
    until,
  ]);
}

/** A council closes what it opened also when it no longer sees the concern: `concern` is the uuid that its id means. */
export async function withdrawRelease(
  write: Write,
  concern: string | undefined,
  input: WithdrawSafeguardingReleaseInput,
): Promise<Written> {
  const problems = textProblems(input, 'reason', longest.reason, true);
  if (!concern) problems.push(problem('UNKNOWN', 'concern'));
  if (problems.length || !concern) return { problems };
  return verdictOn(write, concern, 'select hub.withdraw_release($1, $2, $3, $4) as verdict', [
    concern,
    input.organisation,
    input.reason.trim(),
    write.viewer.user,
  ]);
}

/** The database says `DONE`, or a problem and the part of the input that it is about. */
async function verdictOn(write: Write, record: string, text: string, values: unknown[]): Promise<Written> {
  const [row] = await write.query<{ verdict: string }>(text, values);
  const [code = 'UNKNOWN', place] = row?.verdict.split(' ') ?? [];
  // Of a release that was ended, which: the council need not see the resident any more.
  if (code === 'DONE' && place) write.concerns('SafeguardingRelease', place);
  return code === 'DONE' ? { record, problems: [] } : { problems: [problem(code as ProblemCode, place ?? 'concern')] };
}

function problemsOf(input: ConcernInput, now: Date): Problem[] {
  return [
    ...(input.kinds.length ? [] : [problem('REQUIRED', 'kinds')]),
    ...textProblems(input, 'narrative', longest.narrative, true),
    ...textProblems(input, 'location', longest.location),
    ...textProblems(input, 'allegedSource', longest.words),
    ...textProblems(input, 'immediateAction', longest.words),
    ...textProblems(input, 'wishes', longest.words),
    ...(input.occurredAt && input.occurredAt > now ? [problem('IN_FUTURE', 'occurredAt')] : []),
    ...(input.ongoingSince && input.ongoingSince > londonTime(now).date ? [problem('IN_FUTURE', 'ongoingSince')] : []),
  ];
}

/** What was said, as the database keeps it with the report and with the concern. */
function reportOf(input: ConcernInput): string {
  const said = ['location', 'narrative', 'allegedSource', 'immediateAction', 'wishes'] as const;
  return JSON.stringify({
    kinds: [...new Set(input.kinds)],
    occurredAt: input.occurredAt?.toISOString() ?? null,
    ongoingSince: input.ongoingSince ?? null,
    ...Object.fromEntries(said.map((field) => [field, input[field]?.trim() || null])),
  });
}

async function councilNamed({ query }: Write, code: string | null | undefined): Promise<string | undefined> {
  if (!code) return undefined;
  const [found] = await query<{ id: string }>(
    `select id from public.organisation where code = $1 and agency = 'council'`,
    [code],
  );
  return found?.id;
}
