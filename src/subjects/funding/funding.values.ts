import { registerEnumType } from 'type-graphql';
import { FundingSource } from './funding-source.ts';

export { FundingSource };

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
