/** Formats that every spreadsheet program knows by number, of those that show a day. */
const daysByNumber = new Set([14, 15, 16, 17, 22, ...range(27, 31), 34, 35, 36, ...range(50, 58)]);

/** Whether a number is shown as a day, by the number of its format or what the workbook says of it. */
export function showsDay(format: number, code: string | undefined): boolean {
  if (code === undefined) return daysByNumber.has(format);
  const shown = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').toLowerCase();
  return /[yd]/.test(shown) || (shown.includes('m') && !/[hs]/.test(shown));
}

/** The last day that a spreadsheet knows: 31 December 9999. */
const lastSerial = 2_958_465;
const daySeconds = 24 * 60 * 60;

/**
 * The day that a spreadsheet keeps as a number, such as `2026-11-21`, or `2026-11-21T06:00:00`. Most count from 1900 and
 * believe that it was a leap year: what they keep as its 29 February is given as that, and is no day of the calendar.
 * Undefined of a number that is none.
 */
export function dayOf(serial: number, countsFrom1904: boolean): string | undefined {
  const seconds = Math.round(serial * daySeconds);
  const days = Math.floor(seconds / daySeconds);
  if (!(days >= (countsFrom1904 ? 0 : 1) && days <= lastSerial)) return undefined;
  if (!countsFrom1904 && days === 60) return '1900-02-29';
  const began = countsFrom1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const instant = new Date(began + seconds * 1000).toISOString();
  return seconds % daySeconds ? instant.slice(0, 19) : instant.slice(0, 10);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, n) => from + n);
}
