import type { Assignment, Event } from './cube.ts';

/**
 * What every reader can look up: of a home, who runs it, to which network it was aligned when, which kinds of care it
 * gives. Such dimensions add up to one another, and nothing happens in a home of one provider that is counted at another.
 * They are taken from what was counted, so that what nobody saw is not held to be possible.
 */
export class Links {
  /** The first is the finest: what the others are told of. */
  readonly dimensions: readonly string[];
  readonly #seen = new Map<string, Map<string, Map<string, Assignment>>>();
  readonly #inMonth = new Map<string, readonly Assignment[]>();

  constructor(dimensions: readonly string[], known: readonly Event[]) {
    // Months that were counted by fewer dimensions tell nothing of the others.
    this.dimensions = dimensions.filter((name) => known.some((event) => event[name] !== undefined));
    for (const event of known) {
      const of = Object.fromEntries(this.dimensions.map((name) => [name, event[name]]));
      if (this.dimensions.some((name) => of[name] === undefined)) continue;
      const months = within(this.#seen, event[this.dimensions[0] ?? ''] ?? '', () => new Map());
      within(months, event.MONTH, () => new Map<string, Assignment>()).set(JSON.stringify(of), of as Assignment);
    }
  }

  /** Events like this one of which `wanted` holds, as far as such are known to be possible. */
  like(event: Event, wanted: Assignment): Event[] {
    const made: Event = { ...event, ...wanted };
    const bound = this.dimensions.filter((name) => wanted[name] !== undefined);
    if (made.MONTH === event.MONTH && bound.every((name) => wanted[name] === event[name])) return [made];
    const known = this.#in(made.MONTH).filter((one) => bound.every((name) => one[name] === wanted[name]));
    const stays = known.some((one) => this.dimensions.every((name) => one[name] === made[name]));
    return stays ? [made] : known.map((one) => ({ ...made, ...one }));
  }

  /** Members of two dimensions that went together in the months [from, to). */
  pairs(one: string, other: string, { from, to }: { from: string; to: string }): [string, string][] {
    const found = new Map<string, [string, string]>();
    for (const months of this.#seen.values()) {
      for (const [month, known] of months) {
        if (month < from || month >= to) continue;
        for (const { [one]: x = '', [other]: y = '' } of known.values()) found.set(JSON.stringify([x, y]), [x, y]);
      }
    }
    return [...found.values()];
  }

  /** What went together in a month; of what was not seen in it, what went together before, or else later. */
  #in(month: string): readonly Assignment[] {
    return within(this.#inMonth, month, () =>
      [...this.#seen.values()].flatMap((months) => {
        const known = [...months.keys()].sort();
        const nearest = known.findLast((one) => one <= month) ?? known[0] ?? '';
        return [...(months.get(nearest)?.values() ?? [])];
      }),
    );
  }
}

function within<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}
