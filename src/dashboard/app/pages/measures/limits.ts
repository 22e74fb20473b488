import type { Measured, Row } from './rows.ts';

/** The standard scores between which chance leaves 95 % and 99.8 % of all homes. */
export const scores = { warn: 1.96, alarm: 3.09 } as const;

/** Between which values a home among so many would lie by chance, if it were as the borough is. */
export type Limits = (among: number, score: number) => { readonly lower: number; readonly upper: number };

/**
 * Funnel limits around the total: binomial for a share, Poisson for a rate, both by their normal approximation.
 * Undefined where nothing is expected by chance: of sums and means, or where the total is hidden.
 */
export function limitsAround({ kind, total }: Measured): Limits | undefined {
  const { value, numerator, denominator } = total;
  if (!value || !numerator || !denominator) return undefined;
  if (kind === 'SHARE') {
    const part = value / 100;
    return (among, score) => around(value, 100 * score * Math.sqrt((part * (1 - part)) / among));
  }
  if (kind !== 'RATE') return undefined;
  // So many are expected of each that it is among, and one more or fewer changes the value by so much.
  const each = numerator / denominator;
  return (among, score) => around(value, (score * Math.sqrt(each * among) * value) / (each * among));
}

export function standing({ value, denominator }: Row, limits: Limits): string {
  if (value === null || !denominator) return '';
  for (const [score, percent] of [
    [scores.alarm, '99.8 %'],
    [scores.warn, '95 %'],
  ] as const) {
    const { lower, upper } = limits(denominator, score);
    if (value > upper) return `above the ${percent} limit`;
    if (value < lower) return `below the ${percent} limit`;
  }
  return 'within what chance makes';
}

const around = (value: number, by: number) => ({ lower: Math.max(0, value - by), upper: value + by });
