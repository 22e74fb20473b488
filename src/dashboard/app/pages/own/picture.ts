import * as Plot from '@observablehq/plot';
import { blue, drawn, grey, look } from '../../parts/drawn.ts';
import type { Measured } from '../measures/rows.ts';
import { linesOf } from './legend.ts';
import type { Peers } from './peers.ts';

const dashes = { borough: '', dashed: '6 4', dotted: '1 4' };

/** The own home among the others, from the lowest to the highest; `legendOf` says what stands for what. */
export function drawAmong(measured: Measured, { own, peers }: Pick<Peers, 'own' | 'peers'>): Element {
  const lines = linesOf(measured, { own });
  const mine = own?.value ?? undefined;
  const values = [...peers, ...(mine === undefined ? [] : [mine])].sort((one, other) => one - other);
  const place = mine === undefined ? -1 : values.indexOf(mine);
  const points = values.map((value, at) => ({ value, at }));
  const top = 1.1 * Math.max(...values, ...lines.map(({ value }) => value), 0);
  return drawn({
    ...look,
    x: { axis: null, domain: [-1, values.length] },
    y: { label: measured.unit, grid: true, domain: [0, top || 1] },
    marks: [
      ...lines.map((line) =>
        Plot.ruleY([line.value], { stroke: grey, strokeWidth: 1.5, strokeDasharray: dashes[line.look] }),
      ),
      Plot.dot(
        points.filter(({ at }) => at !== place),
        { x: 'at', y: 'value', fill: grey, r: 5, fillOpacity: 0.5 },
      ),
      Plot.dot(
        points.filter(({ at }) => at === place),
        { x: 'at', y: 'value', fill: blue, stroke: 'black', r: 10 },
      ),
    ],
  });
}
