import { mkdir, writeFile } from 'node:fs/promises';
import { expect } from '@jest/globals';
import type { Bar } from './bars.ts';
import { type Figure, figureOf, figuresFolder } from './kept.ts';

/** Keeps figures for the report, whether they hold or not, and fails if one does not. */
export async function measured(figures: Partial<Record<Bar, Figure>>): Promise<void> {
  await mkdir(figuresFolder, { recursive: true });
  for (const [bar, figure] of Object.entries(figures)) {
    await writeFile(figureOf(bar as Bar), JSON.stringify(figure));
    console.log(`${bar}: ${figure.measured}`);
  }
  expect(Object.entries(figures).filter(([, { holds }]) => !holds)).toEqual([]);
}

/** In milliseconds, as people read it. */
export const inWords = (milliseconds: number) =>
  milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;

/** The value below which such a share of them lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
