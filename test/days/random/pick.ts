const mix = 0x6d2b79f5;

/** Choices that follow from one number, so that the same number makes the same choices again. */
export class Pick {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to one less than `most` (mulberry32). */
  below(most: number): number {
    this.#state = (this.#state + mix) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most;
  }

  /** True so many times in a hundred. */
  often(percent: number): boolean {
    return this.below(100) < percent;
  }

  one<T>(of: readonly T[]): T {
    if (of.length === 0) throw new Error('there is nothing to pick from');
    return of[this.below(of.length)] as T;
  }

  /** One to three of them, each once. */
  some<T>(of: readonly T[]): T[] {
    const left = [...of];
    return Array.from({ length: Math.min(1 + this.below(3), left.length) }, () => {
      return left.splice(this.below(left.length), 1)[0] as T;
    });
  }
}
