import { type Aggregate, type Cube, type Event, keyOf, keysOf } from './cube.ts';
import { type Hidden, looksTheSame, type SmallNumberRule, Suppression } from './rule.ts';

/** Another world: one event more, one fewer, or one that happened otherwise. Gives the change of every sum. */
type Move = ReadonlyMap<string, number>;

/** What is hidden so far, by key. */
export interface Hiding {
  readonly hidden: Map<string, Hidden>;
  /** Hidden for others' sake, and not to be taken for large. */
  readonly loose: Set<string>;
}

/**
 * Makes sure that each hidden number could be another one: there is a world that differs from ours in one event, has
 * another number there, and would be published alike. Where there is none, hides what gives the nearest such world
 * away. Returns whether all was well before.
 */
export function indistinguishable(cube: Cube, hiding: Hiding, rule: SmallNumberRule): boolean {
  const { hidden, loose } = hiding;
  const count = (key: string) => cube.aggregates.get(key)?.count ?? 0;
  const betrays = (move: Move): string[] =>
    [...move]
      .filter(([key, by]) => !looksTheSame(count(key), count(key) + by, hidden.get(key), loose.has(key), rule))
      .map(([key]) => key);
  // What it would cost the reader: a total more than a cell. To hide a zero tells less than the rule would; to count on
  // a large number being taken for a small one changes nothing that is published, and is the very last resort.
  const price = (key: string): number => {
    if (hidden.get(key) === Suppression.SECONDARY) return 1e9;
    return count(key) <= rule.suppress.to ? 1e3 : count(key);
  };
  let allWell = true;
  for (const key of [...hidden.keys()]) {
    const aggregate = cube.aggregates.get(key);
    if (!aggregate) continue;
    for (const betrayed of cheapest(movesOf(aggregate, cube), betrays, price)) {
      allWell = false;
      if (hidden.get(betrayed) === Suppression.SECONDARY) loose.add(betrayed);
      hidden.set(betrayed, Suppression.SECONDARY);
    }
  }
  return allWell;
}

/** The sums that give a world away, of the world where they cost least; none if it is published just as ours. */
function cheapest(moves: Iterable<Move>, betrays: (move: Move) => string[], price: (key: string) => number): string[] {
  let best: { betrayed: string[]; cost: number } | undefined;
  for (const move of moves) {
    const betrayed = betrays(move);
    const cost = betrayed.reduce((sum, key) => sum + price(key), 0);
    if (!best || cost < best.cost) best = { betrayed, cost };
    if (cost === 0) break;
  }
  return best?.betrayed ?? [];
}

/** Worlds that differ in one event and in this number. */
function* movesOf({ key, pattern, assignment }: Aggregate, { events, patterns, members }: Cube): Generator<Move> {
  const { period } = pattern;
  const known = new Set<string>();
  for (const event of events) {
    if (event.MONTH < period.from || event.MONTH >= period.to) continue;
    const likeness = JSON.stringify(event);
    if (known.has(likeness)) continue;
    known.add(likeness);
    if (keyOf(pattern, event) !== key) {
      const here: Event = { ...event, ...assignment };
      yield difference(patterns, undefined, here);
      yield difference(patterns, event, here);
      continue;
    }
    yield difference(patterns, event, undefined);
    yield difference(patterns, undefined, event);
    for (const dimension of pattern.dimensions) {
      if (dimension === 'MONTH') continue;
      for (const member of members.get(dimension) ?? []) {
        if (member !== assignment[dimension]) yield difference(patterns, event, { ...event, [dimension]: member });
      }
    }
  }
}

function difference(patterns: Cube['patterns'], before: Event | undefined, after: Event | undefined): Move {
  const changes = new Map<string, number>();
  for (const key of before ? keysOf(patterns, before) : []) changes.set(key, -1);
  for (const key of after ? keysOf(patterns, after) : []) {
    if (changes.has(key)) changes.delete(key);
    else changes.set(key, 1);
  }
  return changes;
}
