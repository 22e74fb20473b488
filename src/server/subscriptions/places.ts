/** What hearing of changes may take at most. */
export interface HearingLimits {
  /** Connections of this process, signed in or not; of one organisation; of one user. */
  sockets: number;
  socketsOfOrganisation: number;
  socketsOfUser: number;
  /** Subscriptions of one connection. */
  subscriptions: number;
  /** Events that are read at once for all who hear. */
  together: number;
  /** Milliseconds that a new connection gets to sign in. */
  signIn: number;
  /** Milliseconds from one ping to the next: whoever has not answered one by then has gone. */
  ping: number;
  /** Milliseconds that a client gets to take what was sent to it. */
  taking: number;
}

export const hearingLimits: HearingLimits = {
  sockets: 2_000,
  socketsOfOrganisation: 300,
  socketsOfUser: 10,
  subscriptions: 20,
  together: 4,
  signIn: 5_000,
  ping: 15_000,
  taking: 10_000,
};

/** How many of each are taken. */
export class Places {
  readonly #taken = new Map<string, number>();

  /** Takes one of `most`, and gives back how to leave it; undefined if all are taken. */
  take(key: string, most: number): (() => void) | undefined {
    const taken = this.#taken.get(key) ?? 0;
    if (taken >= most) return undefined;
    this.#taken.set(key, taken + 1);
    return () => {
      const left = (this.#taken.get(key) ?? 1) - 1;
      if (left > 0) this.#taken.set(key, left);
      else this.#taken.delete(key);
    };
  }
}

/** Lets so much work be done at once, and the rest in the order in which it came. */
export class Queue {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(together: number) {
    this.#free = together;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
