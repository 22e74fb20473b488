import { fileFormats } from '../../shared/file-formats.ts';
import type { Fact, Format, Line } from '../engine/format.ts';
import { type Cells, matching, oneOf, postcode, text } from '../input/cells.ts';
import { type Mapping, mappedLines } from '../input/mapping.ts';
import { locationId, nhsNumber } from '../input/personal.ts';
import { described, sex } from '../people/described.ts';
import { ofResidents } from './concerning.ts';
import { mergeRegistrations } from './merge.ts';

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
    ...['Care home', 'Residential institution', 'Registered from', 'Registered to', 'Usual GP', 'Person'],
  ],
  async *read(content, how) {
    let signs: Line['signs'];
    const lines = mappedLines(content, how, needed, (cells, day) => {
      const said = listed(cells, day);
      signs = said.signs;
      return said.facts;
    });
    for await (const line of lines) {
      yield signs ? { ...line, signs } : line;
      signs = undefined;
    }
  },
  concerning: ofResidents,
  merge: mergeRegistrations,
};

/** What a line says, and by what it is known whether the hub may keep it; in the orders of `merge.ts` and `concerning.ts`. */
function listed(cells: Cells, day: Mapping['day']): { facts: Fact[]; signs: (string | null)[] } {
  const status = 'NHS number status';
  const isVerified = verified.has(cells.raw(status)?.toLowerCase() ?? '');
  const isDescribed = !isVerified && cells.raw('Person') !== undefined;
  const number = isDescribed ? null : cells.needed('NHS number', nhsNumber);
  cells.about = number;
  if (!isVerified && !isDescribed) cells.refuse(status, 'NOT_VERIFIED');
  const person = isDescribed ? [described(cells, day)] : [];
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
  return { facts: [fact, ...person], signs: [number, family, born, to, ...where, person[0]?.cells[0] ?? null] };
}
