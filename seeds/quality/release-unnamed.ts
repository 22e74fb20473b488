import { dayNamed, dayText } from '../london.ts';
import type { World } from '../world.ts';
import type { UnnamedFeedbackRow } from './quality-rows.ts';

/** Fewer residents than so many are not read together. */
const fewestTogether = 3;

/**
 * From when on homes read what nobody's name is on, as `hub.gather_feedback` finds it each time that something is said: pieces
 * of one kind, told to the same organisation, of three residents at least, from the first of the next month on.
 */
export function releaseUnnamed({ tables }: World): void {
  const givers = new Map(tables['hub.feedback_giver'].map((giver) => [giver.id, giver]));
  const given = (piece: UnnamedFeedbackRow) => givers.get(piece.giver)?.givenOn ?? '';
  const waiting = new Map<string, UnnamedFeedbackRow[]>();
  const pieces = tables.unnamed_feedback.filter(({ councilOnly }) => !councilOnly);
  for (const piece of pieces.sort((one, other) => (given(one) < given(other) ? -1 : 1))) {
    const key = `${piece.homeId} ${piece.outcome} ${givers.get(piece.giver)?.authorId}`;
    const read = (other: UnnamedFeedbackRow) => other.releasedIn !== null && other.releasedIn <= piece.givenIn;
    const together = [...(waiting.get(key) ?? []).filter((other) => !read(other)), piece];
    waiting.set(key, together);
    const residents = new Set(together.map(({ giver }) => givers.get(giver)?.residentId));
    const next = dayText(dayNamed(`${piece.givenIn}-01`) + 31).slice(0, 7);
    for (const one of together) one.releasedIn = residents.size >= fewestTogether ? next : null;
  }
}
