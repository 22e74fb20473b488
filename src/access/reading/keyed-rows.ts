import type { RecordRow } from './projection.ts';

/** A line of a page statement: a row, its parent's place, and what orders it. */
export type KeyedRow = RecordRow & { _n: number; _total?: number } & Record<`_k${number}`, string>;

/** A line may tell of a parent's total alone. */
export const hasRecord = ({ _id }: KeyedRow): boolean => Boolean(_id);

/** The lines of each parent, in the parents' order. */
export function byParent(rows: readonly KeyedRow[], parents: readonly unknown[]): KeyedRow[][] {
  const lists: KeyedRow[][] = parents.map(() => []);
  for (const row of rows) lists[row._n - 1]?.push(row);
  return lists;
}

/** The values that order a row, from the columns `_k0`, `_k1`, … */
export function keysOf(row: KeyedRow): (string | null)[] {
  const keys: (string | null)[] = [];
  for (let place = 0; `_k${place}` in row; place++) keys.push(row[`_k${place}`] ?? null);
  return keys;
}
