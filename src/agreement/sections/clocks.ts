import { holidaysKnownUntil } from '../../shared/bank-holidays.ts';
import { type Clock, type ClockName, clockNames } from '../model.ts';
import type { Part } from '../source.ts';

/** How long before the last known bank holiday somebody is told to continue the list. */
const warningDays = 183;
const longest = { days: 366, months: 60 };

/** Within how many days what is due after an admission or a return from hospital, and after how many months anew. */
export function readClocks(part: Part | undefined, today: string): ReadonlyMap<ClockName, Clock> {
  const clocks = new Map<ClockName, Clock>();
  for (const [name, entry] of part?.named([], clockNames, 'clock') ?? []) {
    const entries = entry.named(['within', 'review-after', 'because']);
    const [within, review] = [entries.get('within'), entries.get('review-after')];
    clocks.set(name as ClockName, {
      line: entry.line,
      ...daysOf(within, today),
      reviewMonths: numberOf(review, /^(\d{1,2}) months?$/, longest.months, '12 months'),
      because: entries.get('because')?.text() ?? '',
    });
  }
  return clocks;
}

/** `10 calendar days`, or working days, of which the hub must know the bank holidays. */
export function daysOf(part: Part | undefined, today: string): Pick<Clock, 'days' | 'counting'> {
  const days = numberOf(part, /^(\d{1,3}) (?:calendar|working) days?$/, longest.days, '7 calendar days');
  const counting = / working /.test(days && part ? part.text() : '') ? 'working' : 'calendar';
  if (part && counting === 'working' && Date.parse(holidaysKnownUntil) - Date.parse(today) < warningDays * 86_400_000) {
    part.source.warn(
      part.line,
      `working days are counted, and no bank holiday after ${holidaysKnownUntil} is known`,
      'bring the hub up to date, or after that day bank holidays count as working days',
    );
  }
  return { days, counting };
}

function numberOf(part: Part | undefined, form: RegExp, most: number, example: string): number {
  const text = part?.text() ?? '';
  const number = Number(form.exec(text)?.[1]);
  if (number >= 1 && number <= most) return number;
  if (part && text) part.source.error(part.line, `${part.name} is no such time: "${text}"`, `write "${example}"`);
  return 0;
}
