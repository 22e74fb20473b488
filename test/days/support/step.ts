import { londonTime } from '../../../src/shared/dates.ts';
import type { Day } from './day.ts';
import type { Standing } from './views.ts';

/** One thing that happens on the day, and how everything stands afterwards. */
export interface Step extends Standing {
  title: string;
  happens(day: Day): Promise<void>;
}

const minute = 60_000;
/** So many minutes ago. */
export const ago = (minutes: number): string => new Date(Date.now() - minutes * minute).toISOString();
/** In so many hours, to the minute. */
export const inHours = (hours: number): string =>
  new Date(Math.floor((Date.now() + hours * 60 * minute) / minute) * minute).toISOString();

/** The next Saturday that has not begun, at two or three in the afternoon in England. */
export function saturdayAfternoon(): string {
  const now = new Date();
  const days = (6 - now.getUTCDay() + 7) % 7 || 7;
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + days, 14)).toISOString();
}

/** The date in England. */
export const today = (): string => londonTime(new Date()).date;
