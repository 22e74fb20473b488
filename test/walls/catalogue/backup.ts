import { backup } from '../../../src/database/roles.ts';
import type { Query } from './privileges.ts';

const ours = `('public'::regnamespace, 'hub'::regnamespace)`;

/** Whoever takes backups reads every row and every counter, each month of the access record too, and does nothing else. */
export async function backupReadsAll(query: Query): Promise<string[]> {
  const found = await query<{ what: string }>(
    `with mine as (select oid, oid::regclass as name, relkind, relrowsecurity, relacl from pg_class
       where relnamespace in ${ours})
     select $1 || ' does not read ' || name as what from mine
     where case when relkind = 'S' then not has_sequence_privilege($1, oid, 'select')
       else relkind in ('r', 'p', 'v', 'm', 'f') and not has_table_privilege($1, oid, 'select') end
     union all
     select $1 || ' does not read every row of ' || name from mine
     where relrowsecurity and (
       not exists (select from pg_policy p where p.polrelid = mine.oid and p.polpermissive and p.polcmd = 'r'
         and p.polroles = array[to_regrole($1)::oid] and pg_get_expr(p.polqual, p.polrelid) = 'true')
       or exists (select from pg_policy p where p.polrelid = mine.oid and not p.polpermissive
         and p.polroles && array[0, to_regrole($1)::oid]))
     union all
     select $1 || ' may ' || lower(a.privilege_type) || ' ' || name from mine, aclexplode(relacl) a
     where a.grantee in (0, to_regrole($1)) and a.privilege_type <> 'SELECT'
     union all
     select $1 || ' may ' || lower(a.privilege_type) || ' ' || name || '.' || attname
     from mine join pg_attribute on attrelid = mine.oid, aclexplode(attacl) a
     where a.grantee in (0, to_regrole($1)) and a.privilege_type <> 'SELECT'
     union all
     select $1 || ' passes ' || polname || ' of ' || name from mine join pg_policy p on p.polrelid = mine.oid
     where p.polroles && array[0, to_regrole($1)::oid] and p.polcmd <> 'r'
     union all
     select $1 || ' may run ' || p.oid::regprocedure from pg_proc p
     where p.pronamespace in ${ours} and has_function_privilege($1, p.oid, 'execute')
       and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')
     union all
     select $1 || ' may create in ' || nspname from pg_namespace where has_schema_privilege($1, oid, 'create')
     union all
     select $1 || ' may create in the database' where has_database_privilege($1, current_database(), 'create, temporary')
     union all
     -- Only who rules the server can take this from everybody.
     select $1 || ' may write large objects by ' || p.oid::regprocedure from pg_proc p
     where p.pronamespace = 'pg_catalog'::regnamespace and has_function_privilege($1, p.oid, 'execute')
       and p.proname in ('lo_creat', 'lo_create', 'lo_from_bytea', 'lo_import', 'lo_put', 'lowrite', 'lo_truncate',
         'lo_truncate64', 'lo_unlink', 'lo_export')
       and (select rolsuper from pg_roles where rolname = current_user)
     union all
     select $1 || ' owns ' || pg_describe_object(d.classid, d.objid, d.objsubid) from pg_shdepend d
     where d.refclassid = 'pg_authid'::regclass and d.deptype = 'o' and d.refobjid = to_regrole($1)
       and d.dbid in (0, (select oid from pg_database where datname = current_database()))
     union all
     select $1 || ' may act as ' || m.roleid::regrole from pg_auth_members m where m.member = to_regrole($1)`,
    [backup],
  );
  return found.map(({ what }) => what);
}
