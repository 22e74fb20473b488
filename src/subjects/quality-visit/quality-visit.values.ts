import { registerEnumType } from 'type-graphql';

export enum RecommendationPriority {
  HIGH = 'HIGH',
  MEDIUM = 'MEDIUM',
  LOW = 'LOW',
}
registerEnumType(RecommendationPriority, {
  name: 'RecommendationPriority',
  description: 'How much depends on a recommendation.',
  valuesConfig: {
    HIGH: { description: 'Somebody may come to harm.' },
    MEDIUM: { description: 'Care is less good than it must be.' },
    LOW: { description: 'Care could be better.' },
  },
});

export enum RecommendationState {
  OPEN = 'OPEN',
  ANSWERED = 'ANSWERED',
  SENT_BACK = 'SENT_BACK',
  ACCEPTED = 'ACCEPTED',
}
registerEnumType(RecommendationState, {
  name: 'RecommendationState',
  description: 'Whose turn it is with a recommendation.',
  valuesConfig: {
    OPEN: { description: 'The home has not answered yet.' },
    ANSWERED: { description: 'The home said what it did; the council has not looked at that yet.' },
    SENT_BACK: { description: 'The council is not content: the home is to answer anew.' },
    ACCEPTED: { description: 'The council is content. Nothing more is to come.' },
  },
});
