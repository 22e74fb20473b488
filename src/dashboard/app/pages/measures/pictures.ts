import * as Plot from '@observablehq/plot';
import { blue, drawn, grey, look } from '../../parts/drawn.ts';
import { limitsAround, scores } from './limits.ts';
import type { Measured } from './rows.ts';

interface Month {
  readonly month: string;
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** The line breaks where a month is hidden: what is not shown is not drawn. */
export function drawTrend(months: readonly Month[], unit: string): Element {
  const dated = months.map((one) => ({ ...one, on: new Date(`${one.month}-01T00:00:00Z`) }));
  return drawn({
    ...look,
    x: { type: 'utc', label: null },
    y: { zero: true, grid: true, label: unit },
    marks: [
      Plot.areaY(dated, { x: 'on', y1: 'lower', y2: 'upper', fill: blue, fillOpacity: 0.15 }),
      Plot.lineY(dated, { x: 'on', y: 'value', stroke: blue, strokeWidth: 2.5 }),
      Plot.dot(
        dated.filter(({ value }) => value !== null),
        { x: 'on', y: 'value', fill: blue, r: 3.5 },
      ),
      Plot.ruleY([0]),
    ],
  });
}

export function drawFunnel(measured: Measured): Element {
  const { rows, total, unit } = measured;
  const limits = limitsAround(measured);
  const shown = rows.filter(({ value, denominator }) => value !== null && denominator !== null);
  const most = Math.max(...shown.map(({ denominator }) => denominator ?? 0), 1) * 1.05;
  const along = Array.from({ length: 60 }, (_, n) => (most * (n + 2)) / 61);
  const curves = limits
    ? Object.entries(scores).flatMap(([name, score]) =>
        (['lower', 'upper'] as const).map((side) => ({
          dashed: name === 'warn',
          points: along.map((among) => ({ among, value: limits(among, score)[side] })),
        })),
      )
    : [];
  const top = 1.3 * Math.max(...shown.map(({ value }) => value ?? 0), total.value ?? 0);
  return drawn({
    ...look,
    x: { label: 'among', domain: [0, most] },
    y: { label: unit, grid: true, domain: [0, top], clamp: false },
    marks: [
      ...curves.map(({ dashed, points }) =>
        Plot.line(points, { x: 'among', y: 'value', clip: true, stroke: grey, strokeDasharray: dashed ? '4 4' : '' }),
      ),
      ...(total.value === null ? [] : [Plot.ruleY([total.value], { stroke: grey })]),
      Plot.dot(shown, { x: 'denominator', y: 'value', fill: blue, r: 5, fillOpacity: 0.8 }),
    ],
  });
}
