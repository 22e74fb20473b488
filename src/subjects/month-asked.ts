import { Refusal } from '../shared/refusals.ts';

/** A month is asked for by its first day. Of one that is, null says that the viewer has nothing to do with the home. */
export function assertFirstDay(month: string): void {
  if (!month.endsWith('-01')) throw new Refusal('BAD_INPUT', { at: 'month' });
}
