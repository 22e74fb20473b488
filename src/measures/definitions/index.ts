import type { MeasureDefinition } from './definition.ts';
import { avoidableAdmissions, emergencyAdmissions } from './emergency-admissions.ts';
import { conveyances, emergencyAttendances } from './emergency-attendances.ts';
import { falls, infections, injuriousFalls, medicationErrors, newPressureUlcers } from './incidents.ts';

/** Every measure that the hub can publish, in the order in which it lists them. */
export const measures: readonly MeasureDefinition[] = [
  emergencyAdmissions,
  avoidableAdmissions,
  emergencyAttendances,
  conveyances,
  falls,
  injuriousFalls,
  newPressureUlcers,
  medicationErrors,
  infections,
];
