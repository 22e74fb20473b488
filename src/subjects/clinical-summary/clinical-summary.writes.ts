import type { Write, Written } from '../../access/writing/writer.ts';
import { type Problem, problem } from '../../shared/problem-catalogue.ts';
import { writeOne } from '../writing/one-of-resident.ts';
import { kept, textProblems } from '../writing/texts.ts';
import type { WriteClinicalSummaryInput } from './clinical-summary.inputs.ts';

const most = { allergies: 50, medicines: 100 };
const longest = { entry: 200, escalationPlan: 4_000 };
const lists = ['allergies', 'medicines'] as const;

/** Lists are written whole: what is missing from the new one has ended. */
export function writeClinicalSummary(write: Write, input: WriteClinicalSummaryInput): Promise<Written> {
  const { resuscitation, frailty } = input;
  const said = Object.fromEntries(
    Object.entries({
      allergies: entries(input.allergies),
      medicines: entries(input.medicines),
      escalation_plan: kept(input.escalationPlan),
      resuscitation,
      frailty,
    }).filter(([, value]) => value !== undefined),
  );
  const problems = [
    ...lists.flatMap((field) => listProblems(field, entries(input[field]))),
    ...textProblems(input, 'escalationPlan', longest.escalationPlan),
    ...(resuscitation === null ? [problem('REQUIRED', 'resuscitation')] : []),
    ...((frailty ?? 1) < 1 || (frailty ?? 1) > 9 ? [problem('OUT_OF_RANGE', 'frailty')] : []),
    ...(Object.keys(said).length ? [] : [problem('REQUIRED')]),
  ];
  const of = { type: 'ClinicalSummary', name: 'write_clinical_summary', columns: 'id' } as const;
  // Whether there are allergies is asked before anything else is written.
  return writeOne(write, of, input, said, problems, (before) =>
    before ? [] : lists.filter((field) => input[field] === undefined).map((field) => problem('REQUIRED', field)),
  );
}

function entries(given: readonly string[] | null | undefined): string[] | null | undefined {
  return given && [...new Set(given.map((entry) => entry.trim()))];
}

function listProblems(field: (typeof lists)[number], given: readonly string[] | null | undefined): Problem[] {
  if (given === undefined) return [];
  if (given === null || given.includes('')) return [problem('REQUIRED', field)];
  if (given.length > most[field]) return [problem('OUT_OF_RANGE', field)];
  return given.some((entry) => entry.length > longest.entry) ? [problem('TOO_LONG', field)] : [];
}
