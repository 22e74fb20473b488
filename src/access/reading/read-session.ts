import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { Agency } from '../../shared/agencies.ts';

/** What the database is told of the viewer: its row policies and column grants decide by nothing else. */
export interface SessionSettings {
  agency: Agency;
  organisation: string;
  /** Bits of the relationship kinds that purpose and role allow. */
  kinds: number;
  /** Bits of the objections that end relationships for this purpose. */
  endsWith: number;
  /** Hash of the agreement that this request's plans were compiled from. */
  agreement: string;
}

/** One statement as it went to PostgreSQL: for golden tests and the slow-operation log. Values never leave the process. */
export type StatementObserver = (text: string, values: readonly unknown[]) => void;

const open = 'begin isolation level repeatable read read only';
const settle = `select set_config('role', $1, true), set_config('hub.organisation', $2, true),
  set_config('hub.kinds', $3, true), set_config('hub.ends_with', $4, true), hub.assert_agreement($5)`;

/**
 * The one read-only transaction of a request, opened by its first statement and not before. BEGIN, the session's
 * settings and that statement go out in one round trip (the pool's connections are pipelined), and all statements see
 * one snapshot. If the agreement in force is another than `settings.agreement`, everything fails (SQLSTATE HA001).
 */
export class ReadSession {
  #client: Promise<PoolClient> | undefined;
  #failure: unknown;
  readonly #pool: Pool;
  readonly #settings: SessionSettings;
  readonly #observe: StatementObserver | undefined;

  constructor(pool: Pool, settings: SessionSettings, observe?: StatementObserver) {
    this.#pool = pool;
    this.#settings = settings;
    this.#observe = observe;
  }

  /** Rows of one statement. Statements asked for in the same tick travel together. */
  async query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    this.#client ??= this.#begin();
    const client = await this.#client;
    this.#observe?.(text, values);
    try {
      const { rows } = await client.query<Row>({ ...named(this.#settings.agency, text), values: [...values] });
      return rows;
    } catch (error) {
      // After a refused session every further statement says only "transaction is aborted": tell the cause.
      throw this.#failure ?? error;
    }
  }

  /** Ends the transaction, if there is one, and gives the connection back. */
  async end(): Promise<void> {
    if (!this.#client) return;
    const client = await this.#client.catch(() => undefined);
    this.#client = undefined;
    if (!client) return;
    try {
      await client.query(this.#failure ? 'rollback' : 'commit');
      client.release();
    } catch (error) {
      client.release(error instanceof Error ? error : true);
    }
  }

  async #begin(): Promise<PoolClient> {
    const { agency, organisation, kinds, endsWith, agreement } = this.#settings;
    const client = await this.#pool.connect();
    const fail = (error: unknown) => {
      this.#failure ??= error;
    };
    client.query(open).catch(fail);
    const values = [`caregraph_${agency}`, organisation, String(kinds), String(endsWith), agreement];
    client.query({ name: 'session', text: settle, values }).catch(fail);
    return client;
  }
}

const names = new Map<string, string>();
/** Beyond this many, statements are sent unnamed: PostgreSQL keeps every named one for as long as the connection lives. */
const mostNames = 1_000;

/** A statement is prepared once per connection and agency: a plan under row policies is made for one role. */
function named(agency: Agency, text: string): { name?: string; text: string } {
  const key = `${agency} ${text}`;
  let name = names.get(key);
  if (!name && names.size < mostNames) {
    name = createHash('sha256').update(key).digest('base64url').slice(0, 24);
    names.set(key, name);
  }
  return name ? { name, text } : { text };
}
