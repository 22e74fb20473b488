import type { Entry } from './entry.ts';

const second = 1_000;

/**
 * Refusals of those whom nobody knows, such as bad tokens. Some in each second have an entry each; what comes beyond is
 * summed up by its code once the second is over, so that a flood of them neither fills the record nor holds up others.
 */
export class Flood {
  readonly #record: (entry: Entry) => Promise<void>;
  readonly #each: number;
  #begun = 0;
  #recorded = 0;
  #sums = new Map<string, Entry>();
  #timer: NodeJS.Timeout | undefined;

  constructor(record: (entry: Entry) => Promise<void>, each = 20) {
    this.#record = record;
    this.#each = each;
  }

  async add(entry: Entry): Promise<void> {
    const now = Date.now();
    if (now - this.#begun >= second) {
      this.#begun = now;
      this.#recorded = 0;
    }
    if (this.#recorded < this.#each) {
      this.#recorded += 1;
      return this.#record(entry);
    }
    const { outcome } = entry;
    this.#sums.set(outcome, { ...entry, count: (this.#sums.get(outcome)?.count ?? 0) + 1 });
    this.#timer ??= setTimeout(() => void this.flush(), second).unref();
  }

  /** Records what was summed up. What cannot be recorded is counted on. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const sums = [...this.#sums.values()];
    this.#sums = new Map();
    await Promise.all(
      sums.map((entry) =>
        this.#record(entry).catch(() => {
          const since = this.#sums.get(entry.outcome);
          this.#sums.set(entry.outcome, { ...entry, count: entry.count + (since?.count ?? 0) });
        }),
      ),
    );
  }
}
