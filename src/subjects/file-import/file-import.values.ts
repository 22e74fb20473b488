import { registerEnumType } from 'type-graphql';

/**
 * Formats that people of an agency bring themselves, as `npx caregraph import` calls them in small letters. Messages of
 * hospitals open records, which nobody does for himself: they come by a feed, from the hub's operator.
 */
export enum ImportFormat {
  PLACEMENTS = 'PLACEMENTS',
  CAPACITY_TRACKER = 'CAPACITY_TRACKER',
  MONTHLY_RETURN = 'MONTHLY_RETURN',
}
registerEnumType(ImportFormat, {
  name: 'ImportFormat',
  description: 'What kind of file is brought.',
  valuesConfig: {
    PLACEMENTS: { description: 'Placements and funding of a council, as comma-separated values.' },
    CAPACITY_TRACKER: { description: 'Beds of homes, as the Capacity Tracker exports them.' },
    MONTHLY_RETURN: { description: 'Figures of a home’s monthly returns, as it keeps them in a workbook.' },
  },
});

export enum ImportState {
  AWAITED = 'AWAITED',
  RECEIVED = 'RECEIVED',
  ASKING = 'ASKING',
  DONE = 'DONE',
  TRIED = 'TRIED',
  BEFORE = 'BEFORE',
  REFUSED = 'REFUSED',
  EXPIRED = 'EXPIRED',
}
registerEnumType(ImportState, {
  name: 'ImportState',
  description: 'How far a file has come.',
  valuesConfig: {
    AWAITED: { description: 'Parts of it are still to come (`uploadPart`).' },
    RECEIVED: { description: 'All of it is there, and it is being taken: look again soon.' },
    ASKING: {
      description:
        'It would change or end more than is usual: nothing was changed. If that is meant, say so (`confirmImport`).',
    },
    DONE: { description: 'It was taken. `rejects` are the lines that were not.' },
    TRIED: { description: 'It was only tried: the counts say what would be done.' },
    BEFORE: { description: 'The very same file was taken earlier: nothing was done again.' },
    REFUSED: {
      description:
        'Nothing of it can be taken, or nothing more: `refusedBecause` says why, and the counts say what was taken before and stands.',
    },
    EXPIRED: { description: 'It was not finished within seven days, and what had come of it was thrown away.' },
  },
});
