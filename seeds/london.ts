/**
 * Days and instants of England. A day is a whole number (days since 1970-01-01), so that a simulation of thousands of
 * days stays cheap; instants are milliseconds in UTC.
 */
export type Day = number;
export type Instant = number;

export const minute = 60_000;
export const hour = 60 * minute;
export const dayLength = 24 * hour;

/** British Summer Time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October. */
function isSummer(instant: Instant): boolean {
  const year = new Date(instant).getUTCFullYear();
  let summer = summers.get(year);
  if (summer === undefined) {
    summer = [lastSunday(year, 2) + hour, lastSunday(year, 9) + hour];
    summers.set(year, summer);
  }
  return instant >= summer[0] && instant < summer[1];
}

const summers = new Map<number, readonly [Instant, Instant]>();

function lastSunday(year: number, month: number): Instant {
  const last = Date.UTC(year, month + 1, 0);
  return last - new Date(last).getUTCDay() * dayLength;
}

/** The instant at which clocks in London show this many minutes past midnight of this day. */
export function atLondon(day: Day, minutes: number): Instant {
  const asWinter = day * dayLength + minutes * minute;
  return isSummer(asWinter - hour) ? asWinter - hour : asWinter;
}

export function londonDay(instant: Instant): Day {
  return Math.floor((instant + (isSummer(instant) ? hour : 0)) / dayLength);
}

/** 0 is Monday, 6 is Sunday. */
export const weekdayOf = (day: Day): number => (((day + 3) % 7) + 7) % 7;

export const isWeekend = (day: Day): boolean => weekdayOf(day) >= 5;

/** Each day of the story is written thousands of times. */
export function dayText(day: Day): string {
  let text = dayTexts.get(day);
  if (text === undefined) {
    text = new Date(day * dayLength).toISOString().slice(0, 10);
    dayTexts.set(day, text);
  }
  return text;
}

const dayTexts = new Map<Day, string>();

export const instantText = (instant: Instant): string => new Date(instant).toISOString();

export const dayNamed = (text: string): Day => Date.parse(`${text}T00:00:00Z`) / dayLength;

/** `London midnight` at which a fact of this day begins. */
export const midnight = (day: Day): Instant => atLondon(day, 0);

export const yearsBefore = (day: Day, years: number): Day => Math.round(day - years * 365.25);
