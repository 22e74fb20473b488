import { registerEnumType } from 'type-graphql';

export enum PlanStatus {
  DUE = 'DUE',
  OVERDUE = 'OVERDUE',
  IN_PLACE = 'IN_PLACE',
  REVIEW_DUE = 'REVIEW_DUE',
  DECLINED = 'DECLINED',
}
registerEnumType(PlanStatus, { name: 'PlanStatus', description: 'How a plan or review stands.' });
