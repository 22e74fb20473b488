import type pg from 'pg';
import { quoted } from '../copy-rows.ts';

/** Makes something of a table again that was dropped. */
export interface Again {
  table: string;
  statement: string;
}

/** What is set aside, in the order in which it can be made again. */
export interface SetAside {
  /** Primary keys, unique ones, and those against overlaps. */
  keys: Again[];
  indexes: Again[];
  foreignKeys: Again[];
  /** Row policies that bind the owner too: COPY refuses tables that have them. */
  policies: Again[];
}

/**
 * Takes from tables what makes each row dear when there will be millions: keys, indexes, foreign keys from and to them,
 * and the owner's row policies. Only for a database that nobody uses yet. Keys that are `asked` by what checks rows as they
 * come stay, by name.
 */
export async function setAside(
  owner: pg.ClientBase,
  tables: readonly string[],
  asked: readonly string[],
): Promise<SetAside> {
  return {
    foreignKeys: await dropped(owner, foreignKeys, tables),
    keys: await dropped(owner, keys, tables, asked),
    indexes: await dropped(owner, indexes, tables),
    policies: await dropped(owner, policies, tables),
  };
}

/** The same for a table that is written with `on conflict`: its keys stay. */
export async function setAsideButKeys(
  owner: pg.ClientBase,
  table: string,
): Promise<Omit<SetAside, 'keys' | 'policies'>> {
  return {
    foreignKeys: await dropped(owner, foreignKeys, [table]),
    indexes: await dropped(owner, indexes, [table]),
  };
}

const constraints = (which: string) => `
  select conrelid::regclass::text as table, format('drop constraint %I', conname) as drop,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as again
  from pg_constraint where ${which} order by 1, conname`;

const foreignKeys = constraints(
  `contype = 'f' and conparentid = 0 and (conrelid = any ($1::regclass[]) or confrelid = any ($1::regclass[]))`,
);
const keys = constraints(`contype in ('p', 'u', 'x') and conrelid = any ($1::regclass[]) and conname <> all ($2)`);

const indexes = `
  select indrelid::regclass::text as table, format('drop index %s', indexrelid::regclass) as drop,
    pg_get_indexdef(indexrelid) as again
  from pg_index where indrelid = any ($1::regclass[])
    and not exists (select from pg_constraint where conindid = indexrelid)
  order by 1, indexrelid::regclass::text`;

const policies = `
  select oid::regclass::text as table, 'no force row level security' as drop,
    format('alter table %s force row level security', oid::regclass) as again
  from pg_class where oid = any ($1::regclass[]) and relforcerowsecurity order by 1`;

/** Drops what a query finds and gives what makes it again. */
async function dropped(
  owner: pg.ClientBase,
  finding: string,
  tables: readonly string[],
  ...staying: readonly (readonly string[])[]
): Promise<Again[]> {
  const values = [tables.map(quoted), ...staying];
  const { rows } = await owner.query<{ table: string; drop: string; again: string }>(finding, values);
  for (const { table, drop } of rows) {
    await owner.query(drop.startsWith('drop index') ? drop : `alter table ${table} ${drop}`);
  }
  return rows.map(({ table, again }) => ({ table, statement: again }));
}
