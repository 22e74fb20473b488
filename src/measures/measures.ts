import type { MeasureDefinition } from './definition.ts';
import { emergencyAdmissions } from './emergency-admissions.ts';

/** Every measure that the hub can publish. */
export const measures: readonly MeasureDefinition[] = [emergencyAdmissions];
