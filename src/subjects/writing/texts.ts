import { type Problem, problem } from '../../shared/problem-catalogue.ts';

/** What is wrong with a text of an input: it is missing, or longer than it may be. Blanks around it do not count. */
export function textProblems<Input extends object>(
  input: Input,
  field: keyof Input & string,
  most: number,
  required = false,
): Problem[] {
  const text = String(input[field] ?? '').trim();
  if (required && !text) return [problem('REQUIRED', field)];
  return text.length > most ? [problem('TOO_LONG', field)] : [];
}

/** A text as it is kept: without the blanks around it, and null where nothing is said; undefined stays so. */
export function kept(text: string | null | undefined): string | null | undefined {
  return text === undefined ? undefined : text?.trim() || null;
}
