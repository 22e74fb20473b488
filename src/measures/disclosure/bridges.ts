import { type Assignment, assignments, type Cube, keyOf, type Line, type Pattern } from './cube.ts';
import type { Links } from './links.ts';

/** How the sums of two linked dimensions make one another, each within the same members of others. */
interface Bridge {
  /** Both dimensions together, which is not published. */
  readonly pattern: Pattern;
  /** Of it what is not the same as a sum that is. */
  readonly veiled: readonly Assignment[];
  readonly lines: readonly Line[];
}

type Pair = readonly [one: string, other: string];

/** Between every two kinds of sums that differ in a linked dimension alone, and are not published together. */
export function bridges(patterns: readonly Pattern[], links: Links, members: Cube['members']): Bridge[] {
  const known = new Set(patterns.map((pattern) => keyOf(pattern, {})));
  const { dimensions: linked } = links;
  return patterns.flatMap((pattern) =>
    linked.flatMap((one, place) =>
      linked.slice(place + 1).flatMap((other) => {
        const { period, dimensions } = pattern;
        if (!dimensions.includes(one) || dimensions.includes(other)) return [];
        const rest = dimensions.filter((name) => name !== one);
        const together = { period, dimensions: [...dimensions, other].sort() };
        const opposite = { period, dimensions: [...rest, other].sort() };
        if (!known.has(keyOf(opposite, {})) || known.has(keyOf(together, {}))) return [];
        const pairs = links.pairs(one, other, period);
        const within = assignments({ period, dimensions: rest }, members);
        return [bridge([pattern, opposite, together], [one, other], pairs, within)];
      }),
    ),
  );
}

function bridge(
  [left, right, together]: readonly [Pattern, Pattern, Pattern],
  [one, other]: Pair,
  pairs: readonly Pair[],
  within: readonly Assignment[],
): Bridge {
  const lefts = Map.groupBy(pairs, ([x]) => x);
  const rights = Map.groupBy(pairs, ([, y]) => y);
  const single = (group: readonly Pair[] | undefined) => group?.length === 1;
  const veiled = pairs.filter(([x, y]) => !single(lefts.get(x)) && !single(rights.get(y)));
  const lines = within.flatMap((rest) => {
    const leftKey = (x: string) => keyOf(left, { ...rest, [one]: x });
    const rightKey = (y: string) => keyOf(right, { ...rest, [other]: y });
    /** What goes with one member alone is all of it. */
    const partKey = ([x, y]: Pair) => {
      if (single(lefts.get(x))) return leftKey(x);
      return single(rights.get(y)) ? rightKey(y) : keyOf(together, { ...rest, [one]: x, [other]: y });
    };
    const sums = [
      ...[...lefts].map(([x, parts]) => ({ total: leftKey(x), members: parts.map(partKey) })),
      ...[...rights].map(([y, parts]) => ({ total: rightKey(y), members: parts.map(partKey) })),
    ];
    const wholes = islands(pairs).map(({ xs, ys }) => {
      const [total = '', ...others] = ys.map(rightKey);
      return { total, members: [...xs.map(leftKey), ...others] };
    });
    return [...sums.filter(({ total, members }) => !members.includes(total)), ...wholes];
  });
  const assigned = within.flatMap((rest) => veiled.map(([x, y]) => ({ ...rest, [one]: x, [other]: y })));
  return { pattern: together, veiled: assigned, lines };
}

/** Members that hang together by others, several on each side: as many are counted at the one side as at the other. */
function islands(pairs: readonly Pair[]): { xs: string[]; ys: string[] }[] {
  const found: { xs: Set<string>; ys: Set<string> }[] = [];
  for (const [x, y] of pairs) {
    const touched = found.filter(({ xs, ys }) => xs.has(x) || ys.has(y));
    for (const one of touched) found.splice(found.indexOf(one), 1);
    found.push({
      xs: new Set([x, ...touched.flatMap(({ xs }) => [...xs])]),
      ys: new Set([y, ...touched.flatMap(({ ys }) => [...ys])]),
    });
  }
  return found
    .map(({ xs, ys }) => ({ xs: [...xs], ys: [...ys] }))
    .filter(({ xs, ys }) => xs.length > 1 && ys.length > 1);
}
