import { type Options, Presets, SingleBar } from 'cli-progress';
import type { Reading } from '../../imports/engine/format.ts';

const steps = 1_000;

/** A bar in the terminal while a file is read, with how fast and how long to go, and while it is merged; where there is no terminal it says nothing. */
export function progressBar(
  name: string,
  stream: NodeJS.WriteStream = process.stderr,
): Required<Pick<Reading, 'seen' | 'staged' | 'merging'>> & { stop(): void } {
  const barOf = (format: string) => {
    const how: Options = { format: `${name} {bar} ${format}`, stream, hideCursor: true, clearOnComplete: true };
    return new SingleBar(how, Presets.shades_classic);
  };
  const reading = barOf('{percentage} % · {lines} lines · {rate} lines/s · {eta_formatted} to go');
  const merging = barOf('merging · {percentage} % · {duration_formatted} so far');
  const began = performance.now();
  let lines = 0;
  const payload = () => ({ lines, rate: Math.round(lines / Math.max((performance.now() - began) / 1000, 0.1)) });
  reading.start(steps, 0, payload());
  return {
    seen: (share) => reading.update(Math.floor(share * steps), payload()),
    staged(more) {
      lines += more;
      reading.update(payload());
    },
    merging(done, of) {
      reading.stop();
      if (!merging.isActive) merging.start(of, done);
      merging.setTotal(of);
      merging.update(done);
    },
    stop() {
      reading.stop();
      merging.stop();
    },
  };
}
