import { registerEnumType } from 'type-graphql';

export enum RoundReason {
  NEW_RESIDENT = 'NEW_RESIDENT',
  READMITTED = 'READMITTED',
  DISCHARGED_FROM_HOSPITAL = 'DISCHARGED_FROM_HOSPITAL',
  INCIDENT = 'INCIDENT',
  CONCERN_WAITING = 'CONCERN_WAITING',
  VISIT_ARRANGED = 'VISIT_ARRANGED',
  ASKED_BY_HOME = 'ASKED_BY_HOME',
  CARE_PLAN_DUE = 'CARE_PLAN_DUE',
  MEDICATION_REVIEW_DUE = 'MEDICATION_REVIEW_DUE',
  FOLLOW_UP_DUE = 'FOLLOW_UP_DUE',
}

/** Who was never seen on a round is on the list for what befell within so many days. This hub's own rule, and here alone. */
export const lookBackDays = 28;

registerEnumType(RoundReason, {
  name: 'RoundReason',
  description: `Why a resident is on the list of a home round. "Since" is since the resident was last seen on one, and at most ${lookBackDays} days.`,
  valuesConfig: {
    NEW_RESIDENT: { description: 'Moved into the home since.' },
    READMITTED: { description: 'Lived in the home before, and moved in again since.' },
    DISCHARGED_FROM_HOSPITAL: { description: 'Came back from hospital since.' },
    INCIDENT: { description: 'Something befell the resident since.' },
    CONCERN_WAITING: { description: 'A concern of the home waits for its answer.' },
    VISIT_ARRANGED: { description: 'A concern was answered since by the promise of a visit.' },
    ASKED_BY_HOME: { description: 'The home asked since that the resident be seen on the next round.' },
    CARE_PLAN_DUE: { description: 'There is no care plan, or it or its review is due.' },
    MEDICATION_REVIEW_DUE: { description: 'The review of medicines is due.' },
    FOLLOW_UP_DUE: { description: 'The last round asked that the resident be seen again by now.' },
  },
});

export enum RoundVisitState {
  WAITING = 'WAITING',
  SEEN = 'SEEN',
  NOT_SEEN = 'NOT_SEEN',
}
registerEnumType(RoundVisitState, {
  name: 'RoundVisitState',
  description: 'What became of a resident on the list of a home round.',
  valuesConfig: {
    WAITING: { description: 'Nobody has said yet.' },
    SEEN: { description: 'Seen, in person or by video.' },
    NOT_SEEN: { description: 'Not seen: what was the reason for this round is one for the next.' },
  },
});

export enum HomeRoundOutcome {
  NO_ACTION = 'NO_ACTION',
  MEDICINES_CHANGED = 'MEDICINES_CHANGED',
  REFERRED_TO_MDT = 'REFERRED_TO_MDT',
  URGENT_REVIEW = 'URGENT_REVIEW',
  PLAN_UPDATED = 'PLAN_UPDATED',
  ADMITTED = 'ADMITTED',
}
registerEnumType(HomeRoundOutcome, {
  name: 'HomeRoundOutcome',
  description: 'What follows for a resident who was seen on a home round.',
  valuesConfig: {
    NO_ACTION: { description: 'Nothing more is needed: with no other outcome.' },
    MEDICINES_CHANGED: { description: 'A medicine was begun, changed or stopped.' },
    REFERRED_TO_MDT: { description: 'The multidisciplinary team is to look at it together.' },
    URGENT_REVIEW: { description: 'Somebody is to see the resident before the next round.' },
    PLAN_UPDATED: { description: 'The care plan was changed.' },
    ADMITTED: { description: 'The resident was sent to hospital.' },
  },
});

export enum SeenByRole {
  GENERAL_PRACTITIONER = 'GENERAL_PRACTITIONER',
  NURSE = 'NURSE',
  PHARMACIST = 'PHARMACIST',
  PARAMEDIC = 'PARAMEDIC',
  THERAPIST = 'THERAPIST',
  GERIATRICIAN = 'GERIATRICIAN',
  OTHER_CLINICIAN = 'OTHER_CLINICIAN',
}
registerEnumType(SeenByRole, {
  name: 'SeenByRole',
  description: 'In which role somebody saw a resident on a home round. No name: the access record knows who wrote it.',
});
