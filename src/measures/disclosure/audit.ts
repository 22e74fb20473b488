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
  const counted = alike(cube.events, patterns);
  let allWell = true;
  const ours = [...hidden.keys()]
    .flatMap((key) => cube.aggregates.get(key) ?? [])
    .filter(({ key, count }) => !cube.veiled.has(key) || isSmall(count, rule));
  for (const aggregate of [...ours, ...standing.hidden]) {
    const possible = movesOf(aggregate, cube, counted, patterns, (move) =>
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

/** Events that are alike in all that they are counted by, told once, with the sums that they count in. */
interface Counted {
  readonly event: Event;
  readonly keys: readonly string[];
}

function alike(events: readonly Event[], patterns: readonly Pattern[]): Counted[] {
  const distinct = new Map(events.map((event) => [JSON.stringify(event), event]));
  return [...distinct.values()].map((event) => ({ event, keys: keysOf(patterns, event) }));
}

/** Worlds that differ in one event and in this number, and of which `fits` holds. */
function* movesOf(
  { pattern, assignment }: Aggregate,
  { members, links }: Cube,
  counted: readonly Counted[],
  patterns: readonly Pattern[],
  fits: (move: Move) => boolean,
): Generator<Move> {
  const { period, dimensions } = pattern;
  // Who lives elsewhere lives with another provider: what goes together moves together.
  const like = (event: Event, wanted: Assignment): Event[] =>
    links ? links.like(event, wanted) : [{ ...event, ...wanted }];
  const isIn = (event: Event) => dimensions.every((name) => event[name] === assignment[name]);
  function* worlds(): Generator<Move> {
    for (const { event, keys } of counted) {
      if (event.MONTH < period.from || event.MONTH >= period.to) continue;
      if (!isIn(event)) {
        for (const here of like(event, assignment)) {
          const keysHere = keysOf(patterns, here);
          yield difference([], keysHere);
          yield difference(keys, keysHere);
        }
        continue;
      }
      yield difference(keys, []);
      yield difference([], keys);
      for (const dimension of dimensions) {
        if (dimension === 'MONTH') continue;
        for (const member of members.get(dimension) ?? []) {
          if (member === assignment[dimension]) continue;
          for (const there of like(event, { [dimension]: member })) yield difference(keys, keysOf(patterns, there));
        }
      }
    }
  }
  for (const move of worlds()) if (fits(move)) yield move;
}

function difference(before: readonly string[], after: readonly string[]): Move {
  const changes = new Map<string, number>();
  for (const key of before) changes.set(key, -1);
  for (const key of after) if (!changes.delete(key)) changes.set(key, 1);
  return changes;
}

/** Each pattern once. */
function together(...lists: (readonly Pattern[])[]): Pattern[] {
  return [...new Map(lists.flat().map((pattern) => [keyOf(pattern, {}), pattern])).values()];
}
