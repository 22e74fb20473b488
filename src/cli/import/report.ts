import type { Share } from '../../imports/engine/format.ts';
import type { Taken } from '../../imports/engine/run.ts';

/** What came of a file, in counts and in nobody's name. */
export function sentenceOf(file: string, taken: Taken): string {
  const { added = 0, changed = 0, ended = 0, unchanged = 0, stood = 0, read, rejected, passed } = taken;
  const others = passed ? `, ${passed} passed over` : '';
  const lines = `${file}: ${read} lines read, ${rejected} not taken${others}.`;
  const rows = `${added} added, ${changed} changed, ${ended} ended, ${unchanged} as they were`;
  switch (taken.state) {
    case 'BEFORE':
      return `${file}: taken before, and nothing is done again.`;
    case 'ASKING':
      return `${lines} It would ${would({ changed, ended, stood }, taken.kinds)}: more than is usual, so nothing was done. If that is right, run it again with --allow-large-change.`;
    case 'STOPPED':
      return `${lines} ${rows}: that stands. ${taken.left ?? 0} more lines wait, and are refused: ${taken.refusedBecause} Run it again when the agreement allows it: it goes on there.`;
    case 'TRIED':
      return `${lines} Would be: ${rows}.`;
    case 'DONE':
      return `${lines} ${rows}.`;
  }
}

const share = ({ changed, ended, stood }: Share) => `change ${changed} and end ${ended} of ${stood}`;

/** Of each kind by itself: few of the one must not hide that most of the other end. */
const would = (all: Share, kinds: Taken['kinds']): string =>
  kinds
    ? Object.entries(kinds)
        .map(([name, kind]) => `${share(kind)} ${name}`)
        .join(', and ')
    : share(all);

export const tell = (name: string, taken: Taken, json = false) =>
  console.log(json ? JSON.stringify({ file: name, ...taken }) : sentenceOf(name, taken));

/** Something could not be done, in a sentence that says what to do; the command goes on, and ends with status 1. */
export function refused(sentence: string): void {
  console.error(`\n${sentence}`);
  process.exitCode = 1;
}
