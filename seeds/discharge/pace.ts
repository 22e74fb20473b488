import { atLondon, hour, type Instant, isWeekend, londonDay, minute, weekdayOf } from '../london.ts';
import type { Random } from '../random.ts';
import type { Home, World } from '../world.ts';

/** Seconds would be the same for all homes that are asked at once, so the hub keeps none. */
export const toTheMinute = (at: Instant): Instant => Math.floor(at / minute) * minute;

/** Managers answer in hours on a weekday, and over a weekend often not before Monday. */
export function answeredAfter(askedAt: Instant, meanHours: number, random: Random): Instant {
  const day = londonDay(askedAt);
  const late = isWeekend(day) || (weekdayOf(day) === 4 && askedAt > atLondon(day, 15 * 60));
  return toTheMinute(askedAt + (0.3 + random.exponential(late ? meanHours * 3 : meanHours)) * hour);
}

const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

/** Whether a home, by the hours that it states, takes discharges at a moment, as `hub.takes_discharges` says. */
export function takesDischarges(world: World, home: Home, at: Instant): boolean {
  const day = londonDay(at);
  const minutes = (at - atLondon(day, 0)) / minute;
  return world.tables.discharge_hours.some(
    ({ homeId, weekday, fromAt, untilAt }) =>
      homeId === home.id &&
      weekday === weekdays[weekdayOf(day)] &&
      minutesOf(fromAt) <= minutes &&
      minutes < minutesOf(untilAt),
  );
}

function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number) as [number, number];
  return hours * 60 + minutes;
}
