import { type Day, isWeekend, weekdayOf } from '../london.ts';
import type { Random } from '../random.ts';

/** Monday first: fewer at weekends, most after one. */
const weekdayWeights = [1.1, 1.02, 1.0, 1.0, 1.04, 0.94, 0.9];
const heaviest = 1.1 * 1.15;

/**
 * Four-hour bands from midnight. Nights have fewer admissions than days, yet enough of them that a year of the borough
 * can be published by weekday and band.
 */
const bandWeights = [
  [0, 12.5],
  [4, 12.5],
  [8, 18],
  [12, 21],
  [16, 20],
  [20, 16],
] as const;

/** Days of emergency admissions of one person between two days, at this yearly rate. */
export function emergencyDays(random: Random, from: Day, until: Day, yearlyRate: number): Day[] {
  const days: Day[] = [];
  const mean = 365 / (yearlyRate * heaviest);
  for (let at = from + random.exponential(mean); at < until; at += random.exponential(mean)) {
    const day = Math.floor(at);
    if (random.chance(weightOf(day) / heaviest)) days.push(day);
  }
  return days;
}

const weightOf = (day: Day) => (weekdayWeights[weekdayOf(day)] ?? 1) * seasonWeight(day);

/** Winter brings more than summer. */
const seasonWeight = (day: Day) => 1 + 0.15 * Math.cos(((day - 15) / 365.25) * 2 * Math.PI);

/** Minutes past midnight. */
export function emergencyMinute(random: Random): number {
  return random.weighted(bandWeights) * 60 + random.between(0, 239);
}

export function dischargeMinute(random: Random): number {
  return Math.min(21 * 60, Math.max(9 * 60, Math.round(random.normal(15.3 * 60, 130))));
}

/** Most who would leave at a weekend wait until Monday. */
export function dischargeDay(random: Random, day: Day): Day {
  if (!isWeekend(day) || random.chance(0.4)) return day;
  return day + 7 - weekdayOf(day);
}
