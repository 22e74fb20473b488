import type pg from 'pg';
import { measures as measuresRole } from '../../../src/database/roles.ts';

export type Counted = Readonly<Record<string, string | number>>;

/** The days [from, to), each the first of a month. */
export type Asked = readonly [from: string, to: string];

/** What SQL of a definition finds, in the role that counts, which reads no more than it needs. */
export async function countedBy(owner: pg.Pool, text: string, asked?: Asked): Promise<Counted[]> {
  const client = await owner.connect();
  try {
    await client.query(`begin; set local role ${measuresRole}`);
    const { rows } = await client.query<Record<string, string>>(text, asked && [...asked]);
    return rows.map(({ amount, ...of }) => (amount === undefined ? of : { ...of, amount: Number(amount) }));
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** How often each of them occurs, in an order of its own, so that two of these compare. */
export function tally(rows: readonly Counted[]): [string, number][] {
  const times = new Map<string, number>();
  for (const row of rows) {
    const key = JSON.stringify(Object.entries(row).sort());
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  return [...times].sort();
}

/** Those of the months that are asked about. */
export const within = <One extends { MONTH: string }>(rows: readonly One[], [from, to]: Asked): One[] =>
  rows.filter(({ MONTH }) => MONTH >= from.slice(0, 7) && MONTH < to.slice(0, 7));

/** So many months before this one, as `YYYY-MM`. */
export function monthsAgo(months: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 7);
}
