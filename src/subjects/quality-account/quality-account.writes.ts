import { publicUuid } from '../../access/identifiers.ts';
import type { Write, Written } from '../../access/writing/writer.ts';
import type { Agreement } from '../../agreement/model.ts';
import { londonTime } from '../../shared/dates.ts';
import { problem } from '../../shared/problem-catalogue.ts';
import { identifyingProblems } from '../writing/identifying.ts';
import { textProblems } from '../writing/texts.ts';
import { verdictOn } from '../writing/verdict.ts';
import type { AwardImprovementMarkInput, PublishQualityAccountInput } from './quality-account.inputs.ts';

const longest = 20_000;

export async function publishQualityAccount(
  write: Write,
  agreement: Agreement,
  input: PublishQualityAccountInput,
): Promise<Written> {
  const home = await write.ownHome();
  const thisYear = Number(londonTime(write.now).date.slice(0, 4));
  const problems = [
    ...(home ? [] : [problem('UNKNOWN')]),
    ...(input.year > thisYear ? [problem('IN_FUTURE', 'year')] : []),
    ...(input.year < thisYear - 1 ? [problem('OUT_OF_RANGE', 'year')] : []),
    ...textProblems(input, 'text', longest, true),
  ];
  if (!problems.length)
    problems.push(...(await identifyingProblems(write, agreement, input, ['text'], 'no birthdays')));
  if (problems.length) return { problems };
  return verdictOn(write, undefined, 'select verdict, id from hub.publish_quality_account($1::int, $2, $3::int)', [
    ...[input.year, input.text.trim(), input.version ?? 0],
  ]);
}

export async function awardImprovementMark(
  write: Write,
  { qualityAccount }: AwardImprovementMarkInput,
): Promise<Written> {
  const account = publicUuid('QualityAccount', qualityAccount);
  if (!account) return { problems: [problem('UNKNOWN', 'qualityAccount')] };
  return verdictOn(write, undefined, 'select verdict, id from hub.award_improvement_mark($1)', [account]);
}
