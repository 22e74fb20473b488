import { day } from '../../support/days.ts';
import type { Pick } from './pick.ts';

const minute = 60_000;
/** In so many minutes, to the minute; ago if negative. */
export const moment = (minutes: number): string =>
  new Date(Math.floor((Date.now() + minutes * minute) / minute) * minute).toISOString();
export const past = (pick: Pick): string => moment(-1 - pick.below(pick.often(70) ? 600 : 6_000));
/** Mostly today or lately, now and then to come. */
export const date = (pick: Pick): string => day(pick.often(40) ? 0 : pick.below(26) - 20);
/** Today, or a day of the months that are closed: what is told late. */
export const late = (pick: Pick, todayIn100 = 55): string =>
  day(pick.often(todayIn100) ? 0 : -pick.below(pick.often(40) ? 30 : 150));
