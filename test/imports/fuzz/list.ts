import fc from 'fast-check';
import { registrations } from '../../../src/imports/registrations/registrations.ts';
import { madeUpNhsNumbers } from '../../../src/shared/nhs-number.ts';
import { columns, patient } from '../support/practice-file.ts';
import { asNumber, asText, bad, dayIn, failed, kept, mostly, name, postcode } from './cells.ts';
import type { Fuzzable } from './fuzzable.ts';

const made = madeUpNhsNumbers(690_000);
const numbers = Array.from({ length: 100 }, () => made.next().value as string);

const nhsNumber = fc.oneof(
  fc.constantFrom(...numbers).map((number) => asNumber(number)),
  fc.constantFrom(...numbers).map((number) => kept(number.replace(/(...)(...)/, '$1 $2 '), number)),
  bad('NOT_AN_NHS_NUMBER', '9990000001', '999 000 0001'),
  bad('NOT_A_CODE', '9.99E+09', '9.990000018e9', '999000001', '99900000188', 'none', '=9990000018'),
  bad('REQUIRED', '', ' '),
  failed,
);
const sex = fc.oneof(
  fc.constantFrom('F', 'f', 'Female', 'FEMALE').map((cell) => kept(cell, 'FEMALE')),
  fc.constantFrom('1', 'm').map((cell) => kept(cell, 'MALE')),
  fc.constant(asNumber('2', 'FEMALE')),
  fc.constantFrom('X', 'not known', 'Not  Known', 'not_known').map((cell) => kept(cell, 'NOT_KNOWN')),
  bad('NOT_A_VALUE', 'woman', '3', '?', '2.0', 'F.'),
  bad('REQUIRED', ''),
);
const home = fc.oneof(
  fc.constantFrom('1-900000001', '1-12345678901', 'RX123').map((cell) => kept(cell)),
  bad('NOT_A_CODE', 'Rose Court', '1-12', '1-9000000x1', '1\u2013900000001', '9E+08'),
  fc.constant(kept('', null)),
);
/** As the premises are written by whoever lists patients: with noughts and blanks, too. */
const uprn = fc.oneof(
  fc.integer({ min: 1, max: 999_999_999 }).map((n) => asNumber(String(n))),
  fc.integer({ min: 1, max: 99_999_999 }).map((n) => kept(String(n).padStart(12, '0'), String(n))),
  fc.constant(kept('10 000 1', '100001')),
  bad('NOT_A_CODE', '1.00E+11', '1e11', '100000000001.0', '-1', '1234567890123', '0x10'),
  fc.constant(kept('', null)),
);
const status = fc.oneof(
  fc.constantFrom('01', 'Verified', 'number present and verified').map((csv) => asText(csv, { kept: null })),
  bad('NOT_VERIFIED', '02', '10', '', 'verified?', '#N/A'),
);
const flag = fc.oneof(
  fc.constantFrom('Y', 'yes', 'TRUE', '1').map((cell) => kept(cell, 'true')),
  fc.constantFrom('n', 'No', '0').map((cell) => kept(cell, 'false')),
  bad('NOT_A_VALUE', 'maybe', '2', 'ja'),
  fc.constant(kept('', null)),
);

/** A practice's registration list. Everybody on it was born before anybody registered. */
export const list: Fuzzable = {
  format: registrations,
  headers: columns,
  line: (place) => patient(numbers[place] as string),
  varied: {
    'NHS number': { place: 0, said: mostly(nhsNumber, kept(numbers[0] as string)) },
    'NHS number status': { place: 99, said: mostly(status, asText('01', { kept: null })) },
    'Family name': { place: 1, said: name },
    'Date of birth': { place: 3, said: mostly(dayIn(1901, 1959), kept('1938-03-04')) },
    Sex: { place: 4, said: mostly(sex, kept('F', 'FEMALE')) },
    'Registered from': { place: 5, said: mostly(dayIn(1960, 2100), kept('2019-05-01')) },
    'Care home': { place: 8, said: mostly(home, kept('', null)) },
    UPRN: { place: 9, said: mostly(uprn, kept('', null)) },
    Postcode: { place: 10, said: mostly(fc.oneof(postcode, fc.constant(kept('', null))), kept('', null)) },
    'Residential institution': { place: 11, said: mostly(flag, kept('', null)) },
  },
};
