import { registerEnumType } from 'type-graphql';

export enum ObjectionKind {
  NATIONAL_DATA_OPT_OUT = 'NATIONAL_DATA_OPT_OUT',
  ARTICLE_21 = 'ARTICLE_21',
  DIRECT_CARE_SHARING = 'DIRECT_CARE_SHARING',
}
registerEnumType(ObjectionKind, {
  name: 'ObjectionKind',
  description: 'What a resident objects to.',
  valuesConfig: {
    NATIONAL_DATA_OPT_OUT: { description: 'The national data opt-out: planning and research.' },
    ARTICLE_21: { description: 'The right to object of the UK GDPR, article 21.' },
    DIRECT_CARE_SHARING: { description: 'To sharing for the own care (Health and Social Care Act 2012 s251B).' },
  },
});

export enum DecidedBy {
  RESIDENT = 'RESIDENT',
  ATTORNEY = 'ATTORNEY',
  BEST_INTERESTS = 'BEST_INTERESTS',
}
registerEnumType(DecidedBy, {
  name: 'DecidedBy',
  description: 'Who decided for the resident.',
  valuesConfig: {
    RESIDENT: { description: 'The resident.' },
    ATTORNEY: { description: 'An attorney for health and welfare, or a deputy of the court.' },
    BEST_INTERESTS: { description: 'A recorded decision in the best interests of a resident who cannot decide.' },
  },
});
