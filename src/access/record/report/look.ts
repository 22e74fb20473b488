import type { Form } from '../../../agreement/model.ts';
import type { Relationship } from '../../../agreement/relationships.ts';
import type { Access } from '../accesses.ts';
import { ownTypes } from '../plan.ts';
import type { Seen } from './telling.ts';

/** What an answer showed of the resident's records of one type. */
export interface ShownOfType {
  type: string;
  /** How many at most at one place of the answer; null where a number says nothing. */
  records: number | null;
  /** In alphabetical order, each with the number of records of which it was shown. */
  fields: { field: string; form: Form; records: number }[];
}

/** One entry about a resident, as far as the resident may be told. */
export interface Look extends Omit<Access, 'number' | 'organisation' | 'outcome'> {
  /** The name of the organisation; null for the operator of the hub. */
  organisation: string | null;
  /** An error may have taken out of the answer some of what stands in `shown`. */
  cutShort: boolean;
  /** By which relationships it was allowed; empty where the entry does not say. */
  relationships: readonly Relationship[];
  /** What each of them means, in the words of the agreement of then. */
  means: readonly string[];
  /** The role's meaning in the agreement of then. */
  roleMeans: string | null;
  /** Null if the entry's plan or agreement is gone. */
  shown: readonly ShownOfType[] | null;
}

/** Fields of the records at one place, by the mask of a record. */
export type FieldsAt = (seen: Seen) => readonly { field: string; form: Form }[];

/**
 * By type: of the same records at several places the largest number counts. Of the resident, who is one, and of rows that
 * the hub keeps about records there is no number; how many alerts or entries there are may tell what they are about.
 */
export function shownOf(seen: readonly Seen[], fieldsAt: FieldsAt): ShownOfType[] {
  const types = new Map<string, Map<string, number>>();
  const numbers = new Map<string, number>();
  for (const records of byPlace(seen)) {
    const { type } = (records[0] as Seen).place;
    const known = types.get(type) ?? new Map<string, number>();
    types.set(type, known);
    const total = records.reduce((sum, one) => sum + one.records, 0);
    numbers.set(type, Math.max(numbers.get(type) ?? 0, total));
    for (const [key, number] of countedHere(records, fieldsAt)) known.set(key, Math.max(known.get(key) ?? 0, number));
  }
  return [...types].map(([type, counted]) => {
    const records = type === 'Resident' || !isCounted(type) ? null : (numbers.get(type) ?? 0);
    return { type, records, fields: fieldsOf(counted) };
  });
}

/** Rows that the hub keeps for an organisation, such as alerts, are no records of the resident. */
const isCounted = (type: string) => !ownTypes.includes(type) && !type.startsWith('Access');

function byPlace(seen: readonly Seen[]): Seen[][] {
  const places = new Map<string, Seen[]>();
  for (const one of seen) {
    const key = `${one.place.path} ${one.place.type}`;
    const here = places.get(key) ?? [];
    places.set(key, here);
    here.push(one);
  }
  return [...places.values()];
}

function countedHere(records: readonly Seen[], fieldsAt: FieldsAt): Map<string, number> {
  const here = new Map<string, number>();
  for (const one of records) {
    for (const { field, form } of fieldsAt(one)) {
      const key = `${field} ${form}`;
      here.set(key, (here.get(key) ?? 0) + one.records);
    }
  }
  return here;
}

function fieldsOf(counted: ReadonlyMap<string, number>): ShownOfType['fields'] {
  return [...counted]
    .map(([key, records]) => {
      const [field = '', form = ''] = key.split(' ');
      return { field, form: form as Form, records };
    })
    .sort((one, other) => (one.field + one.form < other.field + other.form ? -1 : 1));
}
