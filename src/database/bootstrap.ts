import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { CannotStart } from './cannot-start.ts';
import { canSignIn, inTransaction, withClient } from './client.ts';
import { grantDatabase, grantSchemas } from './grants.ts';
import { ensureMemberships, ensureRoles, ensureSettings, refuseStrongRoles, setPassword } from './role-setup.ts';
import { hub, owner } from './roles.ts';
import { passwordOf } from './secrets.ts';
import { readable, refuseOldServer } from './server-version.ts';
import { databaseOf, urlAs } from './urls.ts';

/** Addresses of one database for the two users that the hub signs in as. */
export interface Logins {
  ownerUrl: string;
  hubUrl: string;
}

/** The addresses of the hub's two users at the server and database of `url`. */
export function loginsAt(url: string, key: Buffer): Logins {
  const as = (user: string) => urlAs(url, { user, password: passwordOf(key, user) });
  return { ownerUrl: as(owner), hubUrl: as(hub) };
}

/** Makes sure that the server is new enough and that a database of that name exists. For our own server and for tests. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<string> {
  await withClient(adminUrl, async (client) => {
    const { rows } = await client.query('select from pg_database where datname = $1', [name]);
    if (rows.length > 0) return;
    await again(() => client.query(`create database ${pg.escapeIdentifier(name)}`));
  });
  return urlAs(adminUrl, { database: name });
}

/**
 * Prepares a database for the hub: roles, schemas, grants, passwords. `adminUrl` is a superuser, or a role with
 * CREATEROLE that owns the database. Does only what is missing, so each start may call it, several at once too.
 */
export async function bootstrap(adminUrl: string, key: Buffer): Promise<Logins & { serverVersion: string }> {
  const version = await again(() =>
    withClient(adminUrl, async (client) => {
      const { rows } = await client.query<{ number: number }>(
        `select current_setting('server_version_num')::int as number`,
      );
      const number = rows[0]?.number ?? 0;
      refuseOldServer(number);
      // Roles first and for good: where more rights are needed, an administrator can then grant them to these roles.
      await inTransaction(client, async () => {
        await ensureRoles(client);
        await ensureMemberships(client);
        await ensureSettings(client);
      });
      await inTransaction(client, async () => {
        await client.query(`select pg_advisory_xact_lock(hashtext('caregraph bootstrap'))`);
        await grantDatabase(client, databaseOf(adminUrl));
        await grantSchemas(client);
        await refuseStrongRoles(client);
      });
      return number;
    }),
  );
  const logins = loginsAt(adminUrl, key);
  await ensurePassword(adminUrl, owner, logins.ownerUrl, key);
  await ensurePassword(adminUrl, hub, logins.hubUrl, key);
  return { ...logins, serverVersion: readable(version) };
}

async function ensurePassword(adminUrl: string, role: string, url: string, key: Buffer): Promise<void> {
  if (await canSignIn(url)) return;
  await again(() => withClient(adminUrl, (client) => setPassword(client, role, passwordOf(key, role)))).catch(
    (error) => {
      if (error.code !== '42501') throw error;
      throw new CannotStart(
        `The role ${role} has a password from another master key, and the user of DATABASE_URL may not change it. ` +
          `Set CAREGRAPH_MASTER_KEY to that key, or let an administrator run: grant ${role} to … with admin option`,
      );
    },
  );
  if (await canSignIn(url)) return;
  throw new CannotStart(
    `The role ${role} may not sign in at this server with a password. Allow it in pg_hba.conf (scram-sha-256).`,
  );
}

/** duplicate_object, unique_violation, duplicate_database, "tuple concurrently updated", object_in_use. */
const collisions = ['42710', '23505', '42P04', 'XX000', '55006'];

/** Roles belong to the whole server, out of reach of a database's locks: another hub may be making the same ones. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 8 || !collisions.includes((error as pg.DatabaseError).code ?? '')) throw error;
      await pause(20 * attempt + Math.random() * 50);
    }
  }
}
