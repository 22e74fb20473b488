import type { Edge } from '../../access/reading/reader.ts';
import { childrenBy } from '../../access/reading/sources.ts';

export const absencesOfPlacement: Edge = {
  subject: 'Absence',
  source: (shape) => childrenBy(shape, 'placement_id'),
  order: [{ field: 'from', direction: 'desc', type: 'date' }],
};

export const fundingOfPlacement: Edge = {
  subject: 'FundingComponent',
  source: (shape) => childrenBy(shape, 'placement_id'),
  order: [{ field: 'from', direction: 'desc', type: 'date' }],
};
