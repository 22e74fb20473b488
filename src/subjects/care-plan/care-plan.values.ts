import { registerEnumType } from 'type-graphql';

export enum PlanStatus {
  DUE = 'DUE',
  OVERDUE = 'OVERDUE',
  IN_PLACE = 'IN_PLACE',
  REVIEW_DUE = 'REVIEW_DUE',
  DECLINED = 'DECLINED',
}
registerEnumType(PlanStatus, {
  name: 'PlanStatus',
  description: 'How a plan or review stands.',
  valuesConfig: {
    DUE: { description: 'To be made, within the time set.' },
    OVERDUE: { description: 'To be made, and late.' },
    IN_PLACE: { description: 'Made, and not due for review.' },
    REVIEW_DUE: { description: 'Made, and due for review.' },
    DECLINED: { description: 'The resident, or who decides for the resident, wants none.' },
  },
});
