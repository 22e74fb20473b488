import { registerEnumType } from 'type-graphql';

export enum ServiceKind {
  WHEELCHAIR = 'WHEELCHAIR',
  SEATING = 'SEATING',
  BED_OR_MATTRESS = 'BED_OR_MATTRESS',
  HOIST_OR_SLING = 'HOIST_OR_SLING',
  OTHER_EQUIPMENT = 'OTHER_EQUIPMENT',
  CONTINENCE_PRODUCTS = 'CONTINENCE_PRODUCTS',
  DISTRICT_NURSE = 'DISTRICT_NURSE',
  WOUND_CARE = 'WOUND_CARE',
  OCCUPATIONAL_THERAPY = 'OCCUPATIONAL_THERAPY',
  PHYSIOTHERAPY = 'PHYSIOTHERAPY',
  SPEECH_AND_LANGUAGE_THERAPY = 'SPEECH_AND_LANGUAGE_THERAPY',
  DIETETICS = 'DIETETICS',
  PODIATRY = 'PODIATRY',
  DENTISTRY = 'DENTISTRY',
  EYE_CARE = 'EYE_CARE',
  HEARING = 'HEARING',
  MENTAL_HEALTH = 'MENTAL_HEALTH',
  PALLIATIVE_CARE = 'PALLIATIVE_CARE',
  CARE_REVIEW = 'CARE_REVIEW',
  OTHER = 'OTHER',
}
registerEnumType(ServiceKind, {
  name: 'ServiceKind',
  description: 'What is asked for.',
  valuesConfig: {
    WHEELCHAIR: { description: 'A wheelchair, or its fitting or repair.' },
    SEATING: { description: 'Special seating.' },
    BED_OR_MATTRESS: { description: 'A profiling bed, or a mattress that relieves pressure.' },
    HOIST_OR_SLING: { description: 'A hoist or sling, or its fitting.' },
    OTHER_EQUIPMENT: { description: 'Other equipment.' },
    CONTINENCE_PRODUCTS: { description: 'An assessment of continence, or products for it.' },
    DISTRICT_NURSE: { description: 'A visit of a district nurse.' },
    WOUND_CARE: { description: 'Advice on a wound or pressure ulcer.' },
    OCCUPATIONAL_THERAPY: { description: 'An occupational therapist.' },
    PHYSIOTHERAPY: { description: 'A physiotherapist.' },
    SPEECH_AND_LANGUAGE_THERAPY: { description: 'A speech and language therapist, also for swallowing.' },
    DIETETICS: { description: 'A dietitian.' },
    PODIATRY: { description: 'Care of the feet.' },
    DENTISTRY: { description: 'A dentist.' },
    EYE_CARE: { description: 'Eyes or glasses.' },
    HEARING: { description: 'Ears or hearing aids.' },
    MENTAL_HEALTH: { description: 'A mental health or memory team.' },
    PALLIATIVE_CARE: { description: 'A palliative care team.' },
    CARE_REVIEW: { description: 'A review of needs and of the placement.' },
    OTHER: { description: 'Something else, as the details say.' },
  },
});

export enum ServiceRequestState {
  REQUESTED = 'REQUESTED',
  ACCEPTED = 'ACCEPTED',
  SCHEDULED = 'SCHEDULED',
  DELIVERED = 'DELIVERED',
  DECLINED = 'DECLINED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(ServiceRequestState, {
  name: 'ServiceRequestState',
  description: 'How a request for a service stands.',
  valuesConfig: {
    REQUESTED: { description: 'Nobody has answered yet.' },
    ACCEPTED: { description: 'The organisation that was asked will do it.' },
    SCHEDULED: { description: 'It says for when.' },
    DELIVERED: { description: 'Done. The request waits no more.' },
    DECLINED: { description: 'It will not do it, and says why. The request waits no more.' },
    WITHDRAWN: { description: 'Whoever asked does not need it any more. The request waits no more.' },
  },
});

export enum ServiceAnswer {
  ACCEPTED = 'ACCEPTED',
  SCHEDULED = 'SCHEDULED',
  DELIVERED = 'DELIVERED',
  DECLINED = 'DECLINED',
}
registerEnumType(ServiceAnswer, {
  name: 'ServiceAnswer',
  description: 'What the organisation that was asked says.',
  valuesConfig: {
    ACCEPTED: { description: 'You will do it: say by which day, if you can.' },
    SCHEDULED: { description: 'It is planned: say for when.' },
    DELIVERED: { description: 'It is done.' },
    DECLINED: { description: 'You will not do it: say why.' },
  },
});
