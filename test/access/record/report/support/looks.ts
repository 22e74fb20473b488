import type { Look } from '../../../../../src/access/record/report/look.ts';

/** A care worker looked at a person and five incidents, of two of them also at the narrative. */
export const look: Look = {
  at: new Date('2026-07-01T22:30:05.123Z'),
  organisation: 'Siân’s House, Ŵyl',
  agency: 'home',
  user: 'manager-1',
  role: 'care-worker',
  purpose: 'DIRECT_CARE',
  kind: 'READ',
  operation: 'residents',
  cutShort: false,
  relationships: ['home.current'],
  means: ['The resident lives in this home.'],
  roleMeans: 'Gives care in the home.',
  shown: [
    {
      type: 'Resident',
      records: null,
      fields: [
        { field: 'dateOfBirth', form: 'year', records: 1 },
        { field: 'givenName', form: 'clear', records: 1 },
        { field: 'id', form: 'clear', records: 1 },
      ],
    },
    {
      type: 'Incident',
      records: 5,
      fields: [
        { field: 'kind', form: 'clear', records: 5 },
        { field: 'narrative', form: 'clear', records: 2 },
      ],
    },
  ],
};
