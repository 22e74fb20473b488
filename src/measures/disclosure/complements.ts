import type { Cube, Line } from './cube.ts';
import { type Hidden, hiddenFor, type SmallNumberRule } from './rule.ts';

/**
 * Hides numbers until no line of a cube, its total included, has exactly one hidden number: one alone is what the total
 * leaves over. Chooses one that helps most lines in that state, then the smallest, so that little is lost.
 */
export function hideComplements({ lines, aggregates }: Cube, hidden: Map<string, Hidden>, rule: SmallNumberRule): void {
  const count = (key: string) => aggregates.get(key)?.count ?? 0;
  const linesOf = new Map<string, Line[]>();
  for (const line of lines) for (const key of keysOf(line)) linesOf.set(key, [...(linesOf.get(key) ?? []), line]);
  const betrays = (line: Line) => keysOf(line).filter((key) => hidden.has(key)).length === 1;
  const helps = (key: string) => (linesOf.get(key) ?? []).filter(betrays).length;

  const open = new Set(lines.filter(betrays));
  for (const line of open) {
    open.delete(line);
    if (!betrays(line)) continue;
    const shown = line.members.filter((key) => !hidden.has(key) && count(key) > 0);
    const [best] = shown.toSorted((one, other) => helps(other) - helps(one) || count(one) - count(other));
    // Without another number in the line, the total is the hidden one itself.
    const complement = best ?? line.total;
    if (hidden.has(complement)) continue;
    hidden.set(complement, hiddenFor(count(complement), count(complement), rule));
    for (const crossing of linesOf.get(complement) ?? []) open.add(crossing);
  }
}

const keysOf = ({ members, total }: Line): string[] => [...members, total];
