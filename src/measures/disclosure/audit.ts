import { type Aggregate, type Assignment, type Cube, type Event, keyOf, keysOf, type Pattern } from './cube.ts';
import { type Hidden, hiddenFor, isSmall, looksTheSame, type SmallNumberRule, Suppression } from './rule.ts';
import type { Standing } from './standing.ts';

/** Another world: one event more, one fewer, or one that happened otherwise. Gives the change of every sum. */
type Move = ReadonlyMap<string, number>;

/**
 * Makes sure that each hidden number, of these tables and of those that stand, could be another one: there is a world
 * that differs from ours in one event, has another number there, and would be published alike. Where there is none,
 * hides what gives the nearest such world away. Returns whether all was well before.
 */
export function indistinguishable(
  cube: Cube,
  hidden: Map<string, Hidden>,
  standing: Standing,
  rule: SmallNumberRule,
): boolean {
  const count = (key: string) => cube.aggregates.get(key)?.count ?? 0;
  const betrays = (move: Move): string[] =>
    [...move]
      .filter(([key, by]) => cube.aggregates.has(key) && !same(count(key), by, hidden.get(key), rule))
      .map(([key]) => key);
  // What it would cost the reader: to be told no more why a number is hidden costs little; a total costs more than a cell.
  const price = (key: string): number => {
    if (hidden.has(key)) return 1;
    return count(key) <= rule.suppress.to ? 1e3 : 10 + count(key);
  };
  const patterns = together(cube.patterns, standing.patterns);
  let allWell = true;
  const ours = [...hidden.keys()]
    .flatMap((key) => cube.aggregates.get(key) ?? [])
    .filter(({ key, count }) => !cube.veiled.has(key) || isSmall(count, rule));
  for (const aggregate of [...ours, ...standing.hidden]) {
    const possible = movesOf(aggregate, cube, patterns, (move) =>
      [...move].every(([key, by]) => !standing.tells(key, by)),
    );
    const { move, betrayed } = cheapest(possible, betrays, price);
    for (const key of betrayed) {
      allWell = false;
      hidden.set(key, hiddenFor(count(key), count(key) + (move.get(key) ?? 0), rule));
    }
    // What stands leaves room for no such world: then nothing new may narrow it further.
    if (move.size === 0 && withholdAll(cube, connected(aggregate.pattern, patterns), hidden)) allWell = false;
  }
  return allWell;
}

const same = (count: number, by: number, hidden: Hidden | undefined, rule: SmallNumberRule) =>
  looksTheSame(count, count + by, hidden, rule);

/** The world that gives itself away least, and by which sums: by none if it is published just as ours. */
function cheapest(moves: Iterable<Move>, betrays: (move: Move) => string[], price: (key: string) => number) {
  let best = { move: new Map() as Move, betrayed: [] as string[], cost: Number.POSITIVE_INFINITY };
  for (const move of moves) {
    const betrayed = betrays(move);
    const cost = betrayed.reduce((sum, key) => sum + price(key), 0);
    if (cost < best.cost) best = { move, betrayed, cost };
    if (cost === 0) break;
  }
  return best;
}

/** Tells nothing in these patterns, and not even why. Whether it did tell. */
function withholdAll({ aggregates }: Cube, patterns: ReadonlySet<string>, hidden: Map<string, Hidden>): boolean {
  const told = [...aggregates.values()].filter(
    ({ key, pattern }) => patterns.has(keyOf(pattern, {})) && hidden.get(key) !== Suppression.WITHHELD,
  );
  for (const { key } of told) hidden.set(key, Suppression.WITHHELD);
  return told.length > 0;
}

/** The keys of patterns of the same months, and of the months of those, and so on. */
function connected(start: Pattern, patterns: readonly Pattern[]): Set<string> {
  const found = new Set([start]);
  for (const { period } of found) {
    for (const other of patterns) {
      if (other.period.from < period.to && other.period.to > period.from) found.add(other);
    }
  }
  return new Set([...found].map((pattern) => keyOf(pattern, {})));
}

/** Worlds that differ in one event and in this number, and of which `fits` holds. */
function* movesOf(
  { key, pattern, assignment }: Aggregate,
  { events, members, links }: Cube,
  patterns: readonly Pattern[],
  fits: (move: Move) => boolean,
): Generator<Move> {
  const { period } = pattern;
  const known = new Set<string>();
  // Who lives elsewhere lives with another provider: what goes together moves together.
  const like = (event: Event, wanted: Assignment): Event[] =>
    links ? links.like(event, wanted) : [{ ...event, ...wanted }];
  function* worlds(): Generator<Move> {
    for (const event of events) {
      if (event.MONTH < period.from || event.MONTH >= period.to) continue;
      const likeness = JSON.stringify(event);
      if (known.has(likeness)) continue;
      known.add(likeness);
      if (keyOf(pattern, event) !== key) {
        for (const here of like(event, assignment)) {
          yield difference(patterns, undefined, here);
          yield difference(patterns, event, here);
        }
        continue;
      }
      yield difference(patterns, event, undefined);
      yield difference(patterns, undefined, event);
      for (const dimension of pattern.dimensions) {
        if (dimension === 'MONTH') continue;
        for (const member of members.get(dimension) ?? []) {
          if (member === assignment[dimension]) continue;
          for (const there of like(event, { [dimension]: member })) yield difference(patterns, event, there);
        }
      }
    }
  }
  for (const move of worlds()) if (fits(move)) yield move;
}

function difference(patterns: readonly Pattern[], before: Event | undefined, after: Event | undefined): Move {
  const changes = new Map<string, number>();
  for (const key of before ? keysOf(patterns, before) : []) changes.set(key, -1);
  for (const key of after ? keysOf(patterns, after) : []) {
    if (changes.has(key)) changes.delete(key);
    else changes.set(key, 1);
  }
  return changes;
}

/** Each pattern once. */
function together(...lists: (readonly Pattern[])[]): Pattern[] {
  return [...new Map(lists.flat().map((pattern) => [keyOf(pattern, {}), pattern])).values()];
}
