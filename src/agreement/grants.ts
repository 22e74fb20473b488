import { type Agency, agencies } from '../shared/agencies.ts';
import { fieldsSeenBy } from './compile.ts';
import type { Agreement } from './model.ts';

/** Where a type of the graph lives in the database. Several types may share a table. */
export interface TableOfSubject {
  /** `care_home`, or `public.care_home`. */
  table: string;
  /** Granted to every agency that sees anything of the subject: identity, ownership, validity, what policies read. */
  structural: readonly string[];
  /** The columns behind each field; a field without columns of its own has none. */
  fields: ReadonlyMap<string, readonly string[]>;
}
export type TableColumns = ReadonlyMap<string, TableOfSubject>;

export const databaseRoleOf = (agency: Agency): string => `caregraph_${agency}`;

/**
 * The statements that bring the column privileges of the six agency roles to what the agreement says: everything is
 * revoked on every table named, then each column is granted to the roles that see a field it stands behind.
 */
export function columnGrants(agreement: Agreement, tables: TableColumns): string[] {
  const named = [...new Set([...tables.values()].map(({ table }) => table))].sort();
  if (named.length === 0) return [];
  const granted = new Map<string, Map<Agency, Set<string>>>();
  for (const agency of agencies) {
    for (const [subject, seen] of fieldsSeenBy(agreement, agency)) {
      const place = tables.get(subject);
      if (!place) continue;
      const columns = [...place.structural, ...[...seen].flatMap((field) => place.fields.get(field) ?? [])];
      const ofTable = granted.get(place.table) ?? new Map<Agency, Set<string>>();
      granted.set(place.table, ofTable.set(agency, new Set([...(ofTable.get(agency) ?? []), ...columns])));
    }
  }
  const revoke = `revoke all on table ${named.map(quoted).join(', ')} from ${agencies.map(databaseRoleOf).join(', ')}`;
  return [revoke, ...named.flatMap((table) => grantsOnTable(table, granted.get(table) ?? new Map()))];
}

/** One statement for the roles that see the same columns of a table. */
function grantsOnTable(table: string, columnsOf: ReadonlyMap<Agency, ReadonlySet<string>>): string[] {
  const rolesOf = new Map<string, string[]>();
  for (const [agency, columns] of columnsOf) {
    const list = [...columns].sort().map(quoted).join(', ');
    rolesOf.set(list, [...(rolesOf.get(list) ?? []), databaseRoleOf(agency)]);
  }
  return [...rolesOf]
    .filter(([list]) => list !== '')
    .map(([list, roles]) => `grant select (${list}) on table ${quoted(table)} to ${roles.join(', ')}`);
}

const quoted = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');
