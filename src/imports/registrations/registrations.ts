import { fileFormats } from '../../shared/file-formats.ts';
import { Sex } from '../../subjects/resident/sex.ts';
import type { Fact, Format, Line } from '../engine/format.ts';
import { type Cells, matching, oneOf, postcode, text } from '../input/cells.ts';
import { type Mapping, mappedLines } from '../input/mapping.ts';
import { locationId, namesOf, nhsNumber } from '../input/personal.ts';
import { ofResidents } from './concerning.ts';
import { mergeRegistrations } from './merge.ts';

/** The NHS's codes, and the letters of practices' systems. */
const sex = oneOf(
  new Map([
    ...namesOf(Sex),
    ...['1', 'm'].map((code) => [code, Sex.MALE] as const),
    ...['2', 'f'].map((code) => [code, Sex.FEMALE] as const),
    ...['9', 'i'].map((code) => [code, Sex.INDETERMINATE] as const),
    ...['x', '0', 'u', 'unknown'].map((code) => [code, Sex.NOT_KNOWN] as const),
  ]),
);
/** Number present and verified, by the NHS's code or its meaning. Whatever else stands there is another status. */
const verified = new Set(['01', '1', 'verified', 'number present and verified']);
const flag = oneOf(
  new Map([
    ...['y', 'yes', 'true', '1'].map((said) => [said, 'true'] as const),
    ...['n', 'no', 'false', '0'].map((said) => [said, 'false'] as const),
  ]),
);
/** A spreadsheet leaves out the noughts at its beginning. */
const uprn = (cell: string) => {
  const meant = matching(/^\d{1,12}$/)(cell.replace(/\s/g, ''));
  return 'value' in meant ? { value: meant.value.replace(/^0+/, '') } : meant;
};

const needed = ['NHS number', 'Family name', 'Given name', 'Date of birth', 'Sex', 'Registered from'];

/**
 * A practice's registration list: everybody who is registered there, of whom few live in care homes. Of all others the hub
 * keeps nothing.
 */
export const registrations: Format = {
  name: 'registrations',
  description:
    "a practice's registration list, of which residents of care homes are kept (CSV or XLSX, with --mapping)",
  ...fileFormats.registrations,
  fills: { setPreferredClinician: ['preferredClinician'], endRegistration: ['to'] },
  columns: [
    ...['NHS number', 'NHS number status', 'Family name', 'Given name', 'Date of birth', 'Sex', 'Postcode', 'UPRN'],
    ...['Care home', 'Residential institution', 'Registered from', 'Registered to', 'Usual GP'],
  ],
  async *read(content, how) {
    let signs: Line['signs'];
    const lines = mappedLines(content, how, needed, (cells, day) => {
      const [fact, ...signsOfLine] = listed(cells, day);
      signs = signsOfLine;
      return [fact];
    });
    for await (const line of lines) {
      yield signs ? { ...line, signs } : line;
      signs = undefined;
    }
  },
  concerning: ofResidents,
  merge: mergeRegistrations,
};

/** What a line says, and behind it by what it is known whether the hub may keep it; in the orders of `merge.ts` and `concerning.ts`. */
function listed(cells: Cells, day: Mapping['day']): [Fact, ...(string | null)[]] {
  const number = cells.needed('NHS number', nhsNumber);
  cells.about = number;
  const status = 'NHS number status';
  if (!verified.has(cells.raw(status)?.toLowerCase() ?? '')) cells.refuse(status, 'NOT_VERIFIED');
  const family = cells.needed('Family name', text(200));
  const given = cells.needed('Given name', text(200));
  const born = cells.needed('Date of birth', day);
  const ofSex = cells.needed('Sex', sex);
  const from = cells.needed('Registered from', day);
  const to = cells.given('Registered to', day);
  if (born && from && from < born) cells.refuse('Registered from', 'NOT_IN_ORDER');
  if (from && to && to < from) cells.refuse('Registered to', 'NOT_IN_ORDER');
  const where = [
    cells.given('Care home', locationId),
    cells.given('UPRN', uprn),
    cells.given('Postcode', postcode),
    cells.given('Residential institution', flag),
  ];
  const clinician = cells.given('Usual GP', text(200));
  const fact = { kind: 'registration', cells: [number, family, given, born, ofSex, from, to, clinician, ...where] };
  return [fact, number, family, born, to, ...where];
}
