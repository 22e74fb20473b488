import { readPublicId } from '../../access/identifiers.ts';
import type { Write, Written } from '../../access/writing/writer.ts';
import { problem } from '../../shared/problem-catalogue.ts';
import { textProblems } from '../writing/texts.ts';
import { verdictOn } from '../writing/verdict.ts';
import type { AlignHomeInput, EndAlignmentInput } from './alignment.inputs.ts';

const longestName = 200;

/** The relationships of the practice and its network to those who live there follow at once, by the register. */
export async function alignHome(write: Write, input: AlignHomeInput): Promise<Written> {
  const home = await write.homeNamed(input.home);
  const network = await named(write, 'PrimaryCareNetwork', 'primary_care_network', 'code', input.network);
  const practice = await named(write, 'Practice', 'practice', 'ods_code', input.leadPractice);
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
  const alignment = await named(write, 'Alignment', 'alignment', 'id::text', input.alignment);
  if (!alignment) return { problems: [problem('UNKNOWN', 'alignment')] };
  return verdictOn(write, undefined, 'select verdict, id from hub.end_alignment($1, $2::date)', [alignment, input.to]);
}

/** The uuid of what an id such as `Practice:Y00001`, or its code alone, means. */
async function named({ query }: Write, type: string, table: string, code: string, id: string) {
  const said = readPublicId(id) ?? { type, code: id };
  if (said.type !== type || said.code.includes('\0')) return undefined;
  const [found] = await query<{ id: string }>(`select t.id from public.${table} t where t.${code} = $1`, [said.code]);
  return found?.id;
}
