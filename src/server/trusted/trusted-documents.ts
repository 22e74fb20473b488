import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Refusal } from '../../shared/refusals.ts';

export interface TrustedDocumentsParts {
  /** The text that is registered under a hash. */
  textOf(hash: string): Promise<string | undefined>;
  /** Texts that this release asks itself. */
  own: readonly string[];
  /** Whether nothing else is answered. */
  only: boolean;
}

const kept = 500;
/** Milliseconds until each hub knows that a document was withdrawn. */
const knownFor = 5_000;

/**
 * Documents that whoever runs the hub has registered. They are asked by their SHA-256 in the place of their text, in
 * `extensions.persistedQuery` as many clients do. Nobody registers one by asking it.
 */
export class TrustedDocuments {
  readonly #own: ReadonlyMap<string, string>;
  readonly #only: boolean;
  readonly #registered: LRUCache<string, string>;

  constructor({ textOf, own, only }: TrustedDocumentsParts) {
    this.#own = new Map(own.map((text) => [hash('sha256', text), text]));
    this.#only = only;
    this.#registered = new LRUCache({ max: kept, ttl: knownFor, fetchMethod: textOf });
  }

  /**
   * What was sent, with its text where it named a hash. What is no question at all is left to whoever reads it. Throws
   * `DOCUMENT_NOT_REGISTERED` of an unknown hash, and of an unknown text where nothing else is answered.
   */
  async asked<Sent>(sent: Sent): Promise<Sent> {
    if (!isObject(sent)) return sent;
    const { query, extensions } = sent;
    if (typeof query === 'string' && query !== '') {
      if (this.#only && (await this.#textOf(hash('sha256', query))) === undefined) throw unknown();
      return sent;
    }
    const named = isObject(extensions) ? extensions.persistedQuery : undefined;
    if (named === undefined) return sent;
    if (!isObject(named) || named.version !== 1 || !isHash(named.sha256Hash)) throw new Refusal('BAD_REQUEST');
    const text = await this.#textOf(named.sha256Hash);
    if (text === undefined) throw unknown();
    const { persistedQuery: _, ...others } = extensions as Record<string, unknown>;
    return { ...sent, query: text, extensions: others };
  }

  async #textOf(sha256: string): Promise<string | undefined> {
    return this.#own.get(sha256) ?? (await this.#registered.fetch(sha256));
  }
}

const unknown = () => new Refusal('DOCUMENT_NOT_REGISTERED');
const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
