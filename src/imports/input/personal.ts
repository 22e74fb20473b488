import { normaliseNhsNumber } from '../../shared/nhs-number.ts';
import type { Meaning } from './cells.ts';

/** Pounds and pence, as a person or a spreadsheet writes them: `812.5`, `£1,234.50`. No week of care costs more than that. */
export function pounds(cell: string): Meaning {
  const [, whole, pence = ''] = /^£?\s*(\d{1,6}|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2})0*)?$/.exec(cell) ?? [];
  const value = whole && `${whole.replaceAll(',', '')}.${pence.padEnd(2, '0')}`;
  return value && Number(value) <= 100_000 ? { value } : { code: 'NOT_AN_AMOUNT' };
}

/** The ten digits, however they are grouped. What a spreadsheet made of them, such as `9.99E+09`, is told apart from a slip. */
export function nhsNumber(cell: string): Meaning {
  const value = normaliseNhsNumber(cell);
  if (value) return { value };
  return { code: /^\d{10}$/.test(cell.replace(/[\s-]/g, '')) ? 'NOT_AN_NHS_NUMBER' : 'NOT_A_CODE' };
}

/** A CQC location id. */
export const locationId = (cell: string): Meaning =>
  /^1-\d{6,14}$|^[A-Z0-9]{3,10}$/.test(cell) ? { value: cell } : { code: 'NOT_A_CODE' };

/** Values of an enum, by their names with blanks or underscores between the words. */
export const namesOf = (values: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(
    Object.values(values).flatMap((value) => [
      [value.toLowerCase(), value],
      [value.toLowerCase().replaceAll('_', ' '), value],
    ]),
  );
