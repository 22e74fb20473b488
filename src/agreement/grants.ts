import { type Agency, agencies } from '../shared/agencies.ts';
import { fieldsSeenBy } from './compile.ts';
import type { Agreement } from './model.ts';
import { fieldsWrittenBy } from './writes.ts';

/** Where a type of the graph lives in the database. Several types may share a table. */
export interface TableOfSubject {
  /** `care_home`, or `public.care_home`. */
  table: string;
  /** Granted to every agency that sees anything of the subject: identity, ownership, validity, what policies read. */
  structural: readonly string[];
  /** The columns behind each field; a field without columns of its own has none. */
  fields: ReadonlyMap<string, readonly string[]>;
  /** Set besides the fields by whoever adds a row: of whom, and by whom. Absent: no agency writes here by itself. */
  recorded?: readonly string[];
  /** What may be changed of a row that stands: when it ceased to. Absent: each field that may be written. */
  ended?: readonly string[];
}
export type TableColumns = ReadonlyMap<string, TableOfSubject>;

export const databaseRoleOf = (agency: Agency): string => `caregraph_${agency}`;

/**
 * The statements that bring the column privileges of the six agency roles to what the agreement says: everything is
 * revoked on every table named, then each column is granted for reading to the roles that see a field it stands behind,
 * and for writing to those that write it.
 */
export function columnGrants(agreement: Agreement, tables: TableColumns): string[] {
  const named = [...new Set([...tables.values()].map(({ table }) => table))].sort();
  if (named.length === 0) return [];
  const seenBy = new Map(agencies.map((agency) => [agency, fieldsSeenBy(agreement, agency)]));
  const writtenBy = new Map(agencies.map((agency) => [agency, fieldsWrittenBy(agreement, agency)]));
  const reading = byTable(agreement, tables, (agency, place, subject) => {
    const seen = seenBy.get(agency)?.get(subject);
    return seen ? [...place.structural, ...columnsOf(place, seen)] : [];
  });
  const adding = byTable(agreement, tables, (agency, place, subject) => {
    const written = writtenBy.get(agency)?.get(subject);
    // A mutation that names no field ends rows and adds none.
    return written?.size && place.recorded ? [...place.recorded, ...columnsOf(place, written)] : [];
  });
  const amending = byTable(agreement, tables, (agency, place, subject) => {
    const written = writtenBy.get(agency)?.get(subject);
    return written && place.recorded ? (place.ended ?? columnsOf(place, written)) : [];
  });
  const revoke = `revoke all on table ${named.map(quoted).join(', ')} from ${agencies.map(databaseRoleOf).join(', ')}`;
  return [
    revoke,
    ...named.flatMap((table) => [
      ...grantsOnTable('select', table, reading.get(table)),
      ...grantsOnTable('insert', table, adding.get(table)),
      ...grantsOnTable('update', table, amending.get(table)),
    ]),
  ];
}

type ColumnsOfAgency = ReadonlyMap<Agency, ReadonlySet<string>>;

function columnsOf({ fields }: TableOfSubject, named: ReadonlySet<string>): string[] {
  return [...named].flatMap((field) => fields.get(field) ?? []);
}

function byTable(
  agreement: Agreement,
  tables: TableColumns,
  columnsFor: (agency: Agency, place: TableOfSubject, subject: string) => readonly string[],
): Map<string, ColumnsOfAgency> {
  const granted = new Map<string, Map<Agency, Set<string>>>();
  for (const agency of agencies) {
    for (const subject of agreement.subjects.keys()) {
      const place = tables.get(subject);
      const columns = place ? columnsFor(agency, place, subject) : [];
      if (!place || columns.length === 0) continue;
      const ofTable = granted.get(place.table) ?? new Map<Agency, Set<string>>();
      granted.set(place.table, ofTable.set(agency, new Set([...(ofTable.get(agency) ?? []), ...columns])));
    }
  }
  return granted;
}

/** One statement for the roles that hold a privilege on the same columns of a table. */
function grantsOnTable(privilege: string, table: string, columnsOf: ColumnsOfAgency = new Map()): string[] {
  const rolesOf = new Map<string, string[]>();
  for (const [agency, columns] of columnsOf) {
    const list = [...columns].sort().map(quoted).join(', ');
    rolesOf.set(list, [...(rolesOf.get(list) ?? []), databaseRoleOf(agency)]);
  }
  return [...rolesOf].map(
    ([list, roles]) => `grant ${privilege} (${list}) on table ${quoted(table)} to ${roles.join(', ')}`,
  );
}

const quoted = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');
