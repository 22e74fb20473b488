import { atLondon, type Day, dayNamed, hour, instantText } from '../london.ts';
import type { Random } from '../random.ts';
import type { Home, World } from '../world.ts';
import { Figures, nextMonth } from './figures.ts';
import { figuresOf } from './returned-figures.ts';
import type { ReturnSubmissionRow } from './reward-rows.ts';

/** Until the tenth of the next month a return is in time, as the demonstration's agreement says. */
export const returnWithinDays = 10;
/** One in thirty is sent back by the council, and mostly submitted again. */
const sentBack = 0.035;

const reasons = [
  'The bed-days are more than the home has beds for. Please look again.',
  'Falls and injuries do not fit together. Please check with the incident book.',
  'Staff in post is lower than last month by half. Is that so?',
];

/** Months whose returns the story knows of: from the first whole one since the home takes part, until the last that is over. */
export function monthsOf({ clock }: World, home: Home): string[] {
  const months: string[] = [];
  if (home.signedUpOn === null) return months;
  const first = firstMonthAfter(home.signedUpOn - 1);
  for (let month = first; dayNamed(nextMonth(month)) <= clock.today; month = nextMonth(month)) months.push(month);
  return months;
}

const firstMonthAfter = (day: Day) => nextMonth(`${new Date(day * 24 * hour).toISOString().slice(0, 7)}-01`);

/** Monthly returns of the homes in the reward scheme: most in time, some late, some never. */
export function addReturns(world: World): void {
  const figures = new Figures(world);
  for (const home of world.homes) {
    const random = world.random.branch(`returns ${home.code}`);
    const reliable = 0.97 - 0.25 * random.fraction() ** 1.5;
    for (const month of monthsOf(world, home)) {
      const own = random.branch(month);
      const day = submissionDay(dayNamed(nextMonth(month)) - 1, reliable, own);
      if (day !== null) submit(world, home, month, day, figures, own);
    }
  }
}

/** By the last day of the month. */
function submissionDay(last: Day, reliable: number, random: Random): Day | null {
  if (random.chance(reliable)) return last + random.between(2, returnWithinDays);
  return random.chance(0.6) ? last + returnWithinDays + random.between(1, 22) : null;
}

function submit(world: World, home: Home, month: string, day: Day, figures: Figures, random: Random): void {
  const submittedAt = atLondon(day, random.between(9 * 60, 17 * 60));
  if (submittedAt >= world.clock.now) return;
  const told = figuresOf(home, month, figures, random);
  const add = (version: number, at: number, reopened: Reopening | null) =>
    world.tables['hub.return_submission'].push({
      ...{ id: random.uuid(), homeId: home.id, month, version, figures: JSON.stringify(told) },
      ...{ submittedAt: instantText(at), submittedBy: `manager@${home.code.toLowerCase()}.invalid` },
      ...(reopened ?? notReopened),
    });
  const reopenedAt = submittedAt + random.between(2, 15) * 24 * hour;
  if (!random.chance(sentBack) || reopenedAt >= world.clock.now) return void add(1, submittedAt, null);
  const reopenedBy = `quality-officer@${home.borough.plan.councilCode.toLowerCase()}.invalid`;
  add(1, submittedAt, { reopenedAt: instantText(reopenedAt), reopenedBy, reopeningReason: random.pick(reasons) });
  const again = reopenedAt + random.between(1, 12) * 24 * hour;
  if (again < world.clock.now) add(2, again, null);
}

type Reopening = Pick<ReturnSubmissionRow, 'reopenedAt' | 'reopenedBy' | 'reopeningReason'>;
const notReopened: Reopening = { reopenedAt: null, reopenedBy: null, reopeningReason: null };
