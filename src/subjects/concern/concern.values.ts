import { registerEnumType } from 'type-graphql';

export enum ConcernUrgency {
  URGENT = 'URGENT',
  SOON = 'SOON',
  ROUTINE = 'ROUTINE',
}

/** Hours within which a concern is due to be answered, nights and weekends too. This hub's own rule, and here alone. */
export const answerWithinHours: Readonly<Record<ConcernUrgency, number>> = { URGENT: 4, SOON: 48, ROUTINE: 168 };

registerEnumType(ConcernUrgency, {
  name: 'ConcernUrgency',
  description: 'How soon an answer is needed.',
  valuesConfig: {
    URGENT: {
      description: `Due within ${answerWithinHours.URGENT} hours. Nobody is rung up by the hub: where life may be in danger, ring 999.`,
    },
    SOON: { description: `Due within ${answerWithinHours.SOON / 24} days.` },
    ROUTINE: { description: `Due within ${answerWithinHours.ROUTINE / 24} days.` },
  },
});

export enum ConcernAddressee {
  PRACTICE = 'PRACTICE',
  COMMUNITY_TEAM = 'COMMUNITY_TEAM',
}
registerEnumType(ConcernAddressee, {
  name: 'ConcernAddressee',
  description:
    'Of whom an answer is expected. Whoever else cares for the resident reads the concern too, and may answer.',
  valuesConfig: {
    PRACTICE: { description: 'The practice of the resident.' },
    COMMUNITY_TEAM: { description: 'The community team of the trust on whose caseload the resident is.' },
  },
});

export enum ConcernOutcome {
  ADVICE_GIVEN = 'ADVICE_GIVEN',
  VISIT_ARRANGED = 'VISIT_ARRANGED',
  MEDICINES_CHANGED = 'MEDICINES_CHANGED',
  REFERRED = 'REFERRED',
  SENT_TO_HOSPITAL = 'SENT_TO_HOSPITAL',
  NO_ACTION = 'NO_ACTION',
}
registerEnumType(ConcernOutcome, {
  name: 'ConcernOutcome',
  description: 'What came of a concern.',
  valuesConfig: {
    ADVICE_GIVEN: { description: 'The home was told what to do and what to watch.' },
    VISIT_ARRANGED: { description: 'Somebody comes to see the resident, or will on the next round.' },
    MEDICINES_CHANGED: { description: 'A medicine was begun, changed or stopped.' },
    REFERRED: { description: 'Another service was asked to see the resident.' },
    SENT_TO_HOSPITAL: { description: 'The resident was sent to hospital.' },
    NO_ACTION: { description: 'Looked into, and nothing more is needed.' },
  },
});
