import type { Line } from './gather.ts';
import { sumOf } from './pounds.ts';

/** Lines of one kind and month together. */
export interface Sum extends Pick<Line, 'kind' | 'month'> {
  readonly lines: number;
  readonly days: number;
  readonly amount: number;
}

/** The month that is paid first, then what was put right of earlier ones, the latest first. */
export function sumsOf(lines: readonly Line[]): Sum[] {
  const groups = Object.values(Object.groupBy(lines, ({ kind, month }) => `${kind} ${month}`));
  return groups
    .flatMap((group = []) => {
      const [first] = group;
      if (!first) return [];
      const { kind, month } = first;
      const days = group.reduce((sum, line) => sum + line.days, 0);
      return { kind, month, lines: group.length, days, amount: sumOf(group.map(({ amount }) => amount)) };
    })
    .toSorted((one, other) => other.kind.localeCompare(one.kind) || other.month.localeCompare(one.month));
}
