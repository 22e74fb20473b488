import type { Clock, Form } from './model.ts';
import { recordBitNames } from './sections/terms.ts';

const facts: Readonly<Record<string, string>> = {
  author: 'records that it wrote itself',
  payer: 'what it pays for',
  payee: 'what it is paid for',
  asked: 'what it was asked for',
  accepted: 'what it accepted',
  released: 'what was released to it',
};

/** What must be true of a record besides, in words; empty if nothing must. */
export function recordWords(also: number): string {
  return recordBitNames(also)
    .map((name) => facts[name] ?? name)
    .join(' and ');
}

/** How a cell is shown, in words. */
export function formWords(form: Form | null): string {
  if (form === null) return 'withheld';
  return form === 'year' ? 'as a year' : form;
}

/** `7 working days` */
export function daysOfClock({ days, counting }: Pick<Clock, 'days' | 'counting'>): string {
  return `${days} ${counting} ${days === 1 ? 'day' : 'days'}`;
}

/** `12 months` */
export function monthsOfClock({ reviewMonths }: Clock): string {
  return `${reviewMonths} ${reviewMonths === 1 ? 'month' : 'months'}`;
}
