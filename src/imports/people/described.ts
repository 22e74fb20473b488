import { Sex } from '../../subjects/resident/sex.ts';
import type { Fact } from '../engine/format.ts';
import { type Cells, matching, oneOf, postcode, text } from '../input/cells.ts';
import type { Mapping } from '../input/mapping.ts';
import { namesOf } from '../input/personal.ts';

/** The NHS's codes, and the letters of practices' and councils' systems. */
export const sex = oneOf(
  new Map([
    ...namesOf(Sex),
    ...['1', 'm'].map((code) => [code, Sex.MALE] as const),
    ...['2', 'f'].map((code) => [code, Sex.FEMALE] as const),
    ...['9', 'i'].map((code) => [code, Sex.INDETERMINATE] as const),
    ...['x', '0', 'u', 'unknown'].map((code) => [code, Sex.NOT_KNOWN] as const),
  ]),
);
/** What a system of an organisation's own calls a person. */
export const personKey = matching(/^[\x21-\x7e](?:[\x20-\x7e]{0,98}[\x21-\x7e])?$/);

/** The columns by which somebody is described of whom no verified NHS number is known. */
export const describing = ['Person', 'Family name', 'Given name', 'Date of birth', 'Sex', 'Postcode'] as const;

/** What a line says of a person whom it calls by a key of its own, in the order of `wanted.ts`: of whom a family name is needed. */
export function described(cells: Cells, day: Mapping['day']): Fact {
  const said = [
    cells.needed('Person', personKey),
    cells.needed('Family name', text(200)),
    cells.given('Given name', text(200)),
    cells.given('Date of birth', day),
    cells.given('Sex', sex),
    cells.given('Postcode', postcode),
  ];
  return { kind: 'person', cells: said };
}
