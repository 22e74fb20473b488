import { type Cube, keysOf } from '../../../src/measures/disclosure/cube.ts';
import type { Protected } from '../../../src/measures/disclosure/protect.ts';
import {
  isSmall,
  type Published,
  rounded,
  type SmallNumberRule,
  Suppression,
} from '../../../src/measures/disclosure/rule.ts';

/** Hidden numbers that may be as large as one likes. */
const openEnded = [Suppression.SECONDARY, Suppression.WITHHELD];

/** Larger than any count that could make a difference here. */
const ceiling = 14;

/** What a number may be by what is published of it alone, to one who knows what each kind of hiding means. */
export function mayBe(count: number, { value, suppression }: Published, rule: SmallNumberRule): boolean {
  if (suppression === Suppression.WITHHELD) return true;
  if (suppression === Suppression.SECONDARY) return count > rule.suppress.to;
  if (suppression === Suppression.PRIMARY) return isSmall(count, rule);
  if (suppression === Suppression.NONE) return count === 0;
  return count > 0 && !isSmall(count, rule) && rounded(count, rule) === value;
}

/**
 * Tries every table that would be published as this one is, and tells for each sum which values it takes in them.
 * Knows the rule and all that is published, totals included.
 */
export function possibleValues(result: Protected, rule: SmallNumberRule): Map<string, Set<number>> {
  const { cube } = result;
  const cells = finestCells(cube);
  const sums = [...cube.aggregates.keys()];
  const counts = Array.from({ length: ceiling * 6 }, (_, count) => count);
  const said = new Map(sums.map((key) => [key, result.published(key)]));
  const allowed = new Map(
    [...said].map(([key, published]) => {
      const possible = counts.filter((count) => mayBe(count, published, rule));
      return [key, new Set(openEnded.includes(published.suppression) ? possible.filter((n) => n < ceiling) : possible)];
    }),
  );
  const fitsSum = (key: string, sum: number) => {
    const published = said.get(key);
    return published !== undefined && mayBe(sum, published, rule);
  };
  const possible = new Map(sums.map((key) => [key, new Set<number>()]));
  const total = new Map(sums.map((key) => [key, 0]));
  const left = new Map(sums.map((key) => [key, cells.filter(({ keys }) => keys.includes(key)).length]));
  const most = new Map(
    [...said].map(([key, { suppression }]) => [
      key,
      openEnded.includes(suppression) ? Number.POSITIVE_INFINITY : Math.max(...(allowed.get(key) ?? [0])),
    ]),
  );

  const visit = (place: number): void => {
    const cell = cells[place];
    if (!cell) {
      for (const key of sums) possible.get(key)?.add(total.get(key) ?? 0);
      return;
    }
    for (const count of allowed.get(cell.key) ?? []) {
      for (const key of cell.keys) {
        total.set(key, (total.get(key) ?? 0) + count);
        left.set(key, (left.get(key) ?? 0) - 1);
      }
      const fits = cell.keys.every((key) => {
        const sum = total.get(key) ?? 0;
        return left.get(key) === 0 ? fitsSum(key, sum) : sum <= (most.get(key) ?? 0);
      });
      if (fits) visit(place + 1);
      for (const key of cell.keys) {
        total.set(key, (total.get(key) ?? 0) - count);
        left.set(key, (left.get(key) ?? 0) + 1);
      }
    }
  };
  visit(0);
  return possible;
}

function finestCells({ aggregates, patterns }: Cube): { key: string; keys: string[] }[] {
  const depth = Math.max(...patterns.map(({ dimensions }) => dimensions.length));
  return [...aggregates.values()]
    .filter(({ pattern }) => pattern.dimensions.length === depth)
    .map(({ key, assignment, pattern }) => ({
      key,
      keys: keysOf(patterns, { ...assignment, MONTH: pattern.period.from }),
    }));
}
