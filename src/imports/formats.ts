import { adt } from './adt/events.ts';
import { capacityTracker } from './capacity-tracker/capacity-tracker.ts';
import { cqc } from './cqc/locations.ts';
import type { Format } from './engine/format.ts';
import { monthlyReturn } from './monthly-return/monthly-return.ts';
import { ods } from './ods/organisations.ts';
import { placements } from './placements/placements.ts';
import { registrations } from './registrations/registrations.ts';

/** Every kind of file that the hub takes, by its name: from its operator all of them, through the graph those that `file-import` names. */
export const formats: ReadonlyMap<string, Format> = new Map(
  [adt, capacityTracker, cqc, monthlyReturn, ods, placements, registrations].map(
    (format) => [format.name, format] as const,
  ),
);
