import { LRUCache } from 'lru-cache';

const hour = 3_600_000;

export interface PlanBoundParts {
  /** Whoever runs the hub must hear of it: told once an hour of each organisation. */
  alarm(organisation: string): void;
  /** A program has dozens of questions; a person who tries one after the other comes to some tens in an hour. */
  most: number;
  now?(): number;
}

/**
 * How many questions of another shape an organisation asks in an hour. Each is kept for as long as the access record, and
 * whoever varies them without end would fill the disk with what was asked, beside what was shown.
 */
export class PlanBound {
  readonly #parts: Required<PlanBoundParts>;
  readonly #known = new LRUCache<string, true>({ max: 20_000 });
  readonly #asked = new LRUCache<string, { since: number; plans: number; told: boolean }>({ max: 5_000 });

  constructor({ most, now = Date.now, alarm }: PlanBoundParts) {
    this.#parts = { most, now, alarm };
  }

  /** Whether a plan may be kept for an organisation; asking again costs nothing while it is remembered. */
  admits(hash: Buffer, organisation: string): boolean {
    const key = hash.toString('base64');
    if (this.#known.get(key)) return true;
    const { most, now, alarm } = this.#parts;
    let asked = this.#asked.get(organisation);
    if (!asked || now() - asked.since >= hour) asked = { since: now(), plans: 0, told: false };
    this.#asked.set(organisation, asked);
    if (asked.plans < most) {
      asked.plans += 1;
      this.#known.set(key, true);
      return true;
    }
    if (!asked.told) alarm(organisation);
    asked.told = true;
    return false;
  }
}
