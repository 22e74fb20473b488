import type { Edge } from '../../access/reading/reader.ts';
import { childrenBy, rowBy } from '../../access/reading/sources.ts';

const order: Edge['order'] = [{ field: 'addedAt', direction: 'desc', type: 'timestamptz' }];

/** Who is on the list of a round, as far as the viewer may see it. */
export const visitsOfRound: Edge = {
  subject: 'RoundVisit',
  source: (shape, asker) => rowBy(shape, asker, ['t.round_id = p.id']),
  order,
};

export const visitsOfResident: Edge = {
  subject: 'RoundVisit',
  source: (shape) => childrenBy(shape, 'resident_id'),
  order,
};
