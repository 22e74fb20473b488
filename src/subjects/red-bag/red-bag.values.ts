import { registerEnumType } from 'type-graphql';

export enum RedBagItem {
  ASSESSMENT = 'ASSESSMENT',
  ESCALATION_RECORD = 'ESCALATION_RECORD',
  RESUSCITATION_FORM = 'RESUSCITATION_FORM',
  MEDICINES_CHART = 'MEDICINES_CHART',
  THIS_IS_ME = 'THIS_IS_ME',
  CHECKLIST = 'CHECKLIST',
  MEDICINES = 'MEDICINES',
  CLOTHES = 'CLOTHES',
  TOILETRIES = 'TOILETRIES',
  GLASSES = 'GLASSES',
  HEARING_AIDS = 'HEARING_AIDS',
  DENTURES = 'DENTURES',
  WALKING_AID = 'WALKING_AID',
}
registerEnumType(RedBagItem, {
  name: 'RedBagItem',
  description: 'A document or a belonging in a red bag.',
  valuesConfig: {
    ASSESSMENT: { description: 'Document: how the resident is usually, and what is different now.' },
    ESCALATION_RECORD: { description: 'Document: the record of how the resident got worse, such as RESTORE2.' },
    RESUSCITATION_FORM: { description: 'Document: the original ReSPECT or DNACPR form, which is valid only itself.' },
    MEDICINES_CHART: { description: 'Document: the medicines administration record, or its copy.' },
    THIS_IS_ME: { description: 'Document: what matters to the resident, in the resident’s or the family’s words.' },
    CHECKLIST: { description: 'Document: the list of what is in the bag.' },
    MEDICINES: { description: 'Belonging: medicines.' },
    CLOTHES: { description: 'Belonging: clothes for the stay and the way home.' },
    TOILETRIES: { description: 'Belonging: toiletries.' },
    GLASSES: { description: 'Belonging: glasses.' },
    HEARING_AIDS: { description: 'Belonging: hearing aids.' },
    DENTURES: { description: 'Belonging: dentures.' },
    WALKING_AID: { description: 'Belonging: a stick or frame.' },
  },
});
