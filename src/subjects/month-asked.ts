import { Refusal } from '../shared/refusals.ts';

/** A month is asked for by its first day. Of one that is, null says that the viewer has nothing to do with the home. */
export function assertFirstDay(month: string, at = 'month'): void {
  if (!month.endsWith('-01')) throw new Refusal('BAD_INPUT', { at });
}

const mostMonths = 24;

/** Months [from, to), each by its first day: one at least, and no more than are read at once. */
export function assertMonths(from: string, to: string): void {
  assertFirstDay(from, 'from');
  assertFirstDay(to, 'to');
  const numberOf = (day: string) => new Date(day).getUTCFullYear() * 12 + new Date(day).getUTCMonth();
  const months = numberOf(to) - numberOf(from);
  if (months < 1 || months > mostMonths) throw new Refusal('BAD_INPUT', { at: 'to' });
}
