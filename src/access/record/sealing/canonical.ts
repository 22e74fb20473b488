import type { ClientBase } from 'pg';

/** How a value of each type is written down, so that server release, time zone and output settings do not matter. */
const forms: Readonly<Record<string, (column: string) => string>> = {
  int8: (column) => `${column}::text`,
  int4: (column) => `${column}::text`,
  bool: (column) => `${column}::int::text`,
  text: (column) => column,
  uuid: (column) => `${column}::text`,
  _uuid: (column) => `array_to_string(${column}, ',', 'null')`,
  bytea: (column) => `encode(${column}, 'hex')`,
  xid8: (column) => `${column}::text`,
  timestamptz: (column) => `(extract(epoch from ${column}) * 1000000)::bigint::text`,
};

/** The columns of entries in a fixed order, and what to select to have each of them in its canonical form. */
export interface EntryForm {
  readonly columns: readonly string[];
  readonly selected: string;
}

/**
 * By name, whatever their order in the table. A column added later changes no seal that was made without it, because
 * nothing is said of a column that is null.
 */
export async function entryForm(client: ClientBase): Promise<EntryForm> {
  const { rows } = await client.query<{ name: string; quoted: string; type: string }>(
    `select attname as name, quote_ident(attname) as quoted, typname as type
     from pg_catalog.pg_attribute join pg_catalog.pg_type on pg_type.oid = atttypid
     where attrelid = 'hub.access_entry'::regclass and attnum > 0 and not attisdropped
     order by attname collate "C"`,
  );
  const selected = rows.map(({ name, quoted, type }) => {
    const form = forms[type];
    if (!form) throw new Error(`hub.access_entry.${name} is of type ${type}, which has no canonical form`);
    return form(`entry.${quoted}`);
  });
  return { columns: rows.map(({ name }) => name), selected: selected.join(', ') };
}

/** One sequence of bytes for one set of values: each with its name and its length, so that none runs into the next. */
export function canonical(columns: readonly string[], values: readonly (string | null)[]): string {
  let text = '';
  for (let place = 0; place < columns.length; place += 1) {
    const value = values[place];
    if (value !== null && value !== undefined) text += `${columns[place]}:${value.length}:${value}\n`;
  }
  return text;
}
