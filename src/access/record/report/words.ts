import type { Look, ShownOfType } from './look.ts';

const organisations: Readonly<Record<string, string>> = {
  home: 'care home',
  practice: 'GP practice',
  trust: 'hospital trust',
  council: 'council',
  icb: 'NHS integrated care board',
  dashboard: 'dashboard',
};

/** Types whose names would be no words. Those that are no records of the person are told without their fields. */
const types: Readonly<Record<string, string>> = {
  Resident: 'the person',
  PrivacyAlert: 'a notice about who was let in to the record',
  AccessEvent: 'who of its own looked at the record',
  AccessExplanation: 'why the record is open to the organisation',
  Claim: 'its own statement that the person is its patient',
};

const deeds: Readonly<Record<Look['kind'], string>> = {
  READ: 'Looked at the record',
  REFUSAL: 'Tried to write, and nothing was changed',
  WRITE: 'Wrote to the record',
  BREAK_GLASS: 'Opened the record in an emergency, or asked to',
  CLAIM: 'Stated that the person is its patient, to see the record',
  IMPORT: 'Brought in records from its own systems',
  EXPORT: 'Took out a copy',
  REPORT: 'Listed who looked at the record',
};

/** Names of the graph are written in one: `dateOfBirth` is "date of birth". */
export function spaced(name: string): string {
  return name
    .replace(/[_-]/g, ' ')
    .replace(/(?<=[a-z\d])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .replace(/\b(nhs|gp|id|nok)\b/g, (word) => word.toUpperCase());
}

const counting = new Intl.NumberFormat('en-GB');
export const numberWords = (number: number): string => counting.format(number);

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

export function typeWords(type: string, records: number | null): string {
  const one = types[type] ?? spaced(type);
  if (records === null) return one;
  const many = /[^aeiou]y$/.test(one) ? `${one.slice(0, -1)}ies` : `${one}s`;
  return records === 1 ? `1 ${one}` : `${numberWords(records)} ${many}`;
}

/** The fields of one type, and of how many records where it was not of all; empty for what is no record of the person. */
export function fieldWords({ type, records, fields }: ShownOfType): string {
  if (records === null && type !== 'Resident') return '';
  const told = fields.filter(({ field }) => field !== 'id');
  if (!told.length) return type === 'Resident' ? 'only that there is a record' : 'only that they are there';
  // A date that was shown in full was not shown as its year only.
  const clear = new Set(told.filter(({ form }) => form === 'clear').map(({ field }) => field));
  return told
    .filter(({ field, form }) => form === 'clear' || records !== null || !clear.has(field))
    .map(({ field, form, records: of }) => {
      const notes = [form === 'year' && 'year only', records !== null && of < records && `of ${of}`].filter(Boolean);
      return `${spaced(field)}${notes.length ? ` (${notes.join(', ')})` : ''}`;
    })
    .join(', ');
}

/** All that was shown, as one sentence without an end; empty where nothing was. */
export function shownWords(shown: Look['shown']): string {
  if (shown === null) return 'what it was can no longer be told';
  return shown.map((of) => [typeWords(of.type, of.records), fieldWords(of)].filter(Boolean).join(': ')).join('; ');
}

/** The name of the organisation, or who asked if it was none. */
export const whoWords = ({ organisation }: Pick<Look, 'organisation'>): string =>
  organisation ?? 'The operator of this hub';

export const agencyWords = (agency: string | null): string => (agency ? (organisations[agency] ?? agency) : '');

export function deedWords({ kind, operation, cutShort }: Pick<Look, 'kind' | 'operation' | 'cutShort'>): string {
  const said = `${deeds[kind]}${cutShort ? ' (the answer was cut short: at most what is named)' : ''}`;
  return (kind === 'WRITE' || kind === 'REFUSAL') && operation ? `${said}: ${spaced(operation)}` : said;
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZoneName: 'short' },
});

/** A moment as it was in the United Kingdom. */
export interface LocalTime {
  /** `Sunday 22 November 2026` */
  day: string;
  /** `2026-11-22` */
  date: string;
  /** `14:03:27` */
  time: string;
  /** `GMT` or `BST` */
  zone: string;
}

const days = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });

export function localTime(at: Date): LocalTime {
  const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    day: `${part.weekday} ${part.day} ${part.month} ${part.year}`,
    date: days.format(at),
    time: `${part.hour}:${part.minute}:${part.second}`,
    zone: part.timeZoneName ?? '',
  };
}

const utcDay = (date: string, month: 'long' | 'short'): string =>
  new Date(`${date}T00:00:00Z`).toLocaleDateString('en-GB', {
    timeZone: 'UTC',
    ...{ day: 'numeric', month, year: 'numeric' },
  });
/** `22 November 2026` of `2026-11-22` */
export const longDay = (date: string): string => utcDay(date, 'long');
export const shortDay = (date: string): string => utcDay(date, 'short');
