/**
 * Notices what comes twice within a span of time, in things that come about in the order of their times. Remembers as
 * many of them as there are in two such spans.
 */
export class Repeats {
  readonly #span: number;
  #until = Number.NEGATIVE_INFINITY;
  #recent = new Set<string>();
  #before = new Set<string>();

  constructor(span: number) {
    this.#span = span;
  }

  has(thing: string, at: number): boolean {
    if (at > this.#until) {
      this.#before = at > this.#until + this.#span ? new Set() : this.#recent;
      this.#recent = new Set();
      this.#until = at + this.#span;
    }
    if (this.#recent.has(thing) || this.#before.has(thing)) return true;
    this.#recent.add(thing);
    return false;
  }
}
