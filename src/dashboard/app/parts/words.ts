const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
});

/** `2026-04-01` as 1 Apr 2026. */
export const dayInWords = (date: string): string => day.format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
/** `1938-03-04` as 4 Mar 1938, and `1938` as it is: of some people no more is shared. */
export const partialDateInWords = (date: string): string => (/^\d{4}-\d\d-\d\d$/.test(date) ? dayInWords(date) : date);
/** `2026-04` as Apr 2026. */
export const monthInWords = (text: string): string => month.format(new Date(`${text.slice(0, 7)}-01T00:00:00Z`));
/** A moment by the clock of London, as Sat 4 Apr, 14:05. */
export const momentInWords = (at: string): string => moment.format(new Date(at));

/** What is not written as it is pronounced. */
const asWritten: Readonly<Record<string, string>> = {
  ...{ 'chc-assessor': 'CHC assessor', 'dols-signatory': 'DoLS signatory', PCN: 'PCN', AGE_95_UP: '95 and over' },
  GP_NOT_REACHED: 'GP not reached',
};

/** `CARE_HOME` as Care home, `AGE_65_74` as 65 to 74, `T08_12` as 08–12. */
export function inWords(name: string): string {
  const [, from, to] = /^AGE_(\d+)_(\d+)$/.exec(name) ?? [];
  if (from && to) return `${from} to ${to}`;
  const [, since, until] = /^T(\d\d)_(\d\d)$/.exec(name) ?? [];
  if (since && until) return `${since}–${until}`;
  if (asWritten[name]) return asWritten[name];
  const text = name.replaceAll(/[_-]/g, ' ').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A field of the graph in the middle of a sentence: `dateOfBirth` as date of birth. */
export const fieldInWords = (field: string): string =>
  field === 'nhsNumber' ? 'NHS number' : field.replaceAll(/([A-Z])/g, ' $1').toLowerCase();

/** An NHS number as it is read aloud: 999 000 0158. */
export const inThrees = (number: string): string => number.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3');

/** How long ago, in the largest unit that fits: just now, 5 minutes ago, 3 days ago. */
export function ago(at: string, now = Date.now()): string {
  const minutes = Math.max(0, Math.round((now - Date.parse(at)) / 60_000));
  if (minutes === 0) return 'just now';
  const [count, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [Math.round(minutes / 60), 'hour']
        : [Math.round(minutes / 1440), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}
