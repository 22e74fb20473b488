import { formOf } from '../../agreement/compile.ts';
import type { Agreement, Form } from '../../agreement/model.ts';
import type { Agency } from '../../shared/agencies.ts';
import type { Purpose } from '../../shared/purposes.ts';
import { Rights } from '../reading/rights.ts';
import { type KeptPlan, ownTypes, type Place } from './plan.ts';
import { unpackShown } from './shown.ts';

/** What of an entry says which cells were shown. */
export interface ShownEntry {
  agency: string;
  role: string;
  purpose: string;
  residents: readonly string[];
  shown: Uint8Array | null;
}

/** A field of a resident's records that an answer showed, at one place and in one form. */
export interface CellShown {
  resident: string;
  /** Where in the question, such as `residents.incidents`. */
  path: string;
  type: string;
  field: string;
  form: Form;
  /** Of how many records. */
  records: number;
}

/** What is told of money is told of components, as far as their cells are shown. */
const toldOf: Readonly<Record<string, string>> = { from: 'from', to: 'to', days: 'from', total: 'weeklyAmount' };

/** Told of a record by the hub and not read from it. */
const aboutTheRecord = new Set(['withheld']);

/**
 * The cells that an answer showed, from its entry, its plan and the version of the agreement that was in force: by the
 * same grants as the projection that made the answer. A field that was asked and is not here was withheld. Of an entry
 * whose outcome is not `ANSWERED` these are the cells at most: an error may have taken some of them out of the answer.
 */
export function cellsShown(
  { agency, role, purpose, residents, shown }: ShownEntry,
  { places }: Pick<KeptPlan, 'places'>,
  agreement: Agreement,
): CellShown[] {
  if (!shown) return [];
  const rights = new Rights(
    agreement,
    { agency: agency as Agency, role, purpose: purpose as Purpose },
    { projection: true },
  );
  return unpackShown(shown, places.length).flatMap(({ place, resident, mask, records }) => {
    const asked = places[place] as Place;
    const { path, type } = asked;
    return fieldsShown(rights, asked, mask).map(
      ({ field, form }): CellShown => ({ resident: residents[resident] as string, path, type, field, form, records }),
    );
  });
}

/** Which of the fields asked at a place a record with this mask showed to whoever has these rights, and in which form. */
export function fieldsShown(
  rights: Rights,
  { type, fields }: Pick<Place, 'type' | 'fields'>,
  mask: number,
): { field: string; form: Form }[] {
  return fields.flatMap((field) => {
    const form = formShown(rights, type, field, mask);
    return form ? [{ field, form }] : [];
  });
}

function formShown(rights: Rights, type: string, field: string, mask: number): Form | null {
  if (aboutTheRecord.has(field)) return null;
  // Whoever finds a record is told its id; rows that an organisation keeps or is told have no clauses for each.
  if (type === 'FundingPeriod') return cellShown(rights, 'FundingComponent', toldOf[field], mask);
  if (field === 'id' || ownTypes.includes(type)) return 'clear';
  // An edge to other records about residents is a place of its own.
  return rights.agreement.subjects.get(type)?.fields.has(field) ? cellShown(rights, type, field, mask) : null;
}

function cellShown(rights: Rights, type: string, field: string | undefined, mask: number): Form | null {
  if (field === undefined || !rights.opens(type, mask)) return null;
  const rule = rights.cell(type, field);
  return rule === 'clear' ? 'clear' : formOf(rule, mask);
}
