import { registerEnumType } from 'type-graphql';
import { agencies } from '../../shared/agencies.ts';

/** GraphQL names (HOME, PRACTICE, …) of the agencies as the database writes them. */
export const AgencyName = Object.fromEntries(agencies.map((agency) => [agency.toUpperCase(), agency]));

registerEnumType(AgencyName, {
  name: 'Agency',
  description: 'The kind of partner.',
  valuesConfig: {
    ICB: { description: 'An NHS integrated care board; the CCG until June 2022.' },
    DASHBOARD: { description: 'A dashboard operator; sees measures only.' },
  },
});
