import type { Agreement } from '../model.ts';
import { rewardRows } from '../page/rows.ts';
import { nameOf } from '../sections/parties.ts';
import { daysOfClock, monthsOfClock } from '../words.ts';
import type { TermChange } from './model.ts';

/** What two agreements say differently besides who sees and does what. */
export function termChanges(before: Agreement, after: Agreement): TermChange[] {
  const [was, is] = [termsOf(before), termsOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((what) => ({ what, before: was.get(what) ?? null, after: is.get(what) ?? null }))
    .filter((term) => term.before !== term.after);
}

function termsOf(agreement: Agreement): Map<string, string> {
  const { smallNumbers, purposes, relationships, roles } = agreement;
  const { suppress, roundTo, tables } = smallNumbers;
  return new Map([
    ['title', agreement.title],
    ['in effect from', agreement.effective],
    ['review by', agreement.review],
    ['processor', agreement.processor],
    ['impact assessment', agreement.impactAssessment],
    ['parties', agreement.parties.map(nameOf).join(', ')],
    ['signed by', agreement.signatures.map(nameOf).join(', ')],
    ...[...agreement.retention].map(([what, period]) => [`keeping of ${what}`, period] as const),
    ['small numbers suppressed', `${suppress.from} to ${suppress.to}`],
    ['counts rounded to', `${roundTo}`],
    ...[...agreement.clocks].map(([name, clock]): [string, string] => [
      `clock of the ${name.replaceAll('-', ' ')}`,
      `within ${daysOfClock(clock)}, again after ${monthsOfClock(clock)}`,
    ]),
    ...rewardRows(agreement).map(([what, terms]): [string, string] => [`reward scheme: ${what}`, `${terms}`]),
    ...tables.map(({ measure, dimensions, period }): [string, string] => [
      `table of ${measure} by ${[...dimensions].sort().join(' and ') || 'nothing'} for a ${period.toLowerCase()}`,
      'published',
    ]),
    ...[...purposes].flatMap(([purpose, { basis, confidentiality }]): [string, string][] => [
      [`basis of ${purpose}`, basis],
      [`confidentiality of ${purpose}`, confidentiality],
    ]),
    ...[...roles].map(([role, { means }]): [string, string] => [`role ${role}`, means]),
    ...[...relationships].map(([name, words]): [string, string] => [`relationship ${name}`, words]),
  ]);
}
