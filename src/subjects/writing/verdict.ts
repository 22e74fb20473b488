import type { Write, Written } from '../../access/writing/writer.ts';
import { type ProblemCode, problem } from '../../shared/problem-catalogue.ts';

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
  const [code, ...path] = verdict.split(' ');
  if (code !== 'DONE') return { problems: [problem(code as ProblemCode, ...path)] };
  return { record: (record ?? id) as string, problems: [] };
}
