import { registerEnumType } from 'type-graphql';

export enum AbuseKind {
  PHYSICAL = 'PHYSICAL',
  DOMESTIC = 'DOMESTIC',
  SEXUAL = 'SEXUAL',
  PSYCHOLOGICAL = 'PSYCHOLOGICAL',
  FINANCIAL_OR_MATERIAL = 'FINANCIAL_OR_MATERIAL',
  MODERN_SLAVERY = 'MODERN_SLAVERY',
  DISCRIMINATORY = 'DISCRIMINATORY',
  ORGANISATIONAL = 'ORGANISATIONAL',
  NEGLECT_OR_OMISSION = 'NEGLECT_OR_OMISSION',
  SELF_NEGLECT = 'SELF_NEGLECT',
}
registerEnumType(AbuseKind, {
  name: 'AbuseKind',
  description: 'Abuse and neglect as the statutory guidance to the Care Act 2014 names them (chapter 14).',
  valuesConfig: {
    PHYSICAL: { description: 'Assault, restraint without ground, misuse of medicines.' },
    DOMESTIC: { description: 'Violence or control by a partner or the family.' },
    SEXUAL: { description: 'Any sexual act without consent, or by pressure.' },
    PSYCHOLOGICAL: { description: 'Threats, humiliation, blaming, isolation.' },
    FINANCIAL_OR_MATERIAL: { description: 'Theft, fraud, pressure about wills, property or benefits.' },
    MODERN_SLAVERY: { description: 'Forced labour, servitude, trafficking.' },
    DISCRIMINATORY: { description: 'Harassment for race, sex, disability, faith or the like.' },
    ORGANISATIONAL: { description: 'Poor care by the way in which a service is run.' },
    NEGLECT_OR_OMISSION: { description: 'Needs of care, food, medicine or help that go unmet.' },
    SELF_NEGLECT: { description: 'Not caring for own health, hygiene or surroundings; hoarding.' },
  },
});

export enum SafeguardingStatus {
  RAISED = 'RAISED',
  ENQUIRY = 'ENQUIRY',
  NO_FURTHER_ACTION = 'NO_FURTHER_ACTION',
  CLOSED = 'CLOSED',
}
registerEnumType(SafeguardingStatus, {
  name: 'SafeguardingStatus',
  description: 'How far the council has come with a concern.',
  valuesConfig: {
    RAISED: { description: 'The council has not decided yet.' },
    ENQUIRY: { description: 'The council enquires, or has it enquired, under section 42 of the Care Act 2014.' },
    NO_FURTHER_ACTION: { description: 'The council found that no enquiry was called for, or ended it early.' },
    CLOSED: { description: 'The enquiry has come to its end.' },
  },
});

export enum SafeguardingDecision {
  ENQUIRY = 'ENQUIRY',
  NO_FURTHER_ACTION = 'NO_FURTHER_ACTION',
  CLOSED = 'CLOSED',
}
registerEnumType(SafeguardingDecision, {
  name: 'SafeguardingDecision',
  description: 'What a council decides about a concern.',
  valuesConfig: {
    ENQUIRY: { description: 'To enquire.' },
    NO_FURTHER_ACTION: { description: 'To do nothing further; the concern ends.' },
    CLOSED: { description: 'To close the enquiry; the concern ends.' },
  },
});
