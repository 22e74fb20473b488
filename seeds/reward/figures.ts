import { type Day, dayNamed, dayText, londonDay } from '../london.ts';
import type { World } from '../world.ts';

/** What the hub counts of a home in a month, as `hub.return_counted` does. */
export type CountedFigure =
  | 'FALLS'
  | 'PRESSURE_ULCERS'
  | 'INFECTIONS'
  | 'MEDICATION_ERRORS'
  | 'EMERGENCY_ADMISSIONS'
  | 'DEATHS'
  | 'OCCUPIED_BED_DAYS';

const figureOfKind: Readonly<Record<string, CountedFigure>> = {
  FALL: 'FALLS',
  PRESSURE_ULCER: 'PRESSURE_ULCERS',
  INFECTION: 'INFECTIONS',
  MEDICATION_ERROR: 'MEDICATION_ERRORS',
};

/** The first day of a month, `2026-04-01`, by any day of it. */
export const monthOf = (day: Day): string => `${dayText(day).slice(0, 7)}-01`;

export function nextMonth(month: string): string {
  return monthOf(dayNamed(month) + 31);
}

/** What happened in each home, month by month, from what is recorded of its residents. */
export class Figures {
  private readonly counts = new Map<string, number>();

  constructor(private readonly world: World) {
    this.countIncidents();
    this.countPlacements();
    this.countAbsences();
  }

  of(homeId: string, month: string, figure: CountedFigure): number {
    return this.counts.get(`${homeId} ${month} ${figure}`) ?? 0;
  }

  private add(homeId: string, month: string, figure: CountedFigure, by: number): void {
    const key = `${homeId} ${month} ${figure}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + by);
  }

  private countIncidents(): void {
    for (const { homeId, kind, occurredAt, presentOnAdmission } of this.world.tables.incident) {
      const figure = figureOfKind[kind];
      if (figure === undefined || (kind === 'PRESSURE_ULCER' && presentOnAdmission === true)) continue;
      this.add(homeId, monthOf(londonDay(Date.parse(occurredAt))), figure, 1);
    }
  }

  private countPlacements(): void {
    for (const { homeId, fromOn, toOn, endReason } of this.world.tables.placement) {
      if (endReason === 'DIED' && toOn !== null) this.add(homeId, monthOf(dayNamed(toOn)), 'DEATHS', 1);
      this.addDays(homeId, fromOn, toOn, 1);
    }
  }

  private countAbsences(): void {
    const homes = new Map(this.world.tables.placement.map(({ id, homeId }) => [id, homeId]));
    for (const { placementId, reason, fromOn, toOn } of this.world.tables.absence) {
      const homeId = homes.get(placementId);
      if (reason !== 'HOSPITAL' || homeId === undefined) continue;
      this.add(homeId, monthOf(dayNamed(fromOn)), 'EMERGENCY_ADMISSIONS', 1);
      this.addDays(homeId, fromOn, toOn, -1);
    }
  }

  /** Adds (or takes off) the days [from, to) to the bed-days of the months of the story in which they lie. */
  private addDays(homeId: string, fromOn: string, toOn: string | null, sign: 1 | -1): void {
    const { start, today } = this.world.clock;
    const end = toOn === null ? today : dayNamed(toOn);
    for (let day = Math.max(dayNamed(fromOn), dayNamed(monthOf(start))); day < end; ) {
      const month = monthOf(day);
      const until = Math.min(end, dayNamed(nextMonth(month)));
      this.add(homeId, month, 'OCCUPIED_BED_DAYS', sign * (until - day));
      day = until;
    }
  }
}
