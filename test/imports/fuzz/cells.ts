import fc from 'fast-check';
import type { RejectCode } from '../../../src/shared/reject-catalogue.ts';
import type { Cell } from '../support/workbook.ts';

/** A cell as a file has it, and what must come of it: what the hub keeps, or why it takes nothing. */
export interface Said {
  csv: string;
  /** As a spreadsheet keeps the same. */
  book: Cell;
  means: { kept: string | null } | { code: RejectCode };
}

export const asText = (csv: string, means: Said['means']): Said => ({ csv, book: csv || undefined, means });
export const kept = (csv: string, value: string | null = csv) => asText(csv, { kept: value });
export const bad = (code: RejectCode, ...cells: readonly string[]) =>
  fc.constantFrom(...cells).map((cell) => asText(cell, { code }));
export const asNumber = (written: string, value = written): Said => ({
  csv: written,
  book: { number: written },
  means: { kept: value },
});
export const failed = bad('BROKEN_FORMULA', '#N/A', '#REF!', '#DIV/0!');

const digit = fc.integer({ min: 0, max: 9 }).map(String);
const digits = (least: number, most = least) =>
  fc.array(digit, { minLength: least, maxLength: most }).map((all) => all.join(''));

export const beds = fc.oneof(
  fc.nat(9_999).map((n) => asNumber(String(n))),
  fc.nat(999).map((n) => asNumber(`${n}.0`, String(n))),
  fc.integer({ min: 1_000, max: 999_999 }).map((n) => kept(n.toLocaleString('en-GB'), String(n))),
  bad('NOT_A_NUMBER', '-1', '1e3', '1.00E+03', 'thirty', '12.5', '1,23', '٣', '=1+1', '4 5'),
  bad('REQUIRED', '', ' '),
  failed,
);

/** As a spreadsheet counts days; undefined of none. */
export const serialOf = (year: number, month: number, day: number) => {
  const instant = new Date(Date.UTC(year, month - 1, day));
  return instant.getUTCMonth() === month - 1 && instant.getUTCDate() === day
    ? Math.round((instant.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000)
    : undefined;
};
export const two = (n: number) => String(n).padStart(2, '0');
/** A day that must be said, in one of these years. */
export const dayIn = (min: number, max: number) =>
  fc.oneof(
    fc
      .record({
        ...{ year: fc.integer({ min, max }), month: fc.integer({ min: 1, max: 13 }) },
        ...{ day: fc.integer({ min: 1, max: 32 }), way: fc.nat(4), style: fc.constantFrom(1, 2) },
      })
      .map(({ year, month, day, way, style }): Said => {
        const iso = `${year}-${two(month)}-${two(day)}`;
        const csv = [
          ...[iso, `${two(day)}/${two(month)}/${year}`, `${day}/${month}/${year}`],
          ...[`${iso}T06:00:00Z`, `${two(day)}-${two(month)}-${year}`],
        ][way] as string;
        const serial = serialOf(year, month, day);
        if (serial === undefined) return asText(csv, { code: 'NOT_A_DAY' });
        return { csv, book: way ? { number: String(serial), style } : csv, means: { kept: iso } };
      }),
    bad('NOT_A_DAY', '29/02/2023', '2100-02-29', '45000', '4.5E+04', 'yesterday', '12/31/2020', '01/01/20', '1/1'),
    bad('REQUIRED', ''),
  );

export const uprn = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 9 }), digits(0, 11)).map(([first, more]) => asNumber(`${first}${more}`)),
  bad('NOT_A_CODE', '1.00E+11', '1e11', '1E+11', '100000000001.0', '-1', '1234567890123', '10 000', '0x10'),
  fc.constant(kept('', null)),
);

export const telephone = fc.oneof(
  digits(9).map((more) => kept(`0${more}`)),
  fc
    .tuple(fc.integer({ min: 1, max: 9 }), digits(9))
    .map(([first, more]) => asNumber(`${first}${more}`, `0${first}${more}`)),
  bad('NOT_A_CODE', '1.63296E+09', '1.6e9', '1632960001.0', '2E+09'),
  bad('TOO_LONG', '0'.repeat(31)),
  fc.constant(kept('', null)),
);

export const odd = fc.constantFrom(
  'a',
  'B',
  '7',
  'é',
  '’',
  '"',
  "'",
  ',',
  ';',
  '\t',
  '\n',
  ' ',
  '&',
  '<',
  '>',
  '=',
  '\u{1F3E0}',
);
export const name = fc.oneof(
  fc.array(odd, { minLength: 1, maxLength: 30 }).map((parts) => {
    const cell = parts.join('');
    return cell.trim() ? kept(cell, cell.trim()) : asText(cell, { code: 'REQUIRED' });
  }),
  bad('TOO_LONG', 'x'.repeat(301)),
  failed,
);

export const latitude = fc.oneof(
  fc.integer({ min: 499_000, max: 608_000 }).map((n) => asNumber(String(n / 10_000))),
  fc.constant({ ...asNumber('53.57'), book: { number: '53.570000000000003' } }),
  bad('NOT_A_COORDINATE', '53,57', '5.357E+01', '181', 'north', '53.57.1'),
  bad('REQUIRED', ''),
);

export const postcode = fc.oneof(
  fc.constantFrom('ZZ99 3VZ', 'zz993vz', 'ZZ99  3VZ').map((cell) => kept(cell, 'ZZ99 3VZ')),
  bad('NOT_A_POSTCODE', 'ZZ99', '3VZ ZZ99', '45000', 'ZZ99 3V2', 'unknown'),
);

/** Mostly as it should be: else nearly every line is refused, whatever else it says. */
export const mostly = (said: fc.Arbitrary<Said>, usual: Said) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: said });
