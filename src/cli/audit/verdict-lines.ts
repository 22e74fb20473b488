import { styleText } from 'node:util';
import type { FindingCode } from '../../access/record/sealing/findings.ts';
import type { Verdict } from '../../access/record/sealing/verify.ts';

/** As many findings as fit on a screen; --json has more. */
const shown = 20;

const meanings: Readonly<Record<FindingCode, [one: string, many: string]>> = {
  WRONG_KEY: ['sealed with another key', 'sealed with another key'],
  ANCHORS_MISSING: ['no anchors', 'no anchors'],
  ANCHORS_CHANGED: ['edit of the anchors', 'edits of the anchors'],
  ANCHORS_LATE: ['late beginning of the anchors', 'late beginnings of the anchors'],
  ANCHORS_BEHIND: ['early end of the anchors', 'early ends of the anchors'],
  SEAL_CHANGED: ['changed seal', 'changed seals'],
  SEAL_MISSING: ['gap in the seals', 'gaps in the seals'],
  ENTRY_CHANGED: ['changed entry', 'changed entries'],
  ENTRY_MISSING: ['missing entry', 'missing entries'],
  ENTRY_INSERTED: ['inserted entry', 'inserted entries'],
  ENTRY_MOVED: ['moved entry', 'moved entries'],
  PLAN_CHANGED: ['changed or missing plan', 'changed or missing plans'],
  AGREEMENT_CHANGED: ['changed or missing agreement', 'changed or missing agreements'],
  CLOCK: ['disagreement of clocks', 'disagreements of clocks'],
};

/** The verdict as people read it: what is wrong first, and the first of it first. */
export function verdictLines(verdict: Verdict): string[] {
  const { inOrder, findings, counts, sealed, seals, unsealed, uncovered, anchors, retired, accepted } = verdict;
  const [first, ...others] = findings;
  if (counts.WRONG_KEY) return [styleText('red', first?.what ?? '')];
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const left = total - Math.min(findings.length, shown);
  return [
    ...(first ? [styleText('red', `First: ${first.what}`)] : []),
    ...others.slice(0, shown - 1).map(({ what }) => styleText('red', `       ${what}`)),
    ...(left > 0 ? [`       and ${left} more`] : []),
    ...(inOrder ? [] : [`Found: ${Object.keys(meanings).flatMap(counted).join(', ')}.`]),
    `${many(sealed, 'entry', 'entries')} in ${many(seals, 'seal', 'seals')}${inOrder ? ' stand as they were sealed' : ''}.`,
    ...(unsealed.entries ? [`${unsealedLine(unsealed)}`] : []),
    ...(uncovered
      ? [styleText('yellow', `Of ${many(uncovered, 'entry', 'entries')} nothing can be said: the seal is gone.`)]
      : []),
    ...(anchors.unanchored > 1 ? [`${anchors.unanchored} seals have no anchor in ${anchors.file} yet.`] : []),
    ...retired.map(
      ({ month, entries }) =>
        `${month} was dropped past its retention, and with it ${many(entries, 'entry', 'entries')}.`,
    ),
    ...accepted.map(({ upTo, at, by, because }) =>
      styleText('yellow', `Losses up to seal ${upTo} were accounted for on ${at.slice(0, 10)} by ${by}: ${because}`),
    ),
    ...(inOrder ? [styleText('green', 'Nothing was changed, added or taken away.')] : []),
  ];

  function counted(code: string): string[] {
    const count = counts[code as FindingCode];
    const [one, more] = meanings[code as FindingCode];
    return count ? [many(count, one, more)] : [];
  }
}

const unsealedLine = ({ entries, oldest }: Verdict['unsealed']): string =>
  `${many(entries, 'entry is', 'entries are')} not sealed yet, the oldest of ${oldest}.`;

const many = (count: number, one: string, more: string): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : more}`;
