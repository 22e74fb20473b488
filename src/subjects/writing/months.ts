import type { Write } from '../../access/writing/writer.ts';
import { londonTime } from '../../shared/dates.ts';
import { type Problem, problem } from '../../shared/problem-catalogue.ts';

/** A month is named by its first day, and has begun. */
export function monthProblems({ now }: Pick<Write, 'now'>, month: string): Problem[] {
  if (!month.endsWith('-01')) return [problem('OUT_OF_RANGE', 'month')];
  return month > londonTime(now).date ? [problem('IN_FUTURE', 'month')] : [];
}
