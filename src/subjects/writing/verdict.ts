import type { Write, Written } from '../../access/writing/writer.ts';
import { type Problem, type ProblemCode, problem } from '../../shared/problem-catalogue.ts';

/**
 * What is wrong, as a function of the database says it: a problem and the place in the input that it is about; undefined of
 * `DONE`. What names no place is about `field`, and where there is no verdict, that is unknown.
 */
export function problemIn(verdict: string | undefined, ...field: string[]): Problem | undefined {
  const [code = 'UNKNOWN', ...place] = verdict?.split(' ') ?? [];
  return code === 'DONE' ? undefined : problem(code as ProblemCode, ...(place.length ? place : field));
}

/**
 * What a function of the database says of a write: `DONE`, or a problem and the field of the input that it is about.
 * Without a `record` the function names the one that it made, as `id`.
 */
export async function verdictOn(
  write: Write,
  record: string | undefined,
  text: string,
  values: unknown[],
): Promise<Written> {
  const [row] = await write.query<{ verdict: string; id?: string }>(text, values);
  const { verdict, id } = row as { verdict: string; id?: string };
  const found = problemIn(verdict);
  return found ? { problems: [found] } : { record: (record ?? id) as string, problems: [] };
}
