import { publicUuid } from '../../access/identifiers.ts';
import type { Write, Written } from '../../access/writing/writer.ts';
import { londonTime } from '../../shared/dates.ts';
import { type Problem, problem } from '../../shared/problem-catalogue.ts';
import { RatingDomain } from '../care-home/care-home.values.ts';
import { textProblems } from '../writing/texts.ts';
import { verdictOn } from '../writing/verdict.ts';
import type {
  AnswerRecommendationInput,
  RecordQualityVisitInput,
  SettleRecommendationInput,
} from './quality-visit.inputs.ts';

const longest = 4_000;
const longestAdvice = 2_000;
const mostAdvice = 50;

export async function recordQualityVisit(write: Write, input: RecordQualityVisitInput): Promise<Written> {
  const { visitedOn, announced, findings, recommendations } = input;
  const problems = visitProblems(input, londonTime(write.now).date);
  const home = await write.homeNamed(input.home);
  if (!home) problems.push(problem('UNKNOWN', 'home'));
  if (problems.length) return { problems };
  const found = findings.map(({ domain, rating, words }) => ({ domain, rating, words: words?.trim() || null }));
  const advised = recommendations.map(({ text, priority, dueOn }) => ({ text: text.trim(), priority, due_on: dueOn }));
  return verdictOn(
    write,
    undefined,
    'select verdict, id from hub.record_quality_visit($1, $2::date, $3, $4::jsonb, $5::jsonb)',
    [home, visitedOn, announced, JSON.stringify(found), JSON.stringify(advised)],
  );
}

export async function answerRecommendation(write: Write, input: AnswerRecommendationInput): Promise<Written> {
  const { version, words, doneOn } = input;
  const problems = textProblems(input, 'words', longest, true);
  if (doneOn > londonTime(write.now).date) problems.push(problem('IN_FUTURE', 'doneOn'));
  const record = publicUuid('QualityRecommendation', input.recommendation);
  if (!record) problems.push(problem('UNKNOWN', 'recommendation'));
  if (problems.length || !record) return { problems };
  const values = [record, version, words.trim(), doneOn];
  return verdictOn(write, record, 'select hub.answer_recommendation($1, $2::int, $3, $4::date) as verdict', values);
}

export async function settleRecommendation(write: Write, input: SettleRecommendationInput): Promise<Written> {
  const { version, accepted, words } = input;
  const problems = textProblems(input, 'words', longest, !accepted);
  const record = publicUuid('QualityRecommendation', input.recommendation);
  if (!record) problems.push(problem('UNKNOWN', 'recommendation'));
  if (problems.length || !record) return { problems };
  const values = [record, version, accepted, words?.trim() || null];
  return verdictOn(write, record, 'select hub.settle_recommendation($1, $2::int, $3, $4) as verdict', values);
}

function visitProblems({ visitedOn, findings, recommendations }: RecordQualityVisitInput, today: string): Problem[] {
  const domains = findings.map(({ domain }) => domain);
  return [
    ...(visitedOn > today ? [problem('IN_FUTURE', 'visitedOn')] : []),
    ...(domains.length === 0 ? [problem('REQUIRED', 'findings')] : []),
    ...(domains.includes(RatingDomain.OVERALL) ? [problem('OUT_OF_RANGE', 'findings')] : []),
    ...(new Set(domains).size < domains.length ? [problem('NAMED_TWICE', 'findings')] : []),
    ...findings.flatMap((one, place) => inOne(textProblems(one, 'words', longest), 'findings', place)),
    ...(recommendations.length > mostAdvice ? [problem('TOO_LONG', 'recommendations')] : []),
    ...recommendations.flatMap((one, place) => [
      ...inOne(textProblems(one, 'text', longestAdvice, true), 'recommendations', place),
      ...(one.dueOn < visitedOn ? [problem('TOO_EARLY', 'recommendations', String(place), 'dueOn')] : []),
    ]),
  ];
}

/** What is wrong with one of a list stands at its place in the list. */
function inOne(problems: Problem[], list: string, place: number): Problem[] {
  return problems.map((one) => ({ ...one, path: ['input', list, String(place), ...one.path.slice(1)] }));
}
