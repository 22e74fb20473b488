import { type Cube, keysOf } from '../../../src/measures/disclosure/cube.ts';
import type { Protected } from '../../../src/measures/disclosure/protect.ts';
import { isSmall, rounded, type SmallNumberRule, Suppression } from '../../../src/measures/disclosure/rule.ts';

/** Larger than any count that could make a difference here. */
const ceiling = 14;

/** What a number may be by what is published of it alone. A number hidden for others' sake may be anything. */
function candidates(key: string, result: Protected, rule: SmallNumberRule): number[] {
  const { value, suppression } = result.published(key);
  const all = Array.from({ length: ceiling * 6 }, (_, count) => count);
  if (suppression === Suppression.SECONDARY) return all.slice(0, ceiling);
  if (suppression === Suppression.PRIMARY) return all.filter((count) => isSmall(count, rule));
  if (suppression === Suppression.NONE) return [0];
  return all.filter((count) => count > 0 && !isSmall(count, rule) && rounded(count, rule) === value);
}

/**
 * Tries every table that would be published as this one is, and tells for each sum which values it takes in them.
 * Knows the rule and all that is published, totals included.
 */
export function possibleValues(result: Protected, rule: SmallNumberRule): Map<string, Set<number>> {
  const { cube } = result;
  const cells = finestCells(cube);
  const sums = [...cube.aggregates.keys()];
  const allowed = new Map(sums.map((key) => [key, new Set(candidates(key, result, rule))]));
  const open = new Map(
    sums.filter((key) => result.published(key).suppression === Suppression.SECONDARY).map((key) => [key, true]),
  );
  const possible = new Map(sums.map((key) => [key, new Set<number>()]));
  const total = new Map(sums.map((key) => [key, 0]));
  const left = new Map(sums.map((key) => [key, cells.filter(({ keys }) => keys.includes(key)).length]));
  const most = new Map(sums.map((key) => [key, Math.max(...(allowed.get(key) ?? [0]))]));

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
        if (open.get(key)) return true;
        return left.get(key) === 0 ? allowed.get(key)?.has(sum) : sum <= (most.get(key) ?? 0);
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
