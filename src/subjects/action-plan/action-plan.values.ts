import { registerEnumType } from 'type-graphql';

export enum ActionStatus {
  PLANNED = 'PLANNED',
  UNDER_WAY = 'UNDER_WAY',
  DONE = 'DONE',
  DROPPED = 'DROPPED',
}
registerEnumType(ActionStatus, {
  name: 'ActionStatus',
  description: 'How an action of the joint plan stands.',
  valuesConfig: {
    PLANNED: { description: 'Nobody has begun it.' },
    UNDER_WAY: { description: 'Somebody works on it.' },
    DONE: { description: 'Its target is reached.' },
    DROPPED: { description: 'It will not be done.' },
  },
});
