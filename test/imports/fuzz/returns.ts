import fc from 'fast-check';
import { monthlyReturn } from '../../../src/imports/monthly-return/monthly-return.ts';
import { asNumber, bad, beds, failed, kept, mostly, odd, type Said, serialOf, two } from './cells.ts';
import type { Fuzzable } from './fuzzable.ts';

const words = ['January', 'Feb', 'mar.', 'APRIL', 'May', 'Jun', 'July', 'Aug', 'Sept', 'Oct', 'November', 'dec'];
const month = fc.oneof(
  fc
    .record({ year: fc.integer({ min: 2000, max: 2026 }), number: fc.integer({ min: 1, max: 12 }), way: fc.nat(6) })
    .map(({ year, number, way }): Said => {
      const first = `${year}-${two(number)}-01`;
      const word = words[number - 1] as string;
      const csv = [
        ...[`${year}-${two(number)}`, `${number}/${year}`, `${word} ${year}`, `${word}-${two(year % 100)}`],
        ...[first, `01/${two(number)}/${year}`, `${year}/${number}`],
      ][way] as string;
      const number_ = { number: String(serialOf(year, number, 1)), style: 1 };
      return { csv, book: csv === first ? number_ : csv, means: { kept: first } };
    }),
  bad(
    'NOT_A_MONTH',
    '2024-06-02',
    '13/2024',
    '0/2024',
    '06/02/2024',
    'Juin 2024',
    '2024',
    '45000',
    'J 2024',
    '4.5E+04',
  ),
  bad('REQUIRED', ''),
  failed,
);
const figure = fc.oneof(
  fc.constantFrom('Falls', 'FALLS', 'falls').map((cell) => kept(cell, 'FALLS')),
  fc.constantFrom('pressure  ulcers', 'Pressure_ulcers').map((cell) => kept(cell, 'PRESSURE_ULCERS')),
  bad('NOT_A_VALUE', 'Fall', 'Number of falls', 'Month', '7'),
  failed,
);
const tooLarge = bad('TOO_LARGE', '1000001', '999,999,999');
/** Never empty: a row that says neither figure nor reason is passed over. */
const reason = fc.oneof(
  fc.array(odd, { maxLength: 30 }).map((parts) => kept(`a${parts.join('')}`, `a${parts.join('')}`.trim())),
  bad('TOO_LONG', 'x'.repeat(1_001)),
  failed,
);
const said = fc.oneof(beds, tooLarge).filter(({ csv }) => csv.trim() !== '');
const months = { place: 1, said: mostly(month, kept('2024-06', '2024-06-01')) } as const;

/** A home's returns with a row for each figure of a month. */
export const figures: Fuzzable = {
  format: monthlyReturn,
  headers: ['CQC location ID', 'Month', 'Figure', 'Value', 'Reason', 'Beside'],
  line: () => ({ 'CQC location ID': '1-900000001', Beside: 'a note' }),
  varied: {
    Month: months,
    Figure: { place: 'kind', said: mostly(figure, kept('Falls', 'FALLS')) },
    Value: { place: 2, said: mostly(fc.oneof(beds, tooLarge), asNumber('3')) },
    Reason: { place: 3, said: reason },
  },
};

/** And with a row for each month. */
export const monthsOfHome: Fuzzable = {
  format: monthlyReturn,
  headers: ['Month', 'Falls', 'Falls reason', 'Complaints', 'Beside', 'Deaths'],
  line: () => ({ Beside: 'a note', Deaths: '0' }),
  varied: {
    Month: months,
    Falls: { place: ['FALLS', 2], said: mostly(said, asNumber('3')) },
    'Falls reason': { place: ['FALLS', 3], said: fc.oneof(reason, fc.constant(kept('', null))) },
    Complaints: { place: ['COMPLAINTS', 2], said: fc.oneof(said, fc.constant(kept('', null))) },
  },
};
