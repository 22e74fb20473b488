import { Presets, SingleBar } from 'cli-progress';
import type { Reading } from '../../imports/engine/format.ts';

const steps = 1_000;

/** A bar in the terminal while a file is read, with how fast and how long to go; where there is no terminal it says nothing. */
export function progressBar(
  name: string,
  stream: NodeJS.WriteStream = process.stderr,
): Required<Pick<Reading, 'seen' | 'staged'>> & { stop(): void } {
  const format = `${name} {bar} {percentage} % · {lines} lines · {rate} lines/s · {eta_formatted} to go`;
  const bar = new SingleBar({ format, stream, hideCursor: true, clearOnComplete: true }, Presets.shades_classic);
  const began = performance.now();
  let lines = 0;
  const payload = () => ({ lines, rate: Math.round(lines / Math.max((performance.now() - began) / 1000, 0.1)) });
  bar.start(steps, 0, payload());
  return {
    seen: (share) => bar.update(Math.floor(share * steps), payload()),
    staged(more) {
      lines += more;
      bar.update(payload());
    },
    stop: () => bar.stop(),
  };
}
