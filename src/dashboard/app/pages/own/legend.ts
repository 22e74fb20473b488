import { limitsAround, scores } from '../measures/limits.ts';
import type { Measured } from '../measures/rows.ts';
import type { Peers } from './peers.ts';

/** A line across the picture. */
interface Across {
  readonly value: number;
  readonly look: 'borough' | 'dashed' | 'dotted';
}

/** The lines that are drawn, of which the legend speaks: the borough, and what chance leaves to a home as large as the own. */
export function linesOf(measured: Measured, { own }: Pick<Peers, 'own'>): Across[] {
  const { value } = measured.total;
  const limits = limitsAround(measured);
  const among = own?.value === null ? null : own?.denominator;
  const chance = limits && among ? [limits(among, scores.warn), limits(among, scores.alarm)] : [];
  return [
    ...(value === null ? [] : [{ value, look: 'borough' } as const]),
    ...chance.flatMap(({ lower, upper }, place) => {
      const look = place === 0 ? ('dashed' as const) : ('dotted' as const);
      // Below nothing there is no line.
      return [lower, upper].filter((one) => one > 0).map((one) => ({ value: one, look }));
    }),
  ];
}

/** What the marks of the picture mean, of those that are in it. */
export function legendOf(measured: Measured, told: Pick<Peers, 'own'>): string {
  const looks = new Set(linesOf(measured, told).map(({ look }) => look));
  const { own } = told;
  const isThere = own !== undefined && own.value !== null;
  return [
    'From left to right the lowest to the highest.',
    isThere ? 'The large point is your home.' : 'Your home has no point, because it has no value.',
    'Each small point stands for a home of another provider, at the mean of five or more that lie next to one another.',
    looks.has('borough') ? 'The solid line is the borough.' : '',
    looks.has('dashed')
      ? 'Of homes as large as yours chance leaves 95 % between the dashed lines and 99.8 % between the dotted ones; where there is no lower line, it is nothing.'
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}
