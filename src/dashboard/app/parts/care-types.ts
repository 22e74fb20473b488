import type { CareType } from '../graph/documents.ts';

/** In the order in which people look for them. */
export const careTypes: readonly CareType[] = [
  ...([
    'RESIDENTIAL',
    'NURSING',
    'RESIDENTIAL_DEMENTIA',
    'NURSING_DEMENTIA',
    'RESPITE',
    'DISCHARGE_TO_ASSESS',
  ] as const),
  ...(['LEARNING_DISABILITY', 'MENTAL_HEALTH', 'PHYSICAL_DISABILITY'] as const),
];
