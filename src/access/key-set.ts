import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { Refusal } from '../shared/refusals.ts';

const seconds = 1000;
const minutes = 60 * seconds;

/** How long keys are taken as they are, how often they may be asked for, and how long they outlive their source. */
const times = {
  fresh: 10 * minutes,
  betweenLoads: 30 * seconds,
  afterFailure: 3 * seconds,
  atMost: 24 * 60 * minutes,
};

/**
 * The public keys of one issuer. They are loaded when first needed, again in the background when they are no longer
 * fresh, and again at once for a key id that is not among them, though never more often than `betweenLoads`: a flood of
 * made-up key ids costs the issuer nothing. While their source is down, known keys go on working for a day.
 */
export class KeySet {
  readonly #load: () => Promise<JSONWebKeySet>;
  readonly #now: () => number;
  #known: JWTVerifyGetKey | undefined;
  #loadedAt = Number.NEGATIVE_INFINITY;
  #notBefore = Number.NEGATIVE_INFINITY;
  #loading: Promise<boolean> | undefined;

  constructor(load: () => Promise<JSONWebKeySet>, now: () => number = Date.now) {
    this.#load = load;
    this.#now = now;
  }

  /** The key that a token names in its header. For `jwtVerify`. */
  readonly keyOf: JWTVerifyGetKey = async (header, token) => {
    const age = this.#now() - this.#loadedAt;
    if (age > times.atMost) await this.refresh();
    else if (age > times.fresh) void this.refresh();
    if (!this.#known || this.#now() - this.#loadedAt > times.atMost) throw new Refusal('UNAVAILABLE');
    try {
      return await this.#known(header, token);
    } catch (error) {
      const perhapsNew = error instanceof errors.JWKSNoMatchingKey && (await this.refresh());
      if (!perhapsNew) throw error;
      return this.#known(header, token);
    }
  };

  /** Loads the keys, unless they were asked for a moment ago. Whether there are new ones; a failure leaves the known ones. */
  async refresh(): Promise<boolean> {
    if (this.#loading) return this.#loading;
    if (this.#now() < this.#notBefore) return false;
    this.#loading = this.#reload().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #reload(): Promise<boolean> {
    try {
      this.#known = createLocalJWKSet(await this.#load());
      this.#loadedAt = this.#now();
      this.#notBefore = this.#now() + times.betweenLoads;
      return true;
    } catch {
      this.#notBefore = this.#now() + times.afterFailure;
      return false;
    }
  }
}

/** Asks an issuer's server. Redirects are refused: they could lead to keys of someone else. */
export async function fetchKeys(url: URL): Promise<JSONWebKeySet> {
  const answer = await fetch(url, {
    redirect: 'error',
    headers: { accept: 'application/json, application/jwk-set+json' },
    signal: AbortSignal.timeout(3 * seconds),
  });
  if (!answer.ok) throw new Error(`the key server answered ${answer.status}`);
  return (await answer.json()) as JSONWebKeySet;
}
