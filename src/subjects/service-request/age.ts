import type { FieldShape } from '../../access/reading/shape.ts';

/** Whole days for which a request has waited, or did until it ended. A field of its own, since it is another tomorrow. */
export const serviceRequestAge: [string, FieldShape] = [
  'ServiceRequest.ageDays',
  {
    kind: 'plain',
    columns: ['requested_at', 'ended_at'],
    expression: (alias) =>
      `floor(extract(epoch from coalesce(${alias}.ended_at, now()) - ${alias}.requested_at) / 86400)::int`,
  },
];
