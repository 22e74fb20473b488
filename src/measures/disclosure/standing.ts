import { type Aggregate, type Assignment, type Event, keyOf, keysOf, type Pattern } from './cube.ts';
import { type Hidden, isHidden, looksTheSame, type SmallNumberRule, type Suppression } from './rule.ts';

/** A number that was published before, from the same events, and cannot be taken back. */
export interface StandingNumber {
  readonly pattern: Pattern;
  readonly assignment: Assignment;
  readonly suppression: Suppression;
  /** The rule that it was published by, which may be another than today's. */
  readonly rule: SmallNumberRule;
}

/** All that stands published, as far as it speaks of the same events. */
export class Standing {
  readonly patterns: readonly Pattern[];
  /** What is hidden: it must stay so whatever is published besides. */
  readonly hidden: readonly Aggregate[];
  readonly #numbers = new Map<string, StandingNumber[]>();
  readonly #counts = new Map<string, number>();

  constructor(numbers: readonly StandingNumber[], events: readonly Event[]) {
    const patterns = new Map<string, Pattern>();
    for (const number of numbers) {
      const key = keyOf(number.pattern, number.assignment);
      this.#numbers.set(key, [...(this.#numbers.get(key) ?? []), number]);
      patterns.set(keyOf(number.pattern, {}), number.pattern);
    }
    this.patterns = [...patterns.values()];
    for (const event of events) {
      for (const key of keysOf(this.patterns, event)) this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    }
    this.hidden = [...this.#numbers].flatMap(([key, [number]]) =>
      number && this.#numbers.get(key)?.some(({ suppression }) => isHidden(suppression))
        ? [{ key, pattern: number.pattern, assignment: number.assignment, count: this.#counts.get(key) ?? 0 }]
        : [],
    );
  }

  /** Whether what was published before would have been another number if this count were higher by so many. */
  tells(key: string, by: number): boolean {
    const count = this.#counts.get(key) ?? 0;
    return (this.#numbers.get(key) ?? []).some(({ suppression, rule }) => {
      const hidden = isHidden(suppression) ? (suppression satisfies Hidden) : undefined;
      return !looksTheSame(count, count + by, hidden, rule);
    });
  }
}
