import type { MeasureName } from '../../graph/documents.ts';

/** What measures are about, in the order in which a person who is cared for comes by it. */
const subjects: readonly (readonly [string, readonly MeasureName[]])[] = [
  [
    'Going to hospital',
    [
      ...(['EMERGENCY_ADMISSIONS', 'PATIENTS_ADMITTED', 'COST_OF_STAY', 'FALLS_ADMISSIONS'] as const),
      ...(['AVOIDABLE_ADMISSIONS', 'AVOIDABLE_FACTORS', 'EMERGENCY_ATTENDANCES', 'CONVEYANCES'] as const),
    ],
  ],
  [
    'Staying in hospital and leaving it',
    [
      ...(['LENGTH_OF_STAY', 'LONG_STAYS', 'DELAY_DAYS', 'DISCHARGES', 'WEEKEND_DISCHARGES'] as const),
      ...(['ANSWERED_WITHIN', 'TIME_TO_ANSWER', 'READMISSIONS'] as const),
    ],
  ],
  [
    'Harm in homes',
    ['FALLS', 'INJURIOUS_FALLS', 'NEW_PRESSURE_ULCERS', 'MEDICATION_ERRORS', 'INFECTIONS', 'OUTBREAKS'],
  ],
  [
    'Care that is due',
    [
      ...(['CARE_PLANS_IN_TIME', 'MEDICATION_REVIEWS_IN_TIME', 'ROUND_COVERAGE', 'CONCERNS_ANSWERED'] as const),
      ...(['SERVICE_REQUESTS', 'OUTSIDE_NETWORK', 'RESIDENT_OUTCOMES'] as const),
    ],
  ],
  ['Beds', ['OCCUPANCY', 'AVAILABLE_BEDS', 'CAPACITY_FRESH']],
  [
    'Homes and their staff',
    ['RETURNS_IN_TIME', 'REWARD_PAYMENTS', 'STAFF_VACANCIES', 'STAFF_TURNOVER', 'STAFF_TRAINED'],
  ],
];

/** By subject, in the order given here; those that have none yet come last. Subjects without any are left out. */
export function bySubject<Measure extends { readonly name: MeasureName }>(
  measures: readonly Measure[],
): { subject: string; measures: Measure[] }[] {
  const named = new Set(subjects.flatMap(([, names]) => names));
  const grouped = subjects.map(([subject, names]) => ({
    subject,
    measures: names.flatMap((name) => measures.find((one) => one.name === name) ?? []),
  }));
  const rest = { subject: 'Other', measures: measures.filter(({ name }) => !named.has(name)) };
  return [...grouped, rest].filter((group) => group.measures.length > 0);
}
