import type { RewardScheme } from '../model.ts';
import type { Part } from '../source.ts';
import { daysOf } from './clocks.ts';

export const mostInitiatives = 20;

/** On what terms homes are rewarded. Without the section there is no scheme, and nothing is paid by one. */
export function readRewardScheme(part: Part | undefined, today: string): RewardScheme | undefined {
  if (!part) return undefined;
  const entries = part.named(['return-within', 'initiatives', 'council-resident', 'nhs-resident', 'because']);
  const initiatives = entries.get('initiatives');
  const number = Number(initiatives?.text());
  if (initiatives && !(Number.isInteger(number) && number >= 0 && number <= mostInitiatives)) {
    initiatives.source.error(
      initiatives.line,
      `initiatives is no such number: "${initiatives.text()}"`,
      `write 0 to ${mostInitiatives}`,
    );
  }
  return Object.freeze({
    line: part.line,
    ...daysOf(entries.get('return-within'), today),
    initiatives: number,
    councilResident: poundsOf(entries.get('council-resident')),
    nhsResident: poundsOf(entries.get('nhs-resident')),
    because: entries.get('because')?.text() ?? '',
  });
}

/** `£10.00 a week` as `10.00`. */
function poundsOf(part: Part | undefined): string {
  const text = part?.text() ?? '';
  const amount = /^£(\d{1,4}\.\d{2}) a week$/.exec(text)?.[1];
  if (part && !amount)
    part.source.error(part.line, `${part.name} is no such amount: "${text}"`, 'write "£10.00 a week"');
  return amount ?? '';
}
