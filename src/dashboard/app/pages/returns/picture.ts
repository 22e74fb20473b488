import * as Plot from '@observablehq/plot';
import { drawn, grey, look } from '../../parts/drawn.ts';
import type { Month } from './by-month.tsx';
import { standings } from './standing.ts';

/** From below; each has an edge and its number, so that no colour has to be told from another. */
const fills = { IN_TIME: '#8fbce6', LATE: '#ffdd55', MISSING: '#ffffff', DUE: '#d8dde0' } as const;
type Drawn = keyof typeof fills;
const names = Object.keys(fills) as Drawn[];

export function drawReturns(months: readonly Month[]): Element {
  const bars = months.flatMap(({ month, counts }) =>
    names.map((name) => ({
      on: new Date(`${month}T00:00:00Z`),
      homes: counts[name],
      standing: standings[name].words,
    })),
  );
  return drawn({
    ...look,
    x: { label: null, type: 'band', tickFormat: (on: Date) => shortMonth.format(on) },
    y: { grid: true, label: 'homes' },
    color: { domain: names.map((name) => standings[name].words), range: names.map((name) => fills[name]) },
    marks: [
      Plot.barY(bars, {
        ...{ x: 'on', y: 'homes', fill: 'standing', stroke: grey, strokeWidth: 1, inset: 0.5 },
        order: names.map((name) => standings[name].words),
      }),
      Plot.text(
        bars.filter(({ homes }) => homes > 0),
        Plot.stackY({
          ...{ x: 'on', y: 'homes', z: 'standing', order: names.map((name) => standings[name].words) },
          text: 'homes',
        }),
      ),
      Plot.ruleY([0]),
    ],
  });
}

const shortMonth = new Intl.DateTimeFormat('en-GB', { month: 'short', year: '2-digit', timeZone: 'UTC' });
