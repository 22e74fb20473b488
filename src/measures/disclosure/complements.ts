import type { Cube, Line } from './cube.ts';
import { type Hidden, hiddenFor, isSmall, type SmallNumberRule } from './rule.ts';

/**
 * Hides numbers until no line of a cube, its total included, has exactly one hidden number: one alone is what the total
 * leaves over. Chooses one that helps most lines in that state, then one that brings fewest others into it, then the smallest,
 * so that little is lost.
 */
export function hideComplements(
  { lines, aggregates, veiled }: Cube,
  hidden: Map<string, Hidden>,
  rule: SmallNumberRule,
): void {
  const count = (key: string) => aggregates.get(key)?.count ?? 0;
  const linesOf = new Map<string, Line[]>();
  for (const line of lines) for (const key of keysOf(line)) linesOf.set(key, [...(linesOf.get(key) ?? []), line]);
  // What is not published and not small may be told, and then it hides nothing else.
  const told = new Set<string>();
  const unknown = (line: Line) => keysOf(line).filter((key) => hidden.has(key) && !told.has(key));
  const betrays = (line: Line) => unknown(line).length === 1;
  const helps = (key: string) => (linesOf.get(key) ?? []).filter(betrays).length;

  /** Lines in which it would be the one that is hidden, so that another must be. */
  const harms = (key: string) => (linesOf.get(key) ?? []).filter((line) => unknown(line).length === 0).length;

  const open = new Set(lines.filter(betrays));
  for (const line of open) {
    open.delete(line);
    const [alone, ...others] = unknown(line);
    if (alone === undefined || others.length > 0) continue;
    if (veiled.has(alone) && !isSmall(count(alone), rule)) {
      told.add(alone);
      for (const crossing of linesOf.get(alone) ?? []) open.add(crossing);
      continue;
    }
    const shown = line.members.filter((key) => !hidden.has(key) && count(key) > 0);
    const [best] = shown.toSorted(
      (one, other) => helps(other) - helps(one) || harms(one) - harms(other) || count(one) - count(other),
    );
    // Without another number in the line, the total is the hidden one itself.
    const complement = best ?? line.total;
    if (hidden.has(complement)) continue;
    hidden.set(complement, hiddenFor(count(complement), count(complement), rule));
    for (const crossing of linesOf.get(complement) ?? []) open.add(crossing);
  }
}

const keysOf = ({ members, total }: Line): string[] => [...members, total];
