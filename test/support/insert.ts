import pg from 'pg';

/** A pool or a client, signed in as the owner. */
export type Owner = Pick<pg.Pool, 'query'>;
export type Value = string | number | boolean | Date | readonly string[] | null | undefined;
/** Values by column; a column that is undefined is left to its default. */
export type Columns = Readonly<Record<string, Value>>;

/** Writes one row and returns its id. */
export async function insert(owner: Owner, table: string, columns: Columns): Promise<string> {
  const given = Object.entries(columns).filter(([, value]) => value !== undefined);
  const names = given.map(([name]) => pg.escapeIdentifier(name)).join(', ');
  const places = given.map((_, place) => `$${place + 1}`).join(', ');
  const { rows } = await owner.query<{ id: string }>(
    `insert into public.${pg.escapeIdentifier(table)} (${names}) values (${places}) returning id`,
    given.map(([, value]) => value),
  );
  return (rows[0] as { id: string }).id;
}

/** Changes rows by their id, as a correction in place would. */
export async function update(owner: Owner, table: string, id: string, columns: Columns): Promise<void> {
  const names = Object.keys(columns);
  const sets = names.map((name, place) => `${pg.escapeIdentifier(name)} = $${place + 2}`).join(', ');
  await owner.query(`update public.${pg.escapeIdentifier(table)} set ${sets} where id = $1`, [
    id,
    ...Object.values(columns),
  ]);
}
