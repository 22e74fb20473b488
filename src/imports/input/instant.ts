import { isDay } from '../../shared/dates.ts';
import type { Meaning } from './cells.ts';

/** A moment in UTC, as `2026-11-21T06:00:00Z`, `2026-11-21 06:00` or `21/11/2026 06:00:00`. */
export function instant(cell: string): Meaning {
  const [, years, months, days, time] =
    /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)(?:Z| UTC)?$/.exec(cell) ?? english(cell);
  const day = `${years}-${months}-${days}`;
  const value = `${day}T${time}${time?.length === 5 ? ':00' : ''}Z`;
  return isDay(day) && !Number.isNaN(Date.parse(value)) ? { value } : { code: 'NOT_A_MOMENT' };
}

function english(cell: string): (string | undefined)[] {
  const [, days, months, years, time] =
    /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d\d:\d\d(?::\d\d)?)(?: UTC)?$/.exec(cell) ?? [];
  return ['', years, months?.padStart(2, '0'), days?.padStart(2, '0'), time];
}
