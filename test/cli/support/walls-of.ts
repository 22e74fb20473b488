import type { ClientBase } from 'pg';

const ours = `in ('public'::regnamespace, 'hub'::regnamespace)`;

/** What keeps a database's rows from whom, as lists that two databases have alike if they are the same. */
const questions = {
  policies: `select tablename as thing, array_to_string(array[schemaname, policyname, permissive, cmd, roles::text, qual, with_check], ' ') as said
    from pg_policies`,
  security: `select relname as thing, concat(relrowsecurity, relforcerowsecurity) as said from pg_class where relnamespace ${ours}
    and relkind in ('r', 'p')`,
  // PostgreSQL 17 lets owners MAINTAIN what is theirs.
  privileges: `select relname as thing, array_to_string(array[coalesce(r.rolname, 'public'), privilege_type], ' ') as said
    from pg_class, aclexplode(relacl) left join pg_roles r on r.oid = grantee
    where relnamespace ${ours} and privilege_type <> 'MAINTAIN'`,
  columns: `select c.relname || '.' || a.attname as thing, array_to_string(array[coalesce(r.rolname, 'public'), privilege_type], ' ') as said
    from pg_attribute a join pg_class c on c.oid = attrelid, aclexplode(attacl) left join pg_roles r on r.oid = grantee
    where relnamespace ${ours}`,
  functions: `select p.oid::regprocedure::text as thing, array_to_string(array[md5(pg_get_functiondef(p.oid)), proowner::regrole::text,
    (select string_agg(r.rolname || privilege_type, ' ' order by 1) from aclexplode(proacl) join pg_roles r on r.oid = grantee)], ' ') as said
    from pg_proc p where pronamespace ${ours} and prokind <> 'a'
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
  triggers: `select c.relname || '.' || t.tgname as thing, concat(t.tgenabled, pg_get_triggerdef(t.oid)) as said
    from pg_trigger t join pg_class c on c.oid = tgrelid where relnamespace ${ours} and not tgisinternal`,
  // PostgreSQL 18 counts columns that must be filled among them.
  constraints: `select concat(conrelid::regclass, '.', conname) as thing, concat(convalidated, pg_get_constraintdef(oid)) as said
    from pg_constraint where connamespace ${ours} and contype <> 'n'`,
  indexes: `select tablename || '.' || indexname as thing, indexdef as said from pg_indexes where schemaname in ('public', 'hub')`,
};

export async function wallsOf(client: ClientBase): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [name, question] of Object.entries(questions)) {
    const { rows } = await client.query<{ line: string }>(
      `select concat(thing, ': ', said) as line from (${question}) found order by 1`,
    );
    found[name] = rows.map(({ line }) => line);
  }
  return found;
}
