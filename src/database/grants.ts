import pg from 'pg';
import { CannotStart } from './cannot-start.ts';
import { agencyRoles, backup, eraser, hub, importer, measures, merger, owner, recordRoles, register } from './roles.ts';

const everyone = [...agencyRoles, ...recordRoles, register, measures, backup, eraser, importer, merger, hub].join(', ');

/** What makes, changes or takes away large objects. */
const largeObjects = [
  ...['lo_creat(int)', 'lo_create(oid)', 'lo_from_bytea(oid, bytea)', 'lo_import(text)', 'lo_import(text, oid)'],
  ...['lo_put(oid, bigint, bytea)', 'lowrite(int, bytea)', 'lo_truncate(int, int)', 'lo_truncate64(int, bigint)'],
  ...['lo_unlink(oid)', 'lo_export(oid, text)'],
];

/**
 * Rights on the database itself. They belong to a database's name, not to its contents: a copy made from a template
 * starts without them.
 */
export async function grantDatabase(client: pg.ClientBase, name: string): Promise<void> {
  const database = pg.escapeIdentifier(name);
  await attempt(client, `revoke create, temporary on database ${database} from public`);
  await attempt(client, `grant connect, create, temporary on database ${database} to ${owner}`);
  await attempt(client, `grant connect on database ${database} to ${hub}, ${backup}`);
  // COPY refuses tables whose rows are held by policies: files go through temporary ones.
  await attempt(client, `grant temporary on database ${database} to ${importer}`);
}

/** The schemas `public` (tables of the entities) and `hub` (register, agreement, published tables, functions). */
export async function grantSchemas(client: pg.ClientBase): Promise<void> {
  await attempt(client, 'revoke create on schema public from public');
  await attempt(client, `grant usage, create on schema public to ${owner}`);
  await attempt(client, `grant usage on schema public to ${everyone}`);
  await refuseClosedPublic(client);

  const { rows } = await client.query(`select from pg_catalog.pg_namespace where nspname = 'hub'`);
  if (rows.length === 0) await client.query(`create schema hub authorization ${owner}`);
  // Overlapping dates are excluded by an index over an id and a range, which needs the id in the same kind of index.
  await client.query('create extension if not exists btree_gist with schema public');

  // Large objects have no schema and no row security, and everybody may make them. Only a superuser can change that.
  for (const made of largeObjects) await attempt(client, `revoke execute on function pg_catalog.${made} from public`);

  await client.query(`set local role ${owner}`);
  await client.query(`grant usage on schema hub to ${everyone}`);
  // A function can only be given to a role that might have made it.
  await client.query(`grant create on schema hub to ${register}, ${measures}, ${eraser}, ${merger}`);
  // PostgreSQL lets everybody run every new function: ours are granted one by one.
  await client.query(`alter default privileges for role ${owner} revoke execute on functions from public`);
  await client.query('reset role');
}

/** Who may not grant gets an error or a warning, depending on what else they may do: what counts is looked at afterwards. */
async function attempt(client: pg.ClientBase, statement: string): Promise<void> {
  await client.query('savepoint grants');
  try {
    await client.query(statement);
  } catch (error) {
    if ((error as pg.DatabaseError).code !== '42501') throw error;
    await client.query('rollback to savepoint grants');
  }
  await client.query('release savepoint grants');
}

async function refuseClosedPublic(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ open: boolean; shared: boolean }>(
    `select has_schema_privilege($1, 'public', 'create') as open, has_schema_privilege($2, 'public', 'usage') as shared`,
    [owner, hub],
  );
  if (rows[0]?.open && rows[0].shared) return;
  throw new CannotStart(
    `The user of DATABASE_URL may not let ${owner} make tables. Make it the owner of the database, or let the owner run: ` +
      `grant usage, create on schema public to ${owner}; grant usage on schema public to ${everyone}`,
  );
}
