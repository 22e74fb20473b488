import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Pool } from 'pg';
import { Refusal } from '../../shared/refusals.ts';
import type { Entry } from './entry.ts';
import type { RecordKeys } from './sealing/keys.ts';
import { statementFor } from './statement.ts';

interface Waiting {
  entry: Entry;
  written(): void;
  failed(error: unknown): void;
}

export interface RecorderParts {
  /** Connections that have taken on the recorder's role. */
  pool: Pick<Pool, 'query'>;
  keys: RecordKeys;
  /** Told of the first failure after a success, and of each success after a failure. */
  failed?(error: unknown): void;
  recovered?(): void;
}

/** More would wait longer than anybody waits for an answer. */
const mostWaiting = 4_000;
const mostTogether = 500;
/** Milliseconds from one commit's beginning to the next where many ask: a commit costs as much as ten entries. */
const pace = 6;
/** Data that PostgreSQL refuses: one entry's fault, which the others of its batch must not suffer for. A month without a partition is nobody's. */
function isOfOneEntry(error: unknown): boolean {
  const { code = '', constraint } = error as { code?: string; constraint?: string };
  return code.startsWith('22') || (code.startsWith('23') && constraint !== undefined);
}

/**
 * Adds entries to the access record. What waits while a statement is under way goes with the next one: one statement and
 * one commit for many, and nobody waits for more than two of them. Where entries come so fast that some will come within
 * its pace, the next one waits for these; an entry that comes alone goes at once. Whoever waits may answer once its own entry is
 * durable, and is refused if it cannot be: what cannot be recorded is not shown.
 */
export class Recorder {
  readonly #parts: RecorderParts;
  readonly #waiting: Waiting[] = [];
  /** Plans that are in the database for certain, by hash. */
  readonly #kept = new LRUCache<string, true>({ max: 10_000 });
  #writing: Promise<void> | undefined;
  #failure: { at: number; error: unknown } | undefined;
  #began = 0;
  #came = 0;
  /** Milliseconds from one entry to the next, of late. */
  #gap = pace;

  constructor(parts: RecorderParts) {
    this.#parts = parts;
  }

  /** Resolves when the entry is durable; throws AUDIT_UNAVAILABLE, or OVERLOADED if too many wait. */
  record(entry: Entry): Promise<void> {
    if (this.#waiting.length >= mostWaiting) return Promise.reject(new Refusal('OVERLOADED'));
    const now = performance.now();
    this.#gap += (Math.min(now - this.#came, 2 * pace) - this.#gap) / 8;
    this.#came = now;
    return new Promise((written, failed) => {
      this.#waiting.push({ entry, written, failed });
      this.#writing ??= this.#write();
    });
  }

  /** How many entries are not durable yet, beside those that are being written. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** When and why the last statement failed, if it did. */
  get failure(): { at: number; error: unknown } | undefined {
    return this.#failure;
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    // What is asked for in the same tick goes together.
    await Promise.resolve();
    while (this.#waiting.length) {
      const left = this.#began + pace - performance.now();
      if (left > 1.5 * this.#gap) await pause(left);
      this.#began = performance.now();
      await this.#batch(this.#waiting.splice(0, mostTogether));
    }
    // In the same breath as nobody was found waiting: whoever comes next begins anew.
    this.#writing = undefined;
  }

  async #batch(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.#insert(batch.map(({ entry }) => entry));
    } catch (error) {
      if (batch.length > 1 && isOfOneEntry(error)) {
        for (const one of batch) await this.#batch([one]);
        return;
      }
      if (!this.#failure) this.#parts.failed?.(error);
      this.#failure = { at: Date.now(), error };
      for (const { failed } of batch) failed(new Refusal('AUDIT_UNAVAILABLE', {}, error));
      return;
    }
    if (this.#failure) this.#parts.recovered?.();
    this.#failure = undefined;
    for (const { written } of batch) written();
  }

  async #insert(entries: readonly Entry[]): Promise<void> {
    const plans = new Map<string, NonNullable<Entry['plan']>>();
    for (const { plan } of entries) {
      const key = plan?.hash?.toString('base64');
      if (plan && key && !this.#kept.has(key)) plans.set(key, plan);
    }
    await this.#parts.pool.query(statementFor(this.#parts.keys, entries, [...plans.values()]));
    for (const key of plans.keys()) this.#kept.set(key, true);
  }
}
