import { registerEnumType } from 'type-graphql';

export enum DischargePathway {
  P0 = 'P0',
  P1 = 'P1',
  P2 = 'P2',
  P3 = 'P3',
}
registerEnumType(DischargePathway, {
  name: 'DischargePathway',
  description: 'What somebody needs after the hospital.',
  valuesConfig: {
    P0: { description: 'Home without new help; going back to the own care home counts here.' },
    P1: { description: 'Home with support.' },
    P2: { description: 'A bed for recovery.' },
    P3: { description: 'A care home for good, or a long assessment.' },
  },
});

export enum DelayReason {
  ASSESSMENT = 'ASSESSMENT',
  PUBLIC_FUNDING = 'PUBLIC_FUNDING',
  FURTHER_NON_ACUTE_NHS = 'FURTHER_NON_ACUTE_NHS',
  CARE_HOME_PLACEMENT = 'CARE_HOME_PLACEMENT',
  HOME_CARE_PACKAGE = 'HOME_CARE_PACKAGE',
  EQUIPMENT = 'EQUIPMENT',
  CHOICE = 'CHOICE',
  DISPUTE = 'DISPUTE',
  HOUSING = 'HOUSING',
}
registerEnumType(DelayReason, {
  name: 'DelayReason',
  description: 'Why somebody ready to leave is still in hospital.',
  valuesConfig: {
    ASSESSMENT: { description: 'An assessment is not finished.' },
    PUBLIC_FUNDING: { description: 'Public funding is not decided.' },
    FURTHER_NON_ACUTE_NHS: { description: 'Waits for further NHS care that is not acute.' },
    CARE_HOME_PLACEMENT: { description: 'Waits for a place in a care home.' },
    HOME_CARE_PACKAGE: { description: 'Waits for care at home.' },
    EQUIPMENT: { description: 'Waits for equipment or adaptations.' },
    CHOICE: { description: 'The patient or family has not chosen yet.' },
    DISPUTE: { description: 'Those who decide do not agree.' },
    HOUSING: { description: 'Waits for somewhere to live.' },
  },
});

export enum DelayAgency {
  NHS = 'NHS',
  SOCIAL_CARE = 'SOCIAL_CARE',
  BOTH = 'BOTH',
}
registerEnumType(DelayAgency, {
  name: 'DelayAgency',
  description: 'Who is to end a delay.',
  valuesConfig: {
    NHS: { description: 'The NHS.' },
    SOCIAL_CARE: { description: 'The council’s social care.' },
    BOTH: { description: 'Both together.' },
  },
});

/** NHS admission methods that are emergencies (UK Core code set). */
export const emergencyMethods = ['21', '22', '23', '24', '25', '2A', '2B', '2C', '2D', '28'] as const;

export enum TrustContactKind {
  ATTENDING = 'ATTENDING',
  REFERRED = 'REFERRED',
  CASELOAD = 'CASELOAD',
}

/** What a review of an admission may name in these very words, so that measures count it under a name of its own. */
export const avoidableFactors = {
  NO_ESCALATION_PLAN: 'No escalation plan to hand',
  GP_NOT_REACHED: 'GP not reached out of hours',
  FLUIDS_NOT_RECORDED: 'Fluid intake not recorded',
  MEDICATION_NOT_REVIEWED: 'Medication not reviewed',
  EQUIPMENT_MISSING: 'Equipment missing in the home',
  NO_COMMUNITY_TEAM: 'Community team not available at the weekend',
  SIGNS_NOT_ACTED_ON: 'Early signs not acted on',
} as const;
