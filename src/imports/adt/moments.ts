import { isDay, londonTime } from '../../shared/dates.ts';
import type { Meaning } from '../input/cells.ts';

const form = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(?:(\d\d)(?:\.\d{1,4})?)?)?([+-]\d{4})?$/;

/** As moment, of a message whose header (MSH-7) names a zone: it holds for all that name none. */
export const momentBy = (header: string | undefined): typeof moment => {
  const zone = /[+-]\d{4}$/.exec(header ?? '')?.[0] ?? '';
  return (cell) => moment(/[+-]\d{4}$/.test(cell) ? cell : cell + zone);
};

/**
 * A moment as HL7 writes it, to the minute at least: `20261122143000+0000`, as an instant of RFC 3339. Without a zone it is
 * the time on the wall in London: of an hour that comes twice in the autumn the first is meant, in summer time, and of the
 * one that spring leaves out there is none. What is finer than a second is passed over.
 */
export function moment(cell: string): Meaning {
  const [, year, month, day, hour, minute, second = '00', zone] = form.exec(cell) ?? [];
  const date = `${year}-${month}-${day}`;
  const real = hour && isDay(date) && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  const offset = zone === undefined ? undefined : minutesOf(zone);
  if (!real || offset === null) return { code: 'NOT_A_MOMENT' };
  const wall = Date.parse(`${date}T${hour}:${minute}:${second}Z`);
  const at = offset === undefined ? inLondon(wall, date, Number(hour)) : wall - offset * 60_000;
  const value = at === undefined ? '' : new Date(at).toISOString();
  // A zone may lead out of the years that have four digits, and into one before the first.
  return /^(?!0000)\d{4}-/.test(value) ? { value } : { code: 'NOT_A_MOMENT' };
}

/** Whether a moment without a zone lies in the hour that London has twice in the autumn. `header` (MSH-7) may name a zone. */
export function comesTwice(cell: string | undefined, header: string | undefined): boolean {
  const [, year, month, day, hour, , , zone] = form.exec(cell ?? '') ?? [];
  if (!hour || zone !== undefined || /[+-]\d{4}$/.test(header ?? '')) return false;
  const date = `${year}-${month}-${day}`;
  // There is one in October alone.
  if (month !== '10' || !isDay(date)) return false;
  const there = londonTime(new Date(Date.parse(`${date}T${hour}:00:00Z`)));
  const before = londonTime(new Date(Date.parse(`${date}T${hour}:00:00Z`) - hourLong));
  return there.date === date && there.hour === before.hour && there.hour === Number(hour);
}

/** A day as HL7 writes it; a time after it is passed over. */
export function dayOf(cell: string): Meaning {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)(?:\d{2,6}(?:\.\d{1,4})?)?(?:[+-]\d{4})?$/.exec(cell) ?? [];
  const value = `${year}-${month}-${day}`;
  return isDay(value) ? { value } : { code: 'NOT_A_DAY' };
}

/** Null for what is no zone of the world. */
function minutesOf(zone: string): number | null {
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3))];
  if (hours > 14 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** How far London was ahead of universal time, by the hour on its clocks: asking the calendar takes longer than all else. */
const ahead = new Map<number, number | undefined>();
const mostHours = 50_000;
const hourLong = 3_600_000;

/** The first instant at which the clocks in London show this; undefined if they never do. */
function inLondon(wall: number, date: string, hour: number): number | undefined {
  const from = Math.floor(wall / hourLong);
  if (!ahead.has(from)) {
    if (ahead.size >= mostHours) ahead.clear();
    const first = [hourLong, 0].find((offset) => {
      const there = londonTime(new Date(wall - offset));
      return there.date === date && there.hour === hour;
    });
    ahead.set(from, first);
  }
  const offset = ahead.get(from);
  return offset === undefined ? undefined : wall - offset;
}
