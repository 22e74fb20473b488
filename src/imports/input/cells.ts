import { isDay, londonTime } from '../../shared/dates.ts';
import type { RejectCode } from '../../shared/reject-catalogue.ts';
import type { Line, Reject } from '../engine/format.ts';
import type { Row } from './csv.ts';
import { columnKey } from './shapes.ts';

/** What a cell means as PostgreSQL reads it, or why it means nothing. */
export type Meaning = { value: string } | { code: RejectCode };

/** What a spreadsheet shows of a formula that failed. */
const formulaError = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/;

/** Reads the cells of one row and keeps what is wrong with them, all of it. */
export class Cells {
  readonly #row: ReadonlyMap<string, string>;
  readonly rejects: Omit<Reject, 'line'>[] = [];
  /** What the row is about, as far as that can be read: also if nothing else of it can be taken, it is not missing. */
  about: string | null = null;

  constructor(row: ReadonlyMap<string, string>) {
    this.#row = row;
  }

  /** What must be said. */
  needed(column: string, meaning: (cell: string) => Meaning = text()): string | null {
    const value = this.given(column, meaning);
    if (value === null && !this.raw(column)) this.refuse(column, 'REQUIRED');
    return value;
  }

  /** What may be left out. */
  given(column: string, meaning: (cell: string) => Meaning = text()): string | null {
    const cell = this.raw(column);
    if (cell === undefined) return null;
    const meant = formulaError.test(cell) ? { code: 'BROKEN_FORMULA' as const } : meaning(cell);
    if ('value' in meant) return meant.value;
    this.refuse(column, meant.code);
    return null;
  }

  raw(column: string): string | undefined {
    return this.#row.get(columnKey(column));
  }

  refuse(column: string | null, code: RejectCode): void {
    this.rejects.push({ column, code });
  }
}

/** What a row comes to: its facts if nothing is wrong with it. Null passes a row over that is none of ours. */
export function lineOf({ line, cells }: Row, factsOf: (cells: Cells) => Line['facts'] | null): Line | null {
  if (!cells) return { line, facts: [], rejects: [{ column: null, code: 'COLUMNS' }] };
  const read = new Cells(cells);
  const facts = factsOf(read);
  if (!facts) return null;
  const { about, rejects } = read;
  if (!rejects.length) return { line, about, facts, rejects: [] };
  return { line, about, facts: about ? [{ kind: 'refused', cells: [about] }] : [], rejects };
}

export const text =
  (longest = 300) =>
  (cell: string): Meaning =>
    cell.length > longest ? { code: 'TOO_LONG' } : { value: cell };

/**
 * A telephone number. One of the United Kingdom begins with 0, which a spreadsheet that takes it for a number leaves out:
 * nothing else can have stood there.
 */
export function telephone(cell: string): Meaning {
  if (cell.length > 30) return { code: 'TOO_LONG' };
  if (/^[\d.]+(\.|e\+?)\d+$/i.test(cell)) return { code: 'NOT_A_CODE' };
  return { value: /^[1-9]\d{8,9}$/.test(cell) ? `0${cell}` : cell };
}

const zoned = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/**
 * A day as `2026-11-21` or as it is written in England; a time after it is passed over. Of a moment in some zone it is the day in
 * England: a system that keeps days as their midnights writes the first of July as `2026-06-30T23:00:00Z`.
 */
export function day(cell: string): Meaning {
  if (zoned.test(cell) && isDay(cell.slice(0, 10))) {
    const moment = new Date(cell);
    return Number.isNaN(moment.getTime()) ? { code: 'NOT_A_DAY' } : { value: londonTime(moment).date };
  }
  const [, days, months, years] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: \d\d:\d\d(?::\d\d)?)?$/.exec(cell) ?? [];
  const value = days ? `${years}-${months?.padStart(2, '0')}-${days.padStart(2, '0')}` : cell.replace(/[T ].*$/, '');
  return isDay(value) ? { value } : { code: 'NOT_A_DAY' };
}

/** No home counts more of anything; and sums of some of them are still whole numbers for PostgreSQL. */
const largestCount = 1_000_000;

/** A whole number from 0 on, also as a spreadsheet writes it: `38.0` or `1,250`. */
export function count(cell: string): Meaning {
  const [, digits] = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?$/.exec(cell) ?? [];
  if (!digits) return { code: 'NOT_A_NUMBER' };
  const value = digits.replaceAll(',', '');
  return Number(value) > largestCount ? { code: 'TOO_LARGE' } : { value };
}

/** Latitudes go as far as the poles, longitudes half around the world. */
export const degrees =
  (most: 90 | 180) =>
  (cell: string): Meaning =>
    /^-?\d{1,3}(\.\d{1,20})?$/.test(cell) && Math.abs(Number(cell)) <= most
      ? { value: cell }
      : { code: 'NOT_A_COORDINATE' };

export const matching =
  (form: RegExp) =>
  (cell: string): Meaning =>
    form.test(cell) ? { value: cell } : { code: 'NOT_A_CODE' };

/** A postcode with one blank before its last three. */
export function postcode(cell: string): Meaning {
  const [, outward, inward] = /^([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})$/.exec(cell.toUpperCase()) ?? [];
  return outward ? { value: `${outward} ${inward}` } : { code: 'NOT_A_POSTCODE' };
}

/** One of the values that a file may have, by what the hub calls it. */
export const oneOf =
  (values: ReadonlyMap<string, string>) =>
  (cell: string): Meaning => {
    const value = values.get(columnKey(cell));
    return value ? { value } : { code: 'NOT_A_VALUE' };
  };
