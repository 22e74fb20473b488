import { nothingHidden, type SmallNumberRule } from './disclosure/rule.ts';
import type { Days } from './periods.ts';

const inWords = ({ from, to }: Days) => `${from} until before ${to}`;

/** How the days of an answer differ from those that were asked for; null if they do not. */
export function noteOn(asked: Days, answered: Days, published: Days): string | null {
  if (asked.from === answered.from && asked.to === answered.to) return null;
  const sentences = [
    `You asked for ${inWords(asked)}; this answer is about ${inWords(answered)}, the published periods nearest to that.`,
    ...(asked.from < published.from ? [`Nothing is published of the days before ${published.from}.`] : []),
    ...(asked.to > published.to ? [`Nothing is published yet of ${published.to} and later.`] : []),
  ];
  return sentences.join(' ');
}

/** What the agreement has done to counts, as a reader of the numbers should be told. */
export function ruleInWords(rule: SmallNumberRule): string {
  if (rule === nothingHidden) return 'These numbers are about what organisations did, and stand as they are.';
  const { suppress, roundTo } = rule;
  const { from, to } = suppress;
  const small = from === to ? `Counts of ${from}` : `Counts from ${from} to ${to}`;
  const others =
    roundTo === 1 ? 'other counts stand as they are' : `other counts are rounded to the nearest ${roundTo}`;
  return `${small} are hidden, and so is what would tell them; ${others}; zero is shown.`;
}
