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
  description: 'How a plan or review stands today; after the resident has left, how it stood then.',
  valuesConfig: {
    DUE: { description: 'To be made, or gone through anew after a return from hospital, within the time set.' },
    OVERDUE: { description: 'Not made, or not reviewed, by the day on which it was due.' },
    IN_PLACE: { description: 'Made, and not due for review.' },
    REVIEW_DUE: { description: 'Made, and due for review within 30 days.' },
    DECLINED: { description: 'The resident, or who decides for the resident, wants none.' },
  },
});

export enum PlanParty {
  RESIDENT = 'RESIDENT',
  ATTORNEY = 'ATTORNEY',
  DEPUTY = 'DEPUTY',
  FAMILY = 'FAMILY',
  ADVOCATE = 'ADVOCATE',
  HOME = 'HOME',
  OTHER = 'OTHER',
}
registerEnumType(PlanParty, {
  name: 'PlanParty',
  description: 'Somebody with whom a care plan is agreed.',
  valuesConfig: {
    RESIDENT: { description: 'The resident.' },
    ATTORNEY: { description: 'Who holds a lasting power of attorney for health and welfare.' },
    DEPUTY: { description: 'A deputy whom the Court of Protection appointed.' },
    FAMILY: { description: 'Family or friends, who advise and do not decide.' },
    ADVOCATE: { description: 'An independent advocate.' },
    HOME: { description: 'Staff of the home.' },
    OTHER: { description: 'Somebody else, whom `agreedWithNames` tells.' },
  },
});
