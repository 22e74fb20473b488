import { auditor, recorder, recordRoles, sealer } from '../../../src/database/roles.ts';
import type { Query } from './privileges.ts';

/** What the recorder may not say: the database counts, tells the time and knows the transaction. */
const saidByDatabase = ['number', 'at', 'written_by'];

/** Tables that a keeper of the access record reads or adds to; of the rest, and in every other way, nothing. */
const agreed: Record<string, { reads?: readonly string[]; adds?: readonly string[]; not?: readonly string[] }> = {
  'hub.access_entry': { reads: [auditor, sealer], adds: [recorder], not: saidByDatabase },
  'hub.access_plan': { reads: [auditor], adds: [recorder], not: ['first_used'] },
  'hub.access_retention': { reads: [auditor] },
  'hub.access_seal': { reads: [auditor, sealer], adds: [sealer] },
  'hub.agreement_version': { reads: [auditor] },
  'public.organisation': { reads: [auditor] },
  // Which agency may ask what of the record, and which number a claim or report named.
  'hub.question': { reads: [auditor] },
  'hub.number_read': { reads: [auditor] },
  'hub.claim': { reads: [auditor] },
  'hub.privacy_alert': { reads: [auditor] },
  'hub.safeguarding_report': { reads: [auditor] },
};

interface Privilege {
  table: string;
  column: string;
  role: string;
  select: boolean;
  insert: boolean;
  more: boolean;
}

/** The access record is added to by one role and read by two others; nobody changes it, and its triggers stand. */
export async function accessRecord(query: Query): Promise<string[]> {
  const columns = await query<Privilege>(
    `select n.nspname || '.' || c.relname as table, a.attname as column, role,
       has_column_privilege(role, c.oid, a.attnum, 'select') as select,
       has_column_privilege(role, c.oid, a.attnum, 'insert') as insert,
       has_table_privilege(role, c.oid, 'update, delete, truncate, trigger, references')
         or has_column_privilege(role, c.oid, a.attnum, 'update, references') as more
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid, unnest($1::text[]) role
     where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname in ('public', 'hub')
       and a.attnum > 0 and not a.attisdropped`,
    [recordRoles],
  );
  const unguarded = await query<{ table: string }>(
    `select c.oid::regclass::text as table from pg_class c
     where c.relnamespace = 'hub'::regnamespace and c.relkind in ('r', 'p') and c.relname ~ '^access_(entry|plan|seal)'
       and (select bit_or(t.tgtype::int) & 56 from pg_trigger t
         where t.tgrelid = c.oid and t.tgenabled = 'O' and t.tgfoid = 'hub.keep_history'::regproc) is distinct from 56`,
  );
  return [
    ...columns.flatMap(({ table, column, role, select, insert, more }) => {
      const { reads = [], adds = [], not = [] } = agreed[table] ?? {};
      return [
        ...(select && !reads.includes(role) ? [`${role} reads ${table}.${column}`] : []),
        ...(insert === (adds.includes(role) && !not.includes(column))
          ? []
          : [`${role} adds otherwise to ${table}.${column}`]),
        ...(more ? [`${role} may change ${table}`] : []),
      ];
    }),
    ...unguarded.map(({ table }) => `${table} could be changed`),
  ];
}
