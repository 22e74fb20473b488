import type { Random } from '../random.ts';
import type { Home } from '../world.ts';
import type { CountedFigure, Figures } from './figures.ts';

interface ReturnedFigure {
  figure: string;
  counted: number | null;
  value: number;
  reason: string | null;
}

/** In the order of the return, with why a home may tell another number than was counted. */
const counted: readonly (readonly [CountedFigure, readonly string[]])[] = [
  ['FALLS', ['One fall was written down twice.', 'One fall was in the garden of the day centre.']],
  ['PRESSURE_ULCERS', ['One was there on admission; the body map came later.']],
  ['INFECTIONS', ['Two tests came back negative.']],
  ['MEDICATION_ERRORS', ['One was the error of the pharmacy.']],
  ['EMERGENCY_ADMISSIONS', ['One was planned.', 'One went in by arrangement, for a transfusion.']],
  ['DEATHS', []],
  ['OCCUPIED_BED_DAYS', ['A respite stay was cut short by two days.']],
];
const corrected = 0.05;

/** All figures of one return, as they are submitted. */
export function figuresOf(home: Home, month: string, figures: Figures, random: Random): ReturnedFigure[] {
  const known = counted.map(([figure, reasons]) => {
    const count = figures.of(home.id, month, figure);
    const less = figure === 'OCCUPIED_BED_DAYS' ? 2 : 1;
    const other = reasons.length > 0 && count > less && random.chance(corrected);
    return { figure, counted: count, value: other ? count - less : count, reason: other ? random.pick(reasons) : null };
  });
  const stated = Object.entries(statedFigures(home, random));
  return [...known, ...stated.map(([figure, value]) => ({ figure, counted: null, value, reason: null }))];
}

/** What a home states: one and a sixth of a worker to a bed, one post in twelve vacant, one worker in forty leaves in a month. */
function statedFigures(home: Home, random: Random): Record<string, number> {
  const beds = home.beds.reduce((sum, { count }) => sum + count, 0);
  const posts = Math.round(beds * (home.kind === 'NURSING' ? 1.3 : 1.1));
  const vacancies = Math.min(posts - 5, some(posts * 0.08, random));
  const staff = posts - vacancies;
  return {
    SAFEGUARDING_CONCERNS_RAISED: some(0.25, random),
    COMPLAINTS: some(0.5, random),
    STAFF_IN_POST: staff,
    VACANCIES: vacancies,
    LEAVERS: Math.min(staff, some(staff * 0.024, random)),
    STAFF_TRAINED: Math.min(staff, Math.round(staff * (0.89 + random.normal(0, 0.05)))),
  };
}

/** About so many, by chance. */
function some(mean: number, random: Random): number {
  let count = -1;
  for (let left = mean; left >= 0; left -= random.exponential(1)) count += 1;
  return count;
}
