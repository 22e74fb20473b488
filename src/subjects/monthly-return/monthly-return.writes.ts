import type { Write, Written } from '../../access/writing/writer.ts';
import { type Problem, type ProblemCode, problem } from '../../shared/problem-catalogue.ts';
import { monthProblems } from '../writing/months.ts';
import { textProblems } from '../writing/texts.ts';
import { problemIn } from '../writing/verdict.ts';
import type { CorrectReturnInput, ReopenReturnInput, SubmitReturnInput } from './monthly-return.inputs.ts';
import { countedFigures, largestFigure, longestReason } from './monthly-return.values.ts';

/** What the payload reads again: the home and its month. */
type OfReturn = Written & { month?: string };

export async function correctReturn(write: Write, input: CorrectReturnInput): Promise<OfReturn> {
  const problems = [...monthProblems(write, input.month), ...figureProblems(input)];
  const home = await write.ownHome();
  if (!home) problems.push(problem('UNKNOWN'));
  if (problems.length) return { problems };
  const said = input.figures.map(({ figure, value = null, reason }) => ({
    ...{ figure, value, reason: reason?.trim() || null },
  }));
  return verdict(write, input.month, 'select verdict, id from hub.correct_return($1::date, $2::jsonb)', [
    ...[input.month, JSON.stringify(said)],
  ]);
}

export async function submitReturn(write: Write, { month }: SubmitReturnInput): Promise<OfReturn> {
  const problems = monthProblems(write, month);
  const home = await write.ownHome();
  if (!home) problems.push(problem('UNKNOWN'));
  if (problems.length) return { problems };
  return verdict(write, month, 'select verdict, id, missing from hub.submit_return($1::date, $2)', [
    ...[month, write.viewer.user],
  ]);
}

export async function reopenReturn(write: Write, input: ReopenReturnInput): Promise<OfReturn> {
  const problems = [...monthProblems(write, input.month), ...textProblems(input, 'reason', longestReason, true)];
  const home = await write.homeNamed(input.home);
  if (!home) problems.push(problem('UNKNOWN', 'home'));
  if (problems.length) return { problems };
  return verdict(write, input.month, 'select verdict, id from hub.reopen_return($1, $2::date, $3, $4)', [
    ...[home, input.month, input.reason.trim(), write.viewer.user],
  ]);
}

function figureProblems({ figures }: CorrectReturnInput): Problem[] {
  if (!figures.length) return [problem('REQUIRED', 'figures')];
  return figures.flatMap((one, place) => {
    const at = (code: ProblemCode, field: string) => [problem(code, 'figures', String(place), field)];
    const { figure, value, reason } = one;
    if (figures.findIndex((other) => other.figure === figure) < place) return at('NAMED_TWICE', 'figure');
    if (typeof value === 'number' && (value < 0 || value > largestFigure)) return at('OUT_OF_RANGE', 'value');
    if (typeof value === 'number' && countedFigures.has(figure) && !reason?.trim()) return at('REQUIRED', 'reason');
    return (reason?.trim().length ?? 0) > longestReason ? at('TOO_LONG', 'reason') : [];
  });
}

async function verdict({ query }: Write, month: string, text: string, values: unknown[]): Promise<OfReturn> {
  const [row] = await query<{ verdict: string; id: string; missing?: string }>(text, values);
  const { verdict, id, missing } = row as { verdict: string; id: string; missing?: string };
  const found = problemIn(verdict);
  if (!found) return { record: id, month, problems: [] };
  return { problems: [missing ? { ...found, message: `${found.message} Missing: ${missing}.` } : found] };
}
