import type { FieldShape } from '../../access/reading/shape.ts';
import { today } from '../../access/reading/sources.ts';

/** What was authorised until a day is not authorised any more after it, whether or not the council has said so. */
export const libertyToday: [string, FieldShape] = [
  'PersonalSummary.deprivationOfLiberty',
  {
    kind: 'plain',
    columns: ['deprivation_of_liberty', 'liberty_authorised_until'],
    expression: (alias) =>
      `case when ${alias}.deprivation_of_liberty = 'AUTHORISED' and ${alias}.liberty_authorised_until < ${today} then 'ENDED' else ${alias}.deprivation_of_liberty end`,
  },
];
