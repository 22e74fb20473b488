import { capacityTracker } from './capacity-tracker/capacity-tracker.ts';
import { cqc } from './cqc/locations.ts';
import type { Format } from './engine/format.ts';
import { monthlyReturn } from './monthly-return/monthly-return.ts';
import { ods } from './ods/organisations.ts';
import { placements } from './placements/placements.ts';
import { registrations } from './registrations/registrations.ts';

/** Every kind of file that the hub takes, by its name. Messages of hospitals (`adt/`) are to join them once their faults are mended. */
export const formats: ReadonlyMap<string, Format> = new Map(
  [capacityTracker, cqc, monthlyReturn, ods, placements, registrations].map((format) => [format.name, format] as const),
);
