import { londonTime } from '../../../../shared/dates.ts';
import type { HeldFragment } from '../../graph/documents.ts';

/** Milliseconds of a day. */
const day = 86_400_000;

/** `2026-11-24`: the day by the clock of London, or so many days from it. */
export const dayFromNow = (days: number, now = Date.now()): string => londonTime(new Date(now + days * day)).date;

/** The rounds of one practice: others that care for somebody in the home hold their own. */
export function ownOf<Round extends HeldFragment>(rounds: readonly Round[] | undefined, practice: string): Round[] {
  return (rounds ?? []).filter((round) => round.practice.organisation.code === practice);
}

/** Of rounds of which the latest day is first: the next that is not over, or the last that was held. */
export function nextOf<Round extends HeldFragment>(rounds: readonly Round[], today = dayFromNow(0)): Round | undefined {
  return rounds.findLast(({ plannedFor, closedAt }) => !closedAt && plannedFor >= today) ?? rounds[0];
}
