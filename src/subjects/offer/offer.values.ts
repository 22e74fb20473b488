import { registerEnumType } from 'type-graphql';

export enum OfferKind {
  TRAINING = 'TRAINING',
  CLINIC = 'CLINIC',
  STUDENT_PLACEMENT = 'STUDENT_PLACEMENT',
  SHADOWING = 'SHADOWING',
  RESPITE = 'RESPITE',
  OTHER = 'OTHER',
}
registerEnumType(OfferKind, {
  name: 'OfferKind',
  description: 'What one organisation offers to others.',
  valuesConfig: {
    TRAINING: { description: 'Training, in a room, on a ward or in the home.' },
    CLINIC: { description: 'A clinic that is held at a place for residents of several homes.' },
    STUDENT_PLACEMENT: { description: 'A place where students of nursing or therapy learn.' },
    SHADOWING: { description: 'Going along with somebody at work, in either direction.' },
    RESPITE: { description: 'A short stay that others may use.' },
    OTHER: { description: 'Something else, as the description says.' },
  },
});
