import { registerEnumType } from 'type-graphql';

export enum DeprivationOfLiberty {
  NONE = 'NONE',
  APPLIED = 'APPLIED',
  AUTHORISED = 'AUTHORISED',
}
registerEnumType(DeprivationOfLiberty, {
  name: 'DeprivationOfLiberty',
  description: 'Deprivation of liberty safeguards (DoLS): whether the council was asked, and authorised it.',
  valuesConfig: {
    NONE: { description: 'Not asked for.' },
    APPLIED: { description: 'The council was asked.' },
    AUTHORISED: { description: 'The council authorised it.' },
  },
});
