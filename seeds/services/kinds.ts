/** What is asked for, how often, and the days that it takes on average. */
export interface Service {
  kind: string;
  weight: number;
  days: number;
  details: string;
}

/** Of the community trust. */
export const ofTrust: readonly Service[] = [
  { kind: 'DISTRICT_NURSE', weight: 16, days: 2, details: 'Dressing on the shin to be changed twice a week.' },
  { kind: 'WOUND_CARE', weight: 12, days: 4, details: 'Red heel that does not fade. Photograph sent by secure mail.' },
  { kind: 'CONTINENCE_PRODUCTS', weight: 15, days: 21, details: 'Products no longer fit. Three-day chart is ready.' },
  {
    ...{ kind: 'SPEECH_AND_LANGUAGE_THERAPY', weight: 12, days: 17 },
    details: 'Coughs when drinking tea since last week; on thickened fluids meanwhile.',
  },
  { kind: 'DIETETICS', weight: 9, days: 20, details: 'Has lost 2 kg in a month in spite of fortified meals.' },
  { kind: 'OCCUPATIONAL_THERAPY', weight: 8, days: 28, details: 'Slides down in the chair. How should it be set?' },
  { kind: 'PHYSIOTHERAPY', weight: 8, days: 24, details: 'Stood with a frame before the fall. May we try again?' },
  { kind: 'WHEELCHAIR', weight: 7, days: 62, details: 'Wheelchair is too narrow; a new one is to be fitted.' },
  { kind: 'PODIATRY', weight: 6, days: 40, details: 'Nails are thick and sore in the shoes.' },
  { kind: 'MENTAL_HEALTH', weight: 4, days: 30, details: 'Low since the spring; eats in the room only.' },
  { kind: 'PALLIATIVE_CARE', weight: 3, days: 2, details: 'Restless at night. Advice on medicines to have at hand.' },
];

/** Of the council that pays. */
export const ofCouncil: readonly Service[] = [
  { kind: 'CARE_REVIEW', weight: 45, days: 35, details: 'Needs two carers now for every transfer. Review, please.' },
  { kind: 'BED_OR_MATTRESS', weight: 22, days: 6, details: 'A mattress that relieves pressure; skin is at risk.' },
  { kind: 'HOIST_OR_SLING', weight: 15, days: 14, details: 'Sling in a smaller size.' },
  { kind: 'SEATING', weight: 10, days: 45, details: 'A chair that tilts, after the assessment of last month.' },
  { kind: 'OTHER_EQUIPMENT', weight: 8, days: 10, details: 'A sensor mat for beside the bed.' },
];

export const replies = [
  'We come on the day that is stated, in the morning.',
  'Please have the weight chart at hand.',
  'The stores have it; the driver rings before.',
  'We saw the resident. Plan is in the notes that we left.',
];
export const refusals = [
  'Below our threshold. Ring us if it gets worse.',
  'This is for the practice to prescribe.',
  'We have no clinic for this; the hospital has.',
];
