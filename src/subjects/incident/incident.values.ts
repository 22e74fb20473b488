import { registerEnumType } from 'type-graphql';

export enum IncidentKind {
  FALL = 'FALL',
  PRESSURE_ULCER = 'PRESSURE_ULCER',
  MEDICATION_ERROR = 'MEDICATION_ERROR',
  INFECTION = 'INFECTION',
  CHOKING = 'CHOKING',
  MISSING_PERSON = 'MISSING_PERSON',
  BEHAVIOUR = 'BEHAVIOUR',
  EQUIPMENT = 'EQUIPMENT',
  DEATH = 'DEATH',
  OTHER = 'OTHER',
}
registerEnumType(IncidentKind, {
  name: 'IncidentKind',
  description: 'What happened. A safeguarding concern is no incident kind: the kind alone would disclose it.',
});

export enum IncidentSubtype {
  WITNESSED = 'WITNESSED',
  UNWITNESSED = 'UNWITNESSED',
  FROM_BED = 'FROM_BED',
  FROM_CHAIR = 'FROM_CHAIR',
  FOUND_ON_FLOOR = 'FOUND_ON_FLOOR',
  CATEGORY_1 = 'CATEGORY_1',
  CATEGORY_2 = 'CATEGORY_2',
  CATEGORY_3 = 'CATEGORY_3',
  CATEGORY_4 = 'CATEGORY_4',
  UNSTAGEABLE = 'UNSTAGEABLE',
  DEEP_TISSUE_INJURY = 'DEEP_TISSUE_INJURY',
  OMISSION = 'OMISSION',
  EXTRA_DOSE = 'EXTRA_DOSE',
  WRONG_DOSE = 'WRONG_DOSE',
  TIMING = 'TIMING',
  UNPRESCRIBED = 'UNPRESCRIBED',
  WRONG_MEDICINE = 'WRONG_MEDICINE',
  ROUTE = 'ROUTE',
  ALLERGY = 'ALLERGY',
  DETERIORATED = 'DETERIORATED',
  NOT_SIGNED = 'NOT_SIGNED',
  RESPIRATORY = 'RESPIRATORY',
  COVID19 = 'COVID19',
  INFLUENZA = 'INFLUENZA',
  GASTROINTESTINAL = 'GASTROINTESTINAL',
  NOROVIRUS = 'NOROVIRUS',
  C_DIFFICILE = 'C_DIFFICILE',
  MRSA = 'MRSA',
  SCABIES = 'SCABIES',
}

const manners: readonly (readonly [IncidentKind, readonly IncidentSubtype[]])[] = [
  [IncidentKind.FALL, between('WITNESSED', 'FOUND_ON_FLOOR')],
  [IncidentKind.PRESSURE_ULCER, between('CATEGORY_1', 'DEEP_TISSUE_INJURY')],
  [IncidentKind.MEDICATION_ERROR, between('OMISSION', 'NOT_SIGNED')],
  [IncidentKind.INFECTION, between('RESPIRATORY', 'SCABIES')],
];
/** The kinds of which there are several sorts, each with its own. */
export const subtypesOf: ReadonlyMap<IncidentKind, readonly IncidentSubtype[]> = new Map(manners);

function between(first: keyof typeof IncidentSubtype, last: keyof typeof IncidentSubtype): IncidentSubtype[] {
  const all = Object.values(IncidentSubtype);
  return all.slice(all.indexOf(IncidentSubtype[first]), all.indexOf(IncidentSubtype[last]) + 1);
}

registerEnumType(IncidentSubtype, {
  name: 'IncidentSubtype',
  description: 'The manner of a fall, category of an ulcer, sort of medication error, or infection.',
  valuesConfig: Object.fromEntries(
    manners.flatMap(([kind, names]) => names.map((name) => [name, { description: `Of ${kind}.` }])),
  ),
});

export enum Harm {
  NONE = 'NONE',
  LOW = 'LOW',
  MODERATE = 'MODERATE',
  SEVERE = 'SEVERE',
  FATAL = 'FATAL',
}
registerEnumType(Harm, {
  name: 'Harm',
  description: 'Physical harm, by the scale of NHS England (LFPSE).',
  valuesConfig: {
    NONE: { description: 'No harm.' },
    LOW: { description: 'Minor treatment or extra observation.' },
    MODERATE: { description: 'Further treatment, no lasting harm.' },
    SEVERE: { description: 'Lasting harm, or life was in danger.' },
    FATAL: { description: 'Death.' },
  },
});

export enum PsychologicalHarm {
  NONE = 'NONE',
  LOW = 'LOW',
  MODERATE = 'MODERATE',
  SEVERE = 'SEVERE',
}
registerEnumType(PsychologicalHarm, { name: 'PsychologicalHarm', description: 'Psychological harm (LFPSE).' });
