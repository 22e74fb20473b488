import type { FieldShape } from '../../access/reading/shape.ts';

const clock = ['counted_from', 'counted_until'];

function status(declined: string, done: string, due: string): FieldShape {
  const columns = [declined, ...clock, done, due];
  return {
    kind: 'plain',
    columns,
    expression: (alias) => `hub.plan_status(${columns.map((column) => `${alias}.${column}`).join(', ')})`,
  };
}

/** How a plan stands depends on the day on which it is asked. */
export const planStandings: readonly [string, FieldShape][] = [
  ['CarePlan.status', status('declined_on', 'reviewed_on', 'due_on')],
  [
    'CarePlan.medicationReviewStatus',
    status('medication_review_declined_on', 'medication_reviewed_on', 'medication_review_due_on'),
  ],
];
