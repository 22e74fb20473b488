import { registerEnumType } from 'type-graphql';

export enum ProfessionalRole {
  COMMUNITY_MATRON = 'COMMUNITY_MATRON',
  DISTRICT_NURSE = 'DISTRICT_NURSE',
  CONTINENCE_NURSE = 'CONTINENCE_NURSE',
  TISSUE_VIABILITY_NURSE = 'TISSUE_VIABILITY_NURSE',
  INFECTION_CONTROL_NURSE = 'INFECTION_CONTROL_NURSE',
  MENTAL_HEALTH_NURSE = 'MENTAL_HEALTH_NURSE',
  PALLIATIVE_CARE_NURSE = 'PALLIATIVE_CARE_NURSE',
  FALLS_COORDINATOR = 'FALLS_COORDINATOR',
  PHARMACIST = 'PHARMACIST',
  OCCUPATIONAL_THERAPIST = 'OCCUPATIONAL_THERAPIST',
  PHYSIOTHERAPIST = 'PHYSIOTHERAPIST',
  SPEECH_AND_LANGUAGE_THERAPIST = 'SPEECH_AND_LANGUAGE_THERAPIST',
  DIETITIAN = 'DIETITIAN',
  PODIATRIST = 'PODIATRIST',
  DENTIST = 'DENTIST',
  OPTOMETRIST = 'OPTOMETRIST',
  WHEELCHAIR_SERVICE = 'WHEELCHAIR_SERVICE',
  EQUIPMENT_SERVICE = 'EQUIPMENT_SERVICE',
  SOCIAL_WORKER = 'SOCIAL_WORKER',
  COMMISSIONER = 'COMMISSIONER',
  CARE_HOME_COORDINATOR = 'CARE_HOME_COORDINATOR',
  OTHER = 'OTHER',
}
registerEnumType(ProfessionalRole, {
  name: 'ProfessionalRole',
  description: 'What somebody does for homes and their residents.',
  valuesConfig: {
    COMMUNITY_MATRON: { description: 'Looks after people with several long-term conditions.' },
    DISTRICT_NURSE: { description: 'Nurses at home, such as dressings, injections and catheters.' },
    CONTINENCE_NURSE: { description: 'Bladder and bowels, and the products for them.' },
    TISSUE_VIABILITY_NURSE: { description: 'Wounds and pressure ulcers.' },
    INFECTION_CONTROL_NURSE: { description: 'Outbreaks, and how to prevent them.' },
    MENTAL_HEALTH_NURSE: { description: 'Dementia and mental illness.' },
    PALLIATIVE_CARE_NURSE: { description: 'Care at the end of life.' },
    FALLS_COORDINATOR: { description: 'Prevents falls, and looks into why somebody fell.' },
    PHARMACIST: { description: 'Medicines, their review and their supply.' },
    OCCUPATIONAL_THERAPIST: { description: 'Daily life, seating and adaptations.' },
    PHYSIOTHERAPIST: { description: 'Movement and recovery.' },
    SPEECH_AND_LANGUAGE_THERAPIST: { description: 'Swallowing and speech.' },
    DIETITIAN: { description: 'Food, weight and supplements.' },
    PODIATRIST: { description: 'Feet.' },
    DENTIST: { description: 'Teeth and mouth.' },
    OPTOMETRIST: { description: 'Eyes and glasses.' },
    WHEELCHAIR_SERVICE: { description: 'Wheelchairs and special seating.' },
    EQUIPMENT_SERVICE: { description: 'Hoists, beds, mattresses and other equipment on loan.' },
    SOCIAL_WORKER: { description: 'Assesses needs, and reviews placements.' },
    COMMISSIONER: { description: 'Buys care, and answers for what was agreed.' },
    CARE_HOME_COORDINATOR: { description: 'The one to ask when nobody knows whom to ask.' },
    OTHER: { description: 'Something else: see `note`.' },
  },
});

export enum HomesCovered {
  ALL_HOMES = 'ALL_HOMES',
  NETWORK = 'NETWORK',
  NAMED_HOMES = 'NAMED_HOMES',
}
registerEnumType(HomesCovered, {
  name: 'HomesCovered',
  description: 'Which homes a contact is there for.',
  valuesConfig: {
    ALL_HOMES: { description: 'Every home of the hub.' },
    NETWORK: { description: 'The homes that are aligned to one primary care network, whichever they are that day.' },
    NAMED_HOMES: { description: 'The homes that are named, and no others.' },
  },
});

export enum WhyNoContact {
  NOBODY_IN_THIS_ROLE = 'NOBODY_IN_THIS_ROLE',
  HOME_IN_NO_NETWORK = 'HOME_IN_NO_NETWORK',
  NOT_FOR_THIS_HOME = 'NOT_FOR_THIS_HOME',
}
registerEnumType(WhyNoContact, {
  name: 'WhyNoContact',
  description: 'Why no contact is there for a home.',
  valuesConfig: {
    NOBODY_IN_THIS_ROLE: { description: 'No organisation has named anybody in this role, for any home.' },
    HOME_IN_NO_NETWORK: {
      description: 'There are contacts for the homes of networks, and this home is aligned to none today.',
    },
    NOT_FOR_THIS_HOME: { description: 'There are contacts in this role, for other homes.' },
  },
});
