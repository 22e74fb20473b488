import type { Write, Written } from '../../access/writing/writer.ts';
import { londonTime } from '../../shared/dates.ts';
import { type Problem, problem } from '../../shared/problem-catalogue.ts';
import { writeOne } from '../writing/one-of-resident.ts';
import { kept, textProblems } from '../writing/texts.ts';
import type {
  AgreeCarePlanInput,
  DeclineCarePlanInput,
  ReviewMedicinesInput,
  WriteHomePartInput,
} from './care-plan.inputs.ts';
import { PlanParty } from './care-plan.values.ts';

interface Standing {
  goals: string | null;
  reviewedOn: string | null;
  declinedOn: string | null;
}

const longest = { goals: 10_000, names: 500, help: 4_000 };
const helps = {
  helpWithMoving: 'help_with_moving',
  helpWithEating: 'help_with_eating',
  helpWithPersonalCare: 'help_with_personal_care',
  helpAtNight: 'help_at_night',
} as const;

/** Agreed for the first time, or gone through again: either way the plan stands, and its next review is counted from then. */
export function agreeCarePlan(write: Write, input: AgreeCarePlanInput): Promise<Written> {
  const { agreedOn, reviewBy = null } = input;
  const [goals, names] = [kept(input.goals), kept(input.agreedWithNames)];
  const parties = [...new Set(input.agreedWith)];
  const problems = [
    ...daysProblems(write, agreedOn, 'agreedOn', reviewBy),
    ...textProblems(input, 'goals', longest.goals),
    ...textProblems(input, 'agreedWithNames', longest.names),
    ...(parties.length ? [] : [problem('REQUIRED', 'agreedWith')]),
    ...(parties.includes(PlanParty.OTHER) && !names ? [problem('REQUIRED', 'agreedWithNames')] : []),
    ...(goals === null ? [problem('REQUIRED', 'goals')] : []),
  ];
  const said = {
    ...{ agreed_with: parties, agreed_with_names: names, goals },
    ...{ reviewed_on: agreedOn, review_by: reviewBy, declined_on: null },
  };
  const of = {
    type: 'CarePlan',
    name: 'agree_care_plan',
    columns: 'goals, reviewed_on::text as "reviewedOn", declined_on::text as "declinedOn"',
  } as const;
  return writeOne<Partial<Standing>>(write, of, input, said, problems, (before) => [
    ...(goals === undefined && !before?.goals ? [problem('REQUIRED', 'goals')] : []),
    ...notBefore(before, agreedOn, 'agreedOn'),
  ]);
}

export function declineCarePlan(write: Write, input: DeclineCarePlanInput): Promise<Written> {
  const { declinedOn } = input;
  // The day on which it was declined is put right by declining it on another, as long as no plan was made since.
  const of = { type: 'CarePlan', name: 'decline_care_plan', columns: 'reviewed_on::text as "reviewedOn"' } as const;
  const problems = daysProblems(write, declinedOn, 'declinedOn', null);
  return writeOne<Partial<Standing>>(write, of, input, { declined_on: declinedOn }, problems, (before) =>
    notBefore(before, declinedOn, 'declinedOn'),
  );
}

export function reviewMedicines(write: Write, input: ReviewMedicinesInput): Promise<Written> {
  const { reviewedOn, declined, reviewBy = null } = input;
  const columns = `medication_reviewed_on::text as "reviewedOn"${declined ? '' : ', medication_review_declined_on::text as "declinedOn"'}`;
  const of = { type: 'CarePlan', name: 'review_medicines', columns } as const;
  const said = declined
    ? { medication_review_declined_on: reviewedOn }
    : {
        ...{ medication_reviewed_on: reviewedOn, medication_review_by: reviewBy },
        medication_review_declined_on: null,
      };
  const problems = daysProblems(write, reviewedOn, 'reviewedOn', reviewBy);
  if (declined && reviewBy) problems.push(problem('NOT_OF_THIS_KIND', 'reviewBy'));
  return writeOne<Partial<Standing>>(write, of, input, said, problems, (before) =>
    notBefore(before, reviewedOn, 'reviewedOn'),
  );
}

/** The home's own part; who agreed the rest, and when, stays. */
export function writeHomePart(write: Write, input: WriteHomePartInput): Promise<Written> {
  const fields = Object.keys(helps) as (keyof typeof helps)[];
  const said = fields.flatMap((field) => {
    const text = kept(input[field]);
    return text === undefined ? [] : [[helps[field], text]];
  });
  const problems = fields.flatMap((field) => textProblems(input, field, longest.help));
  if (said.length === 0) problems.push(problem('REQUIRED'));
  const of = { type: 'CarePlan', name: 'write_home_part', columns: 'id' } as const;
  return writeOne(write, of, input, Object.fromEntries(said), problems);
}

function daysProblems({ now }: Write, day: string, field: string, reviewBy: string | null): Problem[] {
  return [
    ...(day > londonTime(now).date ? [problem('IN_FUTURE', field)] : []),
    ...(reviewBy && reviewBy <= day ? [problem('TOO_EARLY', 'reviewBy')] : []),
  ];
}

/** What is said now is not older than what stands: than what was agreed, or that nothing is wanted. */
function notBefore(before: Partial<Standing> | undefined, day: string, field: string): Problem[] {
  const { reviewedOn, declinedOn } = before ?? {};
  return [reviewedOn, declinedOn].some((standing) => standing && day < standing) ? [problem('OUTDATED', field)] : [];
}
