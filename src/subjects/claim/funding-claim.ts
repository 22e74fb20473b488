import type { Write } from '../../access/writing/writer.ts';
import { londonTime } from '../../shared/dates.ts';
import { type ProblemCode, problem } from '../../shared/problem-catalogue.ts';
import { amountProblems, asPounds, homeNamed } from '../funding/funding.writes.ts';
import type { ClaimFundingInput } from './claim.inputs.ts';
import { ClaimOutcome } from './claim.values.ts';
import { type Entered, nameProblems } from './claims.ts';

/** A payer's word about somebody whom it does not see: it opens nothing until the home that is paid bears it out. */
export async function claimFunding(write: Write, input: ClaimFundingInput): Promise<Entered> {
  const { query, viewer, now, concerns } = write;
  const { nhsNumber, dateOfBirth, familyName, source, weeklyAmount, from, to } = input;
  const home = await homeNamed(write, input.home, from);
  const problems = [
    ...nameProblems(familyName),
    ...amountProblems(weeklyAmount),
    ...(home ? [] : [problem('UNKNOWN', 'home')]),
    ...(from > londonTime(now).date ? [problem('IN_FUTURE', 'from')] : []),
    ...(to && to <= from ? [problem('TOO_EARLY', 'to')] : []),
  ];
  if (problems.length) return { problems };
  const [entered] = await query<{ id: string; verdict: string }>(
    `select id, verdict
     from hub.enter_funding($1, $2, $3, $4::date, $5, $6, $7, $8::numeric, $9::date, $10::date, $11)`,
    [
      ...[viewer.user, viewer.role, nhsNumber, dateOfBirth, familyName, home, source, asPounds(weeklyAmount)],
      ...[from, to ?? null, `Paid for since ${from}, says the payer.`],
    ],
  );
  const { id, verdict } = entered as { id: string; verdict: string };
  const [code, ...path] = verdict.split(' ');
  if (code !== 'DONE') return { problems: [problem(code as ProblemCode, ...path)] };
  concerns('Claim', id);
  return { outcome: ClaimOutcome.ACCEPTED, problems: [] };
}
