import { isDay, londonTime } from '../../shared/dates.ts';
import type { Meaning } from '../input/cells.ts';

/** As FHIR R4 has it: with hours there are seconds and a zone. */
const form = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)$/;

/** A `dateTime` or `instant` to the second; FHIR lets a day, a month or a year be all that is known, which is no moment. */
export function moment(text: string): Meaning {
  const [, day = ''] = form.exec(text) ?? [];
  return isDay(day) ? { value: new Date(text).toISOString() } : { code: 'NOT_A_DATETIME' };
}

/** A whole `date`. */
export const birthday = (text: string): Meaning => (isDay(text) ? { value: text } : { code: 'NOT_A_DAY' });

/** A `date`, or the day of a moment in England; a month or a year alone is none. */
export function day(text: string): Meaning {
  if (isDay(text)) return { value: text };
  const meant = moment(text);
  return 'value' in meant ? { value: londonTime(new Date(meant.value)).date } : { code: 'NOT_A_DAY' };
}
