import type { Outcome } from './format.ts';

/** What slices of a merge did together. What stood is of the whole before it, which the first of them says. */
export class Sum {
  #all: Outcome | undefined;

  get all(): Outcome {
    return this.#all ?? { added: 0, changed: 0, ended: 0, unchanged: 0, stood: 0 };
  }

  add(more: Outcome): void {
    const before = this.#all;
    this.#all = before
      ? {
          added: before.added + more.added,
          changed: before.changed + more.changed,
          ended: before.ended + more.ended,
          unchanged: before.unchanged + more.unchanged,
          stood: before.stood,
        }
      : more;
  }
}
