import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { CustomTypesConfig, Pool, PoolClient } from 'pg';
import { abandon } from '../../database/abandon.ts';
import { Exchange, type Prepared, preparedOn } from '../../database/exchange.ts';
import { connectionOf } from '../../database/pools.ts';
import type { Agency } from '../../shared/agencies.ts';
import { inTime } from '../../shared/in-time.ts';
import type { Purpose } from '../../shared/purposes.ts';
import { Refusal } from '../../shared/refusals.ts';

/** What the database is told of the viewer: its row policies and column grants decide by nothing else. */
export interface SessionSettings {
  agency: Agency;
  organisation: string;
  /** Bits of the relationship kinds that purpose and role allow. */
  kinds: number;
  /** Bits of the objections that end relationships for this purpose. */
  endsWith: number;
  /** Bits of the relationship kinds that no objection ends for this purpose. */
  neverEnds: number;
  /** What is asked for: functions of the database answer some questions for some purposes only. */
  purpose: Purpose;
  /** Hash of the agreement that this request's plans were compiled from. */
  agreement: string;
}

/** One statement as it went to PostgreSQL: for golden tests and the slow-operation log. Values never leave the process. */
export type StatementObserver = (text: string, values: readonly unknown[]) => void;

/** Milliseconds in which a standby answers a statement: what is asked of one takes a few. */
const standbyPatience = 2_000;

const open: Prepared = { name: 'begin', text: 'begin isolation level repeatable read read only', values: [] };
const commit: Prepared = { name: 'commit', text: 'commit', values: [] };
const rollback: Prepared = { name: 'rollback', text: 'rollback', values: [] };
/** SQL that begins a transaction's session, with the parameters of `settingValues`. */
export const settingsText = `set_config('role', $1, true), set_config('hub.organisation', $2, true),
  set_config('hub.kinds', $3, true), set_config('hub.ends_with', $4, true), set_config('hub.never_ends', $5, true),
  set_config('hub.purpose', $6, true), hub.assert_agreement($7)`;
/** Each statement is planned once a connection, whatever its values: planning under row policies costs as much as running. */
const settle = `select ${settingsText}, set_config('plan_cache_mode', 'force_generic_plan', true)`;

/** The parameters of a transaction's settings, in the order in which reading and writing name them. */
export function settingValues(settings: SessionSettings): string[] {
  const { agency, organisation, kinds, endsWith, neverEnds, purpose, agreement } = settings;
  const bits = [kinds, endsWith, neverEnds].map(String);
  return [`caregraph_${agency}`, organisation, ...bits, purpose, agreement];
}

export interface ReadSessionOptions {
  observe?: StatementObserver | undefined;
  /** Aborts when nobody waits for the answer any more. */
  signal?: AbortSignal | undefined;
  /** Ends whatever a connection's server process is doing at the primary, by its number. */
  cancel?: ((process: number) => Promise<unknown>) | undefined;
  /**
   * A standby that is asked first. Whatever fails there is asked of the primary, and it is told: also what a standby that is
   * behind does not know yet. What had been read by then is of a moment before.
   */
  standby?: { pool: Pool; failed(): void } | undefined;
  /** Told how long each statement took. */
  timed?: ((text: string, milliseconds: number, waited: number) => void) | undefined;
  /** Whether the agreement of this hash is in force now, outside any transaction of this session. */
  isInForce?: ((agreement: string) => Promise<boolean>) | undefined;
}

/**
 * The one read-only transaction of a request, opened by its first statement and not before. BEGIN, the session's
 * settings and that statement go out in one round trip (the pool's connections are pipelined), and all statements see
 * one snapshot. If the agreement in force is another than `settings.agreement`, everything fails (SQLSTATE HA001).
 */
export class ReadSession {
  #client: Promise<PoolClient> | undefined;
  #open = false;
  #failure: unknown;
  #cause: Promise<unknown> | undefined;
  #asserted = false;
  #ended = false;
  #cancelled: Promise<unknown> | undefined;
  readonly #primary: Pool;
  #standby: ReadSessionOptions['standby'];
  readonly #settings: SessionSettings;
  readonly #options: ReadSessionOptions;

  constructor(pool: Pool, settings: SessionSettings, options: ReadSessionOptions = {}) {
    this.#primary = pool;
    this.#standby = options.standby;
    this.#settings = settings;
    this.#options = options;
  }

  /** Rows of one statement. Statements asked for in the same tick travel together. `types` says how values are read. */
  async query<Row extends object>(
    text: string,
    values: readonly unknown[] = [],
    types?: CustomTypesConfig,
  ): Promise<Row[]> {
    // graphql-js answers at the first error, while other fields go on: what they would open now, nobody would close.
    if (this.#ended || this.#options.signal?.aborted) throw new Refusal('TIMED_OUT');
    const standby = this.#standby;
    this.#options.observe?.(text, values);
    const asked: Prepared = { name: nameOf(this.#settings.agency, text), text, values, types };
    const { timed } = this.#options;
    const began = timed ? performance.now() : 0;
    let connected = began;
    let client: PoolClient | undefined;
    try {
      const asking = async () => {
        this.#client ??= this.#connect();
        client = await this.#client;
        if (timed) connected = performance.now();
        return this.#open ? Exchange.send(client, [asked]) : this.#begin(client, asked);
      };
      // One that is frozen does not fail: whoever waited for it would wait for ever.
      const answers = await (standby ? inTime(asking(), standbyPatience, () => {}) : asking());
      return answers.at(-2) as Row[];
    } catch (error) {
      if (standby && !this.#options.signal?.aborted && !this.#ended) {
        this.#leave(standby);
        return this.query(text, values, types);
      }
      if (!client) throw error;
      this.#failure ??= error;
      // After a failure every further statement says only "transaction is aborted": tell the cause.
      this.#cause ??= this.#causeOf(this.#failure ?? error);
      throw await this.#cause;
    } finally {
      timed?.(text, performance.now() - connected, connected - began);
    }
  }

  /** Whether the database has confirmed that the agreement of these settings is in force. */
  get asserted(): boolean {
    return this.#asserted;
  }

  /** Ends the transaction, if there is one, and gives the connection back. Nothing can be read after it. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.renew();
  }

  /** Ends the transaction, if there is one: what is read next sees what was written meanwhile. */
  async renew(): Promise<void> {
    this.#options.signal?.removeEventListener('abort', this.#abandon);
    const client = await this.#client?.catch(() => undefined);
    this.#client = undefined;
    if (!client) return;
    try {
      // A cancellation must not come so late that it meets the next request: it comes before this statement, if at all.
      await this.#cancelled;
      // Nobody waits for the end of a transaction that only read: its rows were of one moment, whatever becomes of it.
      const ended = Exchange.send(client, [this.#failure && this.#open ? rollback : commit]);
      ended.then(
        () => this.#giveBack(client, preparedOn(client) > mostPrepared),
        (error: Error) => this.#giveBack(client, error),
      );
    } finally {
      this.#open = false;
      this.#failure = undefined;
      this.#cause = undefined;
    }
  }

  async #connect(): Promise<PoolClient> {
    const client = await connectionOf(this.#standby?.pool ?? this.#primary);
    client.on('error', this.#fail);
    return client;
  }

  /** Goes on at the primary. Statements that were on their way together each come here; the first of them leaves. */
  #leave(standby: NonNullable<ReadSessionOptions['standby']>): void {
    if (this.#standby !== standby) return;
    const lost = this.#client;
    this.#standby = undefined;
    this.#client = undefined;
    this.#open = false;
    this.#asserted = false;
    this.#failure = undefined;
    this.#cause = undefined;
    standby.failed();
    lost?.then(
      (client) => this.#giveBack(client, true),
      () => undefined,
    );
  }

  /** Opens the transaction with its first statement. */
  #begin(client: PoolClient, first: Prepared): ReturnType<typeof Exchange.send> {
    this.#open = true;
    const session: Prepared = { name: 'session', text: settle, values: settingValues(this.#settings) };
    const answers = Exchange.send(client, [open, session, first], (place) => {
      if (place === 1) this.#asserted = true;
    });
    this.#options.signal?.addEventListener('abort', this.#abandon);
    if (this.#options.signal?.aborted) this.#abandon();
    return answers;
  }

  /**
   * What the transaction sees was fixed when it asserted the agreement; privileges are not. One that is missing may have
   * been taken away by an agreement that came into force since.
   */
  async #causeOf(error: unknown): Promise<unknown> {
    const { isInForce } = this.#options;
    if ((error as { code?: unknown }).code !== '42501' || !isInForce) return error;
    const changed = !(await isInForce(this.#settings.agreement).catch(() => true));
    return changed ? new Refusal('AGREEMENT_CHANGED', {}, error) : error;
  }

  readonly #fail = (error: unknown): undefined => {
    this.#failure ??= error;
  };

  readonly #abandon = (): void => {
    this.#cancelled ??= this.#client
      ?.then((client) => abandon(client, this.#standby ? undefined : this.#options.cancel))
      .catch(() => undefined);
  };

  /** While it is out, a lost connection tells us by an event that ends the process if nobody listens. */
  #giveBack(client: PoolClient, broken: Error | boolean): void {
    client.release(broken);
    client.off('error', this.#fail);
  }
}

/** PostgreSQL keeps a named statement for as long as the connection lives: one that knows more is closed after use. */
const mostPrepared = 1_000;
const names = new LRUCache<string, string>({ max: mostPrepared });

/** Under another agreement other statements are sent. One that comes again gets the same name again. */
export function forgetStatements(): void {
  names.clear();
}

/** A statement is prepared once per connection and agency: a plan under row policies is made for one role. */
function nameOf(agency: Agency, text: string): string {
  const key = `${agency} ${text}`;
  let name = names.get(key);
  if (!name) {
    name = createHash('sha256').update(key).digest('base64url').slice(0, 24);
    names.set(key, name);
  }
  return name;
}
