import type { ClientBase } from 'pg';
import { agencies } from '../shared/agencies.ts';
import { databaseRoleOf, type HeldPrivileges, privilegeOn } from './grants.ts';

/**
 * What the database gives now on these tables, however it came to be given. A privilege on a whole table, or one that may
 * be passed on, is like none that an agreement means.
 */
export async function heldPrivileges(owner: ClientBase, tables: readonly string[]): Promise<HeldPrivileges> {
  const { rows } = await owner.query<{ table: string; privilege: string; role: string; column: string }>(
    `select listed.name as table, lower(given.privilege_type) as privilege, role.rolname as role,
       coalesce(held.column, '*') || case when given.is_grantable then ' *' else '' end as column
     from unnest($1::text[]) listed (name)
     cross join lateral (
       select attname::text as column, attacl as acl from pg_attribute
       where attrelid = listed.name::regclass and not attisdropped and attacl is not null
       union all
       select null, relacl from pg_class where oid = listed.name::regclass and relacl is not null
     ) held
     cross join lateral aclexplode(held.acl) given
     join pg_roles role on role.oid = given.grantee
     where role.rolname = any($2)`,
    [tables, agencies.map(databaseRoleOf)],
  );
  const held = new Map<string, Set<string>>();
  for (const { table, privilege, role, column } of rows) {
    held.set(table, (held.get(table) ?? new Set()).add(privilegeOn(privilege, role, column)));
  }
  return held;
}
