import { Writable } from 'node:stream';
import { expect, it } from '@jest/globals';
import { progressBar } from '../../src/cli/import/progress.ts';

/** What a bar writes to a stream that is a terminal, or none. */
function shown(isTTY: boolean, merged = false): string {
  let written = '';
  const sink = new Writable({
    write(text, _, done) {
      written += text;
      done();
    },
  });
  const bar = progressBar('homes.csv', Object.assign(sink, { isTTY, columns: 200 }) as unknown as NodeJS.WriteStream);
  bar.staged(2_000);
  bar.seen(0.5);
  if (merged) bar.merging(0, 1);
  if (merged) bar.merging(3, 8);
  bar.stop();
  return written;
}

it('shows how far a file is read, how fast and how long that still takes, on a terminal alone', () => {
  expect(shown(true)).toMatch(/homes\.csv .* \d+ % · \d+ lines · \d+ lines\/s · .* to go/);
  expect(shown(false)).toBe('');
});

it('goes on while what was read is merged', () => {
  expect(shown(true)).not.toContain('merging');
  expect(shown(true, true)).toMatch(/homes\.csv .* merging · 37 % · \d+s so far/);
  expect(shown(false, true)).toBe('');
});
