import { Presets, SingleBar } from 'cli-progress';
import type { OnProgress } from './load.ts';

/** A bar in the terminal while the demonstration loads; where there is no terminal it says nothing. */
export function progressBar(): { onProgress: OnProgress; stop: () => void } {
  const format = 'Demonstration borough {bar} {percentage} % · {value} of {total} rows · {rate} rows/s · {table}';
  const bar = new SingleBar({ format, hideCursor: true, clearOnComplete: true }, Presets.shades_classic);
  const began = performance.now();
  let started = false;
  return {
    onProgress({ table, rows, of }) {
      const seconds = (performance.now() - began) / 1000;
      const payload = { table, rate: Math.round(rows / Math.max(seconds, 0.1)) };
      if (!started) bar.start(of, 0, payload);
      started = true;
      bar.update(rows, payload);
    },
    stop: () => bar.stop(),
  };
}
