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

/** Every privilege that the roles of agencies hold on a table, as `privilegeOn` writes it. */
export type HeldPrivileges = ReadonlyMap<string, ReadonlySet<string>>;

/** `select caregraph_home room`. */
export const privilegeOn = (privilege: string, role: string, column: string): string =>
  `${privilege} ${role} ${column}`;

export const databaseRoleOf = (agency: Agency): string => `caregraph_${agency}`;

/** The tables that an agreement is about. */
export const tablesNamed = (tables: TableColumns): string[] =>
  [...new Set([...tables.values()].map(({ table }) => table))].sort();

/**
 * The statements that bring the column privileges of the six agency roles to what the agreement says, on each table where
 * they hold others: everything is revoked there, then each column is granted for reading to the roles that see a field it
 * stands behind, and for writing to those that write it. The other tables are left alone, so that whoever asks them
 * meanwhile plans nothing anew.
 */
export function columnGrants(agreement: Agreement, tables: TableColumns, held: HeldPrivileges): string[] {
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
  const unlike = tablesNamed(tables).filter((table) => {
    const meant = new Set([
      ...privileges('select', reading.get(table)),
      ...privileges('insert', adding.get(table)),
      ...privileges('update', amending.get(table)),
    ]);
    const given = held.get(table) ?? new Set();
    return meant.size !== given.size || [...meant].some((one) => !given.has(one));
  });
  if (unlike.length === 0) return [];
  return [
    `revoke all on table ${unlike.map(quoted).join(', ')} from ${agencies.map(databaseRoleOf).join(', ')}`,
    ...unlike.flatMap((table) => [
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

function privileges(privilege: string, columnsOf: ColumnsOfAgency = new Map()): string[] {
  return [...columnsOf].flatMap(([agency, columns]) =>
    [...columns].map((column) => privilegeOn(privilege, databaseRoleOf(agency), column)),
  );
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
