import type { Write, Written } from '../../access/writing/writer.ts';
import { londonTime } from '../../shared/dates.ts';
import { type Problem, problem } from '../../shared/problem-catalogue.ts';
import { writeOne } from '../writing/one-of-resident.ts';
import { kept, textProblems } from '../writing/texts.ts';
import type { StateDeprivationOfLibertyInput, WritePersonalSummaryInput } from './personal-summary.inputs.ts';
import { DeprivationOfLiberty } from './personal-summary.values.ts';

const texts = {
  nextOfKinName: ['next_of_kin_name', 200],
  nextOfKinTelephone: ['next_of_kin_telephone', 50],
  lastingPowerOfAttorney: ['lasting_power_of_attorney', 500],
  whatMattersToMe: ['what_matters_to_me', 4_000],
} as const;
const longestConditions = 4_000;
const dated: readonly DeprivationOfLiberty[] = [DeprivationOfLiberty.AUTHORISED, DeprivationOfLiberty.ENDED];

export function writePersonalSummary(write: Write, input: WritePersonalSummaryInput): Promise<Written> {
  const fields = Object.keys(texts) as (keyof typeof texts)[];
  const said = fields.flatMap((field) => {
    const text = kept(input[field]);
    return text === undefined ? [] : [[texts[field][0], text]];
  });
  const problems = fields.flatMap((field) => textProblems(input, field, texts[field][1]));
  if (said.length === 0) problems.push(problem('REQUIRED'));
  const of = { type: 'PersonalSummary', name: 'write_personal_summary', columns: 'id' } as const;
  return writeOne(write, of, input, Object.fromEntries(said), problems);
}

/** Nobody but the council says what it authorised: the home that asks to be let do it is not the one who lets it. */
export function stateDeprivationOfLiberty(write: Write, input: StateDeprivationOfLibertyInput): Promise<Written> {
  const { deprivationOfLiberty, authorisedFrom = null, authorisedUntil = null } = input;
  const said = {
    deprivation_of_liberty: deprivationOfLiberty,
    liberty_authorised_from: authorisedFrom,
    liberty_authorised_until: authorisedUntil,
    liberty_conditions: kept(input.conditions) ?? null,
  };
  const of = { type: 'PersonalSummary', name: 'state_liberty', columns: 'id' } as const;
  return writeOne(write, of, input, said, libertyProblems(input, londonTime(write.now).date));
}

function libertyProblems(input: StateDeprivationOfLibertyInput, today: string): Problem[] {
  const { deprivationOfLiberty: stated, authorisedFrom: from, authorisedUntil: until, conditions } = input;
  const problems = textProblems(input, 'conditions', longestConditions);
  if (!dated.includes(stated)) {
    const given = { authorisedFrom: from, authorisedUntil: until, conditions };
    const tooMuch = Object.entries(given).filter(([, value]) => value);
    return [...problems, ...tooMuch.map(([field]) => problem('NOT_OF_THIS_KIND', field))];
  }
  const needed = stated === DeprivationOfLiberty.AUTHORISED || from || until;
  if (needed && !from) problems.push(problem('REQUIRED', 'authorisedFrom'));
  if (needed && !until) problems.push(problem('REQUIRED', 'authorisedUntil'));
  if (!from || !until) return problems;
  if (until < from) problems.push(problem('TOO_EARLY', 'authorisedUntil'));
  else if (until >= yearAfter(from)) problems.push(problem('OUT_OF_RANGE', 'authorisedUntil'));
  if (stated === DeprivationOfLiberty.ENDED && until > today) problems.push(problem('IN_FUTURE', 'authorisedUntil'));
  return problems;
}

/** Of 29 February it is 28 February, as the database counts it. */
function yearAfter(day: string): string {
  const year = String(Number(day.slice(0, 4)) + 1).padStart(4, '0');
  return `${year}${day.endsWith('-02-29') ? '-02-28' : day.slice(4)}`;
}
