import { importer } from '../../../src/database/roles.ts';
import type { Query } from './privileges.ts';

const work = ['hub.import', 'hub.import_row', 'hub.import_reject', 'hub.record_source'];

/** What the importer may do besides its own work: tables of the registers that it keeps, and nothing about a person. */
const keeps: Readonly<Record<string, readonly string[]>> = {
  organisation: ['SELECT', 'INSERT', 'UPDATE'],
  care_home: ['SELECT', 'INSERT', 'UPDATE'],
  rating: ['SELECT', 'INSERT'],
};

/** Whoever reads files writes what files may say, takes nothing away, and runs nothing in another's name. */
export async function importerKeepsTo(query: Query): Promise<string[]> {
  const found = await query<{ name: string; may: string }>(
    `select distinct c.oid::regclass::text as name, may from pg_class c,
       unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) may
     where c.relnamespace in ('public'::regnamespace, 'hub'::regnamespace) and c.relkind in ('r', 'p', 'v', 'm')
       and (has_table_privilege($1, c.oid, may)
         or (may in ('SELECT', 'INSERT', 'UPDATE') and has_any_column_privilege($1, c.oid, may)))`,
    [importer],
  );
  const allowed = ({ name, may }: { name: string; may: string }) =>
    work.includes(name) ? may !== 'TRUNCATE' : keeps[name]?.includes(may);
  const more = found.filter((one) => !allowed(one)).map(({ name, may }) => `${importer} may ${may} ${name}`);
  const others = await query<{ what: string }>(
    `select $1 || ' may run ' || p.oid::regprocedure as what from pg_proc p
     where p.pronamespace = 'hub'::regnamespace and p.prosecdef and has_function_privilege($1, p.oid, 'execute')
     union all
     select $1 || ' may act as ' || m.roleid::regrole from pg_auth_members m where m.member = to_regrole($1)`,
    [importer],
  );
  return [...more, ...others.map(({ what }) => what)];
}
