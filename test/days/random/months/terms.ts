import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { agreementFile } from '../../../support/hub.ts';

/** On what terms homes are rewarded, as the agreement words them: read here by other hands than the hub's. */
interface Terms {
  /** So many calendar days after its end the return of a month is still in time. */
  returnWithin: number;
  initiatives: number;
  /** Pence a bed and week, by who pays. */
  weekly: { council: number; icb: number };
}
const number = (text: string, form: RegExp): number => {
  const found = form.exec(text)?.[1];
  if (!found) throw new Error(`this reading of the agreement does not know “${text}”`);
  return Number(found.replace('.', ''));
};
const said = (parse(readFileSync(agreementFile, 'utf8')) as { 'reward-scheme': Record<string, string | number> })[
  'reward-scheme'
];
const pounds = /^£(\d+\.\d\d) a week$/;
export const terms: Terms = {
  returnWithin: number(String(said['return-within']), /^(\d+) calendar days$/),
  initiatives: Number(said.initiatives),
  weekly: {
    council: number(String(said['council-resident']), pounds),
    icb: number(String(said['nhs-resident']), pounds),
  },
};

/** On what ground whoever pays for care rewards the home for it too. */
export const rewarding: Readonly<Record<string, readonly string[]>> = {
  council: ['COUNCIL', 'JOINT', 'SECTION_117', 'DISCHARGE_TO_ASSESS', 'DEFERRED_PAYMENT'],
  icb: ['CHC', 'CHC_FAST_TRACK', 'JOINT'],
};

const inDays = (date: string, days: number) =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
/** The first day of the month that comes so many after this one. */
export function monthAfter(month: string, months = 1): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 10);
}
/** Every day of a month. */
export function daysOf(month: string): string[] {
  const next = monthAfter(month);
  return Array.from({ length: 31 }, (_, day) => inDays(month, day)).filter((date) => date < next);
}
/** The last day on which the return of a month is in time. */
export const returnDue = (month: string): string => inDays(monthAfter(month), terms.returnWithin - 1);

/** The last four months of which no return can come in time any more, the earliest first. */
export function closedMonths(today: string): readonly [string, string, string, string] {
  const current = `${today.slice(0, 7)}-01`;
  const last = monthAfter(current, returnDue(monthAfter(current, -1)) < today ? -1 : -2);
  return [monthAfter(last, -3), monthAfter(last, -2), monthAfter(last, -1), last];
}
