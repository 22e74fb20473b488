import { publicUuid } from '../../access/identifiers.ts';
import type { Write, Written } from '../../access/writing/writer.ts';
import { problem } from '../../shared/problem-catalogue.ts';
import { codedNamed } from '../writing/named-public.ts';
import { textProblems } from '../writing/texts.ts';
import { verdictOn } from '../writing/verdict.ts';
import type { AlignHomeInput, EndAlignmentInput } from './alignment.inputs.ts';

const longestName = 200;

/** The relationships of the practice and its network to those who live there follow at once, by the register. */
export async function alignHome(write: Write, input: AlignHomeInput): Promise<Written> {
  const home = await write.homeNamed(input.home);
  const network = await codedNamed(write, 'PrimaryCareNetwork', input.network);
  const practice = await codedNamed(write, 'Practice', input.leadPractice);
  const problems = [
    ...(home ? [] : [problem('UNKNOWN', 'home')]),
    ...(network ? [] : [problem('UNKNOWN', 'network')]),
    ...(practice ? [] : [problem('UNKNOWN', 'leadPractice')]),
    ...textProblems(input, 'clinicalLeadName', longestName, true),
  ];
  if (problems.length) return { problems };
  return verdictOn(write, undefined, 'select verdict, id from hub.align_home($1, $2, $3, $4, $5::date)', [
    ...[home, network, practice, input.clinicalLeadName.trim(), input.from],
  ]);
}

export async function endAlignment(write: Write, input: EndAlignmentInput): Promise<Written> {
  const alignment = publicUuid('Alignment', input.alignment);
  if (!alignment) return { problems: [problem('UNKNOWN', 'alignment')] };
  return verdictOn(write, undefined, 'select verdict, id from hub.end_alignment($1, $2::date)', [alignment, input.to]);
}
