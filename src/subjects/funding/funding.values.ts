import { registerEnumType } from 'type-graphql';

export enum FundingSource {
  COUNCIL = 'COUNCIL',
  CHC = 'CHC',
  CHC_FAST_TRACK = 'CHC_FAST_TRACK',
  FNC = 'FNC',
  SELF = 'SELF',
  SECTION_117 = 'SECTION_117',
  JOINT = 'JOINT',
  DISCHARGE_TO_ASSESS = 'DISCHARGE_TO_ASSESS',
  DEFERRED_PAYMENT = 'DEFERRED_PAYMENT',
  THIRD_PARTY_TOP_UP = 'THIRD_PARTY_TOP_UP',
}
registerEnumType(FundingSource, {
  name: 'FundingSource',
  description: 'On what ground somebody pays a part of the care.',
  valuesConfig: {
    CHC: { description: 'NHS continuing healthcare.' },
    CHC_FAST_TRACK: { description: 'NHS continuing healthcare for a person who is rapidly declining.' },
    FNC: { description: 'NHS-funded nursing care, on top of other components.' },
    SECTION_117: { description: 'Aftercare by section 117 of the Mental Health Act 1983.' },
    JOINT: { description: 'A package that council and NHS pay together.' },
  },
});
