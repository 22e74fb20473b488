import { indistinguishable } from './audit.ts';
import { hideComplements } from './complements.ts';
import { type Cube, cubeOf, type Event, type TableShape } from './cube.ts';
import { type Hidden, isSmall, type Published, published, type SmallNumberRule, Suppression } from './rule.ts';
import { Standing, type StandingNumber } from './standing.ts';

export interface Protected {
  readonly cube: Cube;
  /** What is hidden, by key; everything else is shown, rounded. */
  readonly hidden: ReadonlyMap<string, Hidden>;
  /** What is published of the sum with this key. */
  published(key: string): Published;
}

/**
 * Protects tables of the same events together, and with those that `before` says were published of them, so that none
 * gives away what another hides:
 * 1. small counts are hidden;
 * 2. no line of a table, its total included, has exactly one hidden number, else the rest would tell it within rounding;
 * 3. for every hidden number there is a different set of events, with a different number there, that would be published
 *    word for word alike, now and before. Where there is none, whatever would differ is hidden too.
 */
export function protect(
  tables: readonly TableShape[],
  events: readonly Event[],
  rule: SmallNumberRule,
  before: readonly StandingNumber[] = [],
): Protected {
  const cube = cubeOf(tables, events);
  const standing = new Standing(before, events);
  const hidden = smallCounts(cube, rule);
  do hideComplements(cube, hidden, rule);
  while (!indistinguishable(cube, hidden, standing, rule));
  return shownOf(cube, hidden, rule);
}

/** Step 1 alone: for numbers that nobody is told, to hold those against that were. */
export function countAgain(tables: readonly TableShape[], events: readonly Event[], rule: SmallNumberRule): Protected {
  const cube = cubeOf(tables, events);
  return shownOf(cube, smallCounts(cube, rule), rule);
}

/** Steps 1 and 2 alone: for means, which no event of one person changes by a whole number. */
export function protectMeans(cube: Cube, rule: SmallNumberRule): Protected {
  const hidden = smallCounts(cube, rule);
  hideComplements(cube, hidden, rule);
  return shownOf(cube, hidden, rule);
}

function shownOf(cube: Cube, hidden: ReadonlyMap<string, Hidden>, rule: SmallNumberRule): Protected {
  const count = (key: string) => cube.aggregates.get(key)?.count ?? 0;
  return { cube, hidden, published: (key) => published(count(key), hidden.get(key), rule) };
}

function smallCounts({ aggregates, veiled }: Cube, rule: SmallNumberRule): Map<string, Hidden> {
  const small = [...aggregates.values()].filter(({ count }) => isSmall(count, rule));
  // Of what is not published not even that is told why.
  const unsaid = [...veiled].map((key) => [key, Suppression.WITHHELD] as const);
  return new Map<string, Hidden>([...small.map(({ key }) => [key, Suppression.PRIMARY] as const), ...unsaid]);
}
