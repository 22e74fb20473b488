import type { ReturnedFragment } from '../../graph/documents.ts';

export type Returned = ReturnedFragment;

/** How a return stands to the day on which it was due. */
export type Standing = 'IN_TIME' | 'LATE' | 'MISSING' | 'DUE' | 'NOT_EXPECTED';

/** In the order in which they are read, in words, and by which tag. */
export const standings: Readonly<Record<Standing, { readonly words: string; readonly tag: string }>> = {
  IN_TIME: { words: 'In time', tag: 'green' },
  LATE: { words: 'Late', tag: 'orange' },
  MISSING: { words: 'Missing', tag: 'red' },
  DUE: { words: 'Still due', tag: 'blue' },
  NOT_EXPECTED: { words: 'Not asked', tag: 'grey' },
};

/**
 * As the reward scheme reckons it: what came by the end of the day on which it was due, by the clock of England, is in
 * time unless the council had sent it back by then. A home that did not take part on the first of the month is not
 * asked, and what it returned all the same is shown.
 */
export function standingOf(one: Returned, signedUpOn: string | null, today: string): Standing {
  const { month, dueOn, submissions } = one;
  const by = (at: string | null) => at !== null && dueOn !== null && dayInEngland(at) <= dueOn;
  if (submissions.some(({ submittedAt, reopenedAt }) => by(submittedAt) && !by(reopenedAt))) return 'IN_TIME';
  if (one.state === 'SUBMITTED') return 'LATE';
  if (signedUpOn === null || signedUpOn > month) return 'NOT_EXPECTED';
  return dueOn !== null && today <= dueOn ? 'DUE' : 'MISSING';
}

/** `2026-11-23`, by the clock of England. */
export const dayInEngland = (at: string | Date): string => days.format(new Date(at));
const days = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });

/** First days of so many months that have ended, the earliest first. */
export function monthsBefore(today: string, count: number): string[] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return Array.from({ length: count }, (_, n) =>
    new Date(Date.UTC(year, month - 1 - count + n, 1)).toISOString().slice(0, 10),
  );
}
