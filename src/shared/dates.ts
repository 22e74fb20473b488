/** The days of the week as the graph names them, Monday first. */
export const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
export type Weekday = (typeof weekdays)[number];

/** A time on the wall in London, where "Friday 6 pm" is meant whatever the clock of the machine. */
export interface LondonTime {
  /** `YYYY-MM-DD` */
  date: string;
  weekday: Weekday;
  hour: number;
  minute: number;
}

const wallClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'long',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

export function londonTime(instant: Date): LondonTime {
  const part = Object.fromEntries(wallClock.formatToParts(instant).map(({ type, value }) => [type, value]));
  return {
    date: `${part.year?.padStart(4, '0')}-${part.month}-${part.day}`,
    weekday: part.weekday?.toUpperCase() as Weekday,
    hour: Number(part.hour),
    minute: Number(part.minute),
  };
}

/** The instant at which the day `YYYY-MM-DD` begins in London. Its clocks change at 01:00, so midnight is never doubtful. */
export function londonMidnight(date: string): Date {
  const utc = new Date(`${date}T00:00:00Z`);
  const { date: there, hour } = londonTime(utc);
  return there === date ? new Date(utc.getTime() - hour * 3_600_000) : utc;
}

/** The day so many days after another. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whether `YYYY-MM-DD` is a day of the calendar, which has no year 0: JavaScript takes it for one, PostgreSQL does not. */
export function isDay(text: string): boolean {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** Whether an instant has a year that four digits can write, in universal time as it is kept. */
export function isWritable(instant: Date): boolean {
  const year = instant.getUTCFullYear();
  return year >= 1 && year <= 9999;
}

/** From `from` on and until just before `until`; without an end it lasts. */
export interface Interval<T extends Date | string> {
  from: T;
  until: T | null;
}

/** Whether `at` is in the half-open interval. Days as `YYYY-MM-DD` compare like instants. */
export function contains<T extends Date | string>({ from, until }: Interval<T>, at: T): boolean {
  return from <= at && (until === null || at < until);
}

/** Whether two half-open intervals share a moment: one that ends when the other begins does not. */
export function overlaps<T extends Date | string>(one: Interval<T>, other: Interval<T>): boolean {
  return (other.until === null || one.from < other.until) && (one.until === null || other.from < one.until);
}
