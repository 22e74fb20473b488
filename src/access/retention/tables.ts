import type { ClientBase } from 'pg';
import { CannotStart } from '../../database/cannot-start.ts';
import { eraser } from '../../database/roles.ts';

/** A table about residents. */
export interface ResidentTable {
  /** Quoted, with its schema. */
  readonly name: string;
  /** The columns that name a resident. */
  readonly columns: readonly string[];
  /** Its rows bear an NHS number, and may name no resident. */
  readonly numbered: boolean;
  /** The column that says when a row was written; null if none does. */
  readonly moment: string | null;
}

interface Found extends ResidentTable {
  refers: string[];
  amiss: string[];
}

/** When somebody recorded, stated or was told something. What is derived has no such column, orders to keep neither. */
const moments = ['recorded_at', 'made_at', 'raised_at', 'asked_at'];

const named = `format('%I.%I', n.nspname, c.relname)`;
const tables = `
  with about as (
    select a.name as id, array_remove(array_agg(a.resident_column::text order by a.resident_column), null) as columns
    from hub.tables_about_residents() a group by a.name
  )
  select ${named} as name, about.columns,
    exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'nhs_number' and c.oid <> 'public.resident'::regclass
      and not a.attisdropped) as numbered,
    (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attname = any ($1) and not a.attisdropped
      order by array_position($1, a.attname::text) limit 1) as moment,
    array(select distinct format('%I.%I', rn.nspname, rc.relname) from pg_constraint f
      join pg_class rc on rc.oid = f.confrelid join pg_namespace rn on rn.oid = rc.relnamespace
      where f.contype = 'f' and f.conrelid = c.oid and f.confrelid <> c.oid) as refers,
    array_remove(array[
      case when cardinality(about.columns) = 0 then 'does not say which resident its rows are about' end,
      case when not has_table_privilege($2, c.oid, 'delete') or exists (select from unnest(about.columns) k
        where not has_column_privilege($2, c.oid, k, 'select')) then 'is closed to the role that erases' end,
      case when c.relrowsecurity and not exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd = '*'
        and p.polpermissive and p.polroles = array[to_regrole($2)::oid] and pg_get_expr(p.polqual, p.polrelid) = 'true')
        then 'hides rows from the role that erases' end
    ], null) as amiss
  from about join pg_class c on c.oid = about.id join pg_namespace n on n.oid = c.relnamespace order by 1`;

/** What hangs on such a table without being one itself, and would keep its rows from going. */
const hangingOn = `
  select ${named} as name from pg_constraint f
  join pg_class c on c.oid = f.conrelid join pg_namespace n on n.oid = c.relnamespace
  where f.contype = 'f' and f.confdeltype not in ('c', 'n') and f.confrelid in (select name from hub.tables_about_residents())
    and f.conrelid not in (select name from hub.tables_about_residents())`;

/**
 * Every table about residents as the catalogue of the database has them, in an order in which rows can be taken away.
 * Refuses with the name of each table that somebody added and forgot here: half a person is not erased.
 */
export async function tablesAboutResidents(owner: ClientBase): Promise<ResidentTable[]> {
  const { rows: found } = await owner.query<Found>(tables, [moments, eraser]);
  const { rows: hanging } = await owner.query<{ name: string }>(hangingOn);
  const amiss = [
    ...found.flatMap(({ name, amiss }) => amiss.map((what) => `${name} ${what}`)),
    ...hanging.map(({ name }) => `${name} holds on to rows about residents and is none of their tables`),
  ];
  if (amiss.length) throw new CannotStart(`Nothing is erased, because not everything can be: ${amiss.join('; ')}.`);
  return inOrder(found);
}

/** Rows that refer to others go before them. */
function inOrder(found: Found[]): ResidentTable[] {
  const left = new Map(found.map((table) => [table.name, table]));
  const ordered: ResidentTable[] = [];
  while (left.size) {
    const referredTo = new Set([...left.values()].flatMap(({ refers }) => refers));
    const free = [...left.values()].filter(({ name }) => !referredTo.has(name));
    if (!free.length) throw new CannotStart(`Nothing is erased: ${[...left.keys()].join(', ')} refer to each other.`);
    for (const { name, columns, numbered, moment } of free) {
      ordered.push({ name, columns, numbered, moment });
      left.delete(name);
    }
  }
  return ordered;
}
