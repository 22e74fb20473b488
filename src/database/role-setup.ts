import pg from 'pg';
import { CannotStart } from './cannot-start.ts';
import { memberships, owner, roles, settings } from './roles.ts';
import { scramVerifier } from './secrets.ts';

const quoted = pg.escapeIdentifier;

/** Makes the roles that are not there yet. */
export async function ensureRoles(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'select rolname as name from pg_catalog.pg_roles where rolname = any($1)',
    [[...roles.keys()]],
  );
  const present = new Set(rows.map(({ name }) => name));
  for (const [name, { login, inherit }] of roles) {
    if (present.has(name)) continue;
    const may = `${login ? 'login' : 'nologin'} ${inherit ? 'inherit' : 'noinherit'}`;
    await asking(
      client,
      `create role ${quoted(name)} ${may} nosuperuser nobypassrls nocreaterole nocreatedb noreplication`,
    );
  }
}

/** Makes roles members of others, and of none that an earlier release made them members of, and the administrator a member of the owner, so that it may act for the owner. */
export async function ensureMemberships(client: pg.ClientBase): Promise<void> {
  for (const [member, wanted] of memberships) {
    for (const role of wanted) await ensureMember(client, role, member);
  }
  await endMemberships(client);
  const { rows } = await client.query<{ name: string; super: boolean }>(
    'select rolname as name, rolsuper as super from pg_catalog.pg_roles where rolname = current_user',
  );
  const administrator = rows[0];
  if (administrator && !administrator.super) await ensureMember(client, owner, administrator.name);
}

async function endMemberships(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ role: string; member: string }>(
    `select distinct role.rolname as role, member.rolname as member from pg_catalog.pg_auth_members m
      join pg_catalog.pg_roles role on role.oid = m.roleid join pg_catalog.pg_roles member on member.oid = m.member
      where role.rolname = any($1) and member.rolname = any($1)`,
    [[...roles.keys()]],
  );
  for (const { role, member } of rows) {
    if (memberships.get(member)?.includes(role)) continue;
    await asking(client, `revoke ${quoted(role)} from ${quoted(member)}`);
  }
}

async function ensureMember(client: pg.ClientBase, role: string, member: string): Promise<void> {
  const { rows } = await client.query<{ member: boolean }>(
    // With the administrator option alone (PostgreSQL 16 gives it to who makes a role) one may not act as that role.
    `select exists (select from pg_catalog.pg_auth_members m
        where m.roleid = $1::regrole and m.member = $2::regrole
          and coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)) as member`,
    [role, quoted(member)],
  );
  if (!rows[0]?.member) await asking(client, `grant ${quoted(role)} to ${quoted(member)}`);
}

export async function ensureSettings(client: pg.ClientBase): Promise<void> {
  for (const [role, wanted] of settings) {
    const { rows } = await client.query<{ config: string[] | null }>(
      'select rolconfig as config from pg_catalog.pg_roles where rolname = $1',
      [role],
    );
    for (const [name, value] of Object.entries(wanted)) {
      if (rows[0]?.config?.includes(`${name}=${value}`)) continue;
      await asking(client, `alter role ${quoted(role)} set ${name} to ${pg.escapeLiteral(value)}`);
    }
  }
}

export async function setPassword(client: pg.ClientBase, role: string, password: string): Promise<void> {
  await client.query(`alter role ${quoted(role)} password ${pg.escapeLiteral(scramVerifier(password))}`);
}

/** A role that somebody made or changed by hand could pass the row policies by: the hub does not start with one. */
export async function refuseStrongRoles(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string; inherit: boolean; strong: boolean }>(
    `select rolname as name, rolinherit as inherit, rolsuper or rolbypassrls or rolcreaterole or rolreplication as strong
       from pg_catalog.pg_roles where rolname = any($1)`,
    [[...roles.keys()]],
  );
  for (const { name, inherit, strong } of rows) {
    if (!strong && inherit === roles.get(name)?.inherit) continue;
    const wanted = `nosuperuser nobypassrls nocreaterole noreplication ${roles.get(name)?.inherit ? '' : 'no'}inherit`;
    throw new CannotStart(`The role ${name} may do more than it should. Run: alter role ${name} ${wanted}`);
  }
}

/** Runs what needs CREATEROLE, and says so where the administrator lacks it. */
async function asking(client: pg.ClientBase, statement: string): Promise<void> {
  try {
    await client.query(statement);
  } catch (error) {
    if ((error as pg.DatabaseError).code !== '42501') throw error;
    throw new CannotStart(
      `The user of DATABASE_URL may not prepare the hub's roles (${(error as Error).message}). ` +
        `Give it CREATEROLE, or let an administrator run: ${statement}`,
    );
  }
}
