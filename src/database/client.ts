import pg from 'pg';
import { CannotStart } from './cannot-start.ts';
import { urlAs } from './urls.ts';

/** Runs some work on one connection of its own. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'caregraph',
  });
  // A lost connection fails the statement that runs on it; without a listener it would end the process as well.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    throw unreachable(url, error);
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** All of it or nothing; within a transaction as a part of that one. */
export async function inTransaction<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  const within = client.getTransactionStatus() === 'T';
  await client.query(within ? 'savepoint part' : 'begin');
  try {
    const result = await work();
    await client.query(within ? 'release savepoint part' : 'commit');
    return result;
  } catch (error) {
    await client.query(within ? 'rollback to savepoint part; release savepoint part' : 'rollback');
    throw error;
  }
}

/** Does some work and leaves nothing of it, also if the process is ended on the way; within a transaction only of this work. */
export async function undone<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  const within = client.getTransactionStatus() === 'T';
  await client.query(within ? 'savepoint undone' : 'begin');
  try {
    return await work();
  } finally {
    await client.query(within ? 'rollback to savepoint undone; release savepoint undone' : 'rollback');
  }
}

/** Whether that user gets in with that password. */
export async function canSignIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    // invalid_password and invalid_authorization_specification
    if (['28P01', '28000'].includes((error as pg.DatabaseError).code ?? '')) return false;
    throw unreachable(url, error);
  } finally {
    await client.end();
  }
}

/** An address names its password; what people see must not. */
function unreachable(url: string, error: unknown): CannotStart {
  const shown = new URL(urlAs(url, {}));
  shown.password = '';
  shown.search = '';
  const { code, message } = error as { code?: string; message?: string };
  return new CannotStart(`The database at ${shown.href} did not let us in: ${message || code}.`);
}
