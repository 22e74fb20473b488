import { CannotStart } from '../database/cannot-start.ts';
import { databaseUrlGiven } from '../database/given.ts';

/**
 * Milliseconds of notice before a hub stops. With a database of its own there is no other hub on it, and nobody shares
 * questions out.
 */
export function noticeWanted(setting = process.env.CAREGRAPH_NOTICE): number {
  const seconds = setting ? Number(setting) : databaseUrlGiven() ? 2 : 0;
  if (seconds >= 0 && seconds <= 300) return seconds * 1_000;
  throw new CannotStart(`CAREGRAPH_NOTICE must be a number of seconds from 0 to 300, and is "${setting}".`);
}
