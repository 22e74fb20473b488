import { registerEnumType } from 'type-graphql';

export enum ReferralKind {
  NEW_PLACEMENT = 'NEW_PLACEMENT',
  RETURN = 'RETURN',
}
registerEnumType(ReferralKind, {
  name: 'ReferralKind',
  description: 'Where somebody who leaves hospital is to go.',
  valuesConfig: {
    NEW_PLACEMENT: { description: 'To a home in which the person does not live yet.' },
    RETURN: { description: 'Back to the home where the resident lives, whose bed is held.' },
  },
});

export enum Mobility {
  INDEPENDENT = 'INDEPENDENT',
  WALKING_AID = 'WALKING_AID',
  ASSISTANCE_OF_ONE = 'ASSISTANCE_OF_ONE',
  ASSISTANCE_OF_TWO = 'ASSISTANCE_OF_TWO',
  CARED_FOR_IN_BED = 'CARED_FOR_IN_BED',
}
registerEnumType(Mobility, {
  name: 'Mobility',
  description: 'How somebody moves about.',
  valuesConfig: {
    INDEPENDENT: { description: 'Walks without help.' },
    WALKING_AID: { description: 'Walks with a stick, frame or the like.' },
    ASSISTANCE_OF_ONE: { description: 'Needs one carer to move.' },
    ASSISTANCE_OF_TWO: { description: 'Needs two carers to move.' },
    CARED_FOR_IN_BED: { description: 'Stays in bed.' },
  },
});

export enum InfectionStatus {
  NONE_KNOWN = 'NONE_KNOWN',
  AWAITING_RESULT = 'AWAITING_RESULT',
  COLONISED = 'COLONISED',
  INFECTIOUS = 'INFECTIOUS',
  RECOVERED = 'RECOVERED',
}
registerEnumType(InfectionStatus, {
  name: 'InfectionStatus',
  description: 'What a home must know to keep an infection from spreading.',
  valuesConfig: {
    NONE_KNOWN: { description: 'No infection is known.' },
    AWAITING_RESULT: { description: 'A test was taken; its result is not known yet.' },
    COLONISED: { description: 'Carries an organism such as MRSA without being ill.' },
    INFECTIOUS: { description: 'Must be isolated.' },
    RECOVERED: { description: 'Had an infection that is over.' },
  },
});

export enum TransportNeed {
  NOT_NEEDED = 'NOT_NEEDED',
  SEATED = 'SEATED',
  WHEELCHAIR = 'WHEELCHAIR',
  STRETCHER = 'STRETCHER',
}
registerEnumType(TransportNeed, {
  name: 'TransportNeed',
  description: 'How somebody comes from the hospital.',
  valuesConfig: {
    NOT_NEEDED: { description: 'Family or a taxi brings the person.' },
    SEATED: { description: 'Patient transport, sitting.' },
    WHEELCHAIR: { description: 'Patient transport, in a wheelchair.' },
    STRETCHER: { description: 'Patient transport, lying.' },
  },
});

export enum FundingRoute {
  COUNCIL = 'COUNCIL',
  CHC = 'CHC',
  CHC_FAST_TRACK = 'CHC_FAST_TRACK',
  SELF = 'SELF',
  SECTION_117 = 'SECTION_117',
  JOINT = 'JOINT',
  DISCHARGE_TO_ASSESS = 'DISCHARGE_TO_ASSESS',
  UNDECIDED = 'UNDECIDED',
}
registerEnumType(FundingRoute, {
  name: 'FundingRoute',
  description: 'Who is expected to pay for the care that is looked for.',
  valuesConfig: {
    COUNCIL: { description: 'The council.' },
    CHC: { description: 'The NHS, by continuing healthcare.' },
    CHC_FAST_TRACK: { description: 'The NHS, by continuing healthcare for a person who is rapidly declining.' },
    SELF: { description: 'The person or the family.' },
    SECTION_117: { description: 'Aftercare by section 117 of the Mental Health Act 1983.' },
    JOINT: { description: 'Council and NHS together.' },
    DISCHARGE_TO_ASSESS: { description: 'The discharge fund, while it is assessed what is needed.' },
    UNDECIDED: { description: 'Not decided yet.' },
  },
});
