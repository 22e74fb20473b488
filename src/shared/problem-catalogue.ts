/**
 * Why a write was not done, in the words of what was asked: the caller can put it right. Nothing was changed, and the
 * idempotency key is still free. A code never changes its meaning.
 */
export const problems = {
  UNKNOWN: 'There is no such record that you may write about.',
  REQUIRED: 'This must be said.',
  TOO_LONG: 'This is longer than it may be.',
  OUT_OF_RANGE: 'This lies outside what is allowed here.',
  IN_FUTURE: 'This lies in the future.',
  TOO_EARLY: 'This lies before what it ends.',
  ALREADY_RECORDED: 'Your organisation has recorded this already.',
  ALREADY_ENDED: 'This has ended already.',
  OWN_DEED: 'Nobody reviews what they did themselves: ask a colleague.',
  NOT_POSSIBLE: 'This cannot be recorded beside what is recorded already.',
} as const;
export type ProblemCode = keyof typeof problems;

/** One of them, with the place in the mutation's arguments that it is about. */
export interface Problem {
  path: string[];
  code: ProblemCode;
  message: string;
}

export function problem(code: ProblemCode, ...path: string[]): Problem {
  return { path: ['input', ...path], code, message: problems[code] };
}
