import { registerEnumType } from 'type-graphql';

export enum ArrivalMode {
  AMBULANCE = 'AMBULANCE',
  PATIENT_TRANSPORT = 'PATIENT_TRANSPORT',
  OWN_WAY = 'OWN_WAY',
  OTHER = 'OTHER',
}
registerEnumType(ArrivalMode, {
  name: 'ArrivalMode',
  description: 'How somebody came to an emergency department.',
  valuesConfig: {
    AMBULANCE: { description: 'By an emergency ambulance, also by air.' },
    PATIENT_TRANSPORT: { description: 'By transport that was ordered for patients.' },
    OWN_WAY: { description: 'On foot, by car or taxi, also with staff or family.' },
    OTHER: { description: 'In another way.' },
  },
});

export enum ConveyedFrom {
  CARE_HOME = 'CARE_HOME',
  PRACTICE = 'PRACTICE',
  OTHER_HOSPITAL = 'OTHER_HOSPITAL',
  ELSEWHERE = 'ELSEWHERE',
}
registerEnumType(ConveyedFrom, {
  name: 'ConveyedFrom',
  description: 'From where somebody was brought to an emergency department.',
  valuesConfig: {
    CARE_HOME: { description: 'From the care home where the person lives.' },
    PRACTICE: { description: 'From a practice or clinic.' },
    OTHER_HOSPITAL: { description: 'From another hospital.' },
    ELSEWHERE: { description: 'From anywhere else, such as the street or a day out.' },
  },
});

export enum AttendanceOutcome {
  ADMITTED = 'ADMITTED',
  DISCHARGED_BACK = 'DISCHARGED_BACK',
  TRANSFERRED = 'TRANSFERRED',
  LEFT = 'LEFT',
  DIED = 'DIED',
}
registerEnumType(AttendanceOutcome, {
  name: 'AttendanceOutcome',
  description: 'What came of an attendance at an emergency department.',
  valuesConfig: {
    ADMITTED: { description: 'Admitted to a ward of the same trust; the stay is a record of its own.' },
    DISCHARGED_BACK: { description: 'Sent back to where the person lives.' },
    TRANSFERRED: { description: 'Sent on to another trust.' },
    LEFT: { description: 'Left before the treatment was over.' },
    DIED: { description: 'Died in the department, or was dead on arrival.' },
  },
});
