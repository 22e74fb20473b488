const seconds = 1_000;
/** How long an answer is taken as it is, after how long one that did not come is asked for again, and how long one is waited for. */
const times = { fresh: 600 * seconds, afterFailure: 30 * seconds, patience: 3 * seconds };

/**
 * Where a page asks when somebody signs in: at the provider itself, and where its discovery document says that tokens are
 * had, which with some providers is another place. While the provider does not answer, nobody can sign in there anyway.
 */
export class ProviderOrigins {
  readonly #issuer: string;
  readonly #now: () => number;
  #known: Promise<string[]> | undefined;
  #until = Number.NEGATIVE_INFINITY;

  constructor(issuer: string, now: () => number = Date.now) {
    this.#issuer = issuer;
    this.#now = now;
  }

  current(): Promise<string[]> {
    if (!this.#known || this.#now() >= this.#until) {
      this.#until = this.#now() + times.fresh;
      this.#known = this.#ask();
    }
    return this.#known;
  }

  async #ask(): Promise<string[]> {
    const own = new URL(this.#issuer).origin;
    try {
      const address = `${this.#issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
      const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(times.patience) });
      const { token_endpoint: token } = (await answer.json()) as { token_endpoint?: unknown };
      return [...new Set([own, new URL(String(token)).origin])];
    } catch {
      this.#until = this.#now() + times.afterFailure;
      return [own];
    }
  }
}
