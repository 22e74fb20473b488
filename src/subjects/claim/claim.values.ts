import { registerEnumType } from 'type-graphql';

export enum ClaimKind {
  REGISTRATION = 'REGISTRATION',
  STAY = 'STAY',
  PLACEMENT = 'PLACEMENT',
  FUNDING = 'FUNDING',
  ATTENDANCE = 'ATTENDANCE',
}
registerEnumType(ClaimKind, {
  name: 'ClaimKind',
  description: 'What a user says of a person.',
  valuesConfig: {
    REGISTRATION: { description: 'The person is registered with your practice.' },
    STAY: { description: 'The person is an inpatient of your trust.' },
    PLACEMENT: { description: 'The person moved into your home.' },
    FUNDING: { description: 'Your council or board pays for the person’s care in a home.' },
    ATTENDANCE: { description: 'The person is in the emergency department of your trust.' },
  },
});

export enum ClaimState {
  PENDING = 'PENDING',
  OPEN = 'OPEN',
  CONFIRMED = 'CONFIRMED',
  EXPIRED = 'EXPIRED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(ClaimState, {
  name: 'ClaimState',
  description: 'What became of a claim.',
  valuesConfig: {
    PENDING: {
      description:
        'It opens nothing of what others wrote: nothing bears it out yet, or the hub knows nobody of whom all this is true, or something on record speaks against it, or your organisation has claimed the same before. Which of these, it does not tell.',
    },
    OPEN: { description: 'It opens what an emergency opens, until `opensUntil`.' },
    CONFIRMED: { description: 'A feed, or what another organisation recorded, bears it out.' },
    EXPIRED: { description: 'Its time is over, and nothing has borne it out.' },
    WITHDRAWN: { description: 'Your organisation has taken back the stay or attendance that bore it out.' },
  },
});

export enum ClaimOutcome {
  ACCEPTED = 'ACCEPTED',
}
registerEnumType(ClaimOutcome, {
  name: 'ClaimOutcome',
  description: 'The one answer to whatever is said of a person, whether the hub knows that person or not.',
  valuesConfig: { ACCEPTED: { description: 'It is on record, and the privacy officers are told.' } },
});
