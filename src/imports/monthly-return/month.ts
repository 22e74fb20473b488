import { isDay } from '../../shared/dates.ts';
import type { Meaning } from '../input/cells.ts';
import type { Mapping } from '../input/mapping.ts';

const months = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november'],
  'december',
];

/**
 * A month by its first day: `2026-11`, `11/2026`, `Nov 2026`, `Nov-26` as spreadsheets export it, or its first day as a
 * spreadsheet keeps it or as days are written. Another day of it is none: it may have been written the American way round.
 */
export const month =
  (day: Mapping['day']) =>
  (cell: string): Meaning => {
    const written = named(cell) ?? numbered(cell);
    const meant = day(cell);
    const value = written ?? ('value' in meant ? meant.value : '');
    return value.endsWith('-01') && isDay(value) ? { value } : { code: 'NOT_A_MONTH' };
  };

function named(cell: string): string | undefined {
  const [, word = '', year = ''] = /^([a-z]{3,9})\.?[ /-]?(\d{4}|\d\d)$/i.exec(cell) ?? [];
  const place = months.findIndex((name) => word && name.startsWith(word.toLowerCase()));
  return place < 0 ? undefined : firstDay(year.padStart(4, '20'), place + 1);
}

function numbered(cell: string): string | undefined {
  const { year, number } =
    (/^(?<year>\d{4})[/-](?<number>\d{1,2})(?:-01)?$/.exec(cell) ?? /^(?<number>\d{1,2})[/-](?<year>\d{4})$/.exec(cell))
      ?.groups ?? {};
  return year && number ? firstDay(year, Number(number)) : undefined;
}

const firstDay = (year: string, month: number) => `${year}-${String(month).padStart(2, '0')}-01`;
