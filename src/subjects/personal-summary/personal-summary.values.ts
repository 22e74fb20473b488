import { registerEnumType } from 'type-graphql';

export enum DeprivationOfLiberty {
  NONE = 'NONE',
  APPLIED = 'APPLIED',
  AUTHORISED = 'AUTHORISED',
  REFUSED = 'REFUSED',
  ENDED = 'ENDED',
}
registerEnumType(DeprivationOfLiberty, {
  name: 'DeprivationOfLiberty',
  description: 'Deprivation of liberty safeguards (DoLS): whether the council was asked, and what it decided.',
  valuesConfig: {
    NONE: { description: 'Not asked for.' },
    APPLIED: { description: 'The council was asked.' },
    AUTHORISED: { description: 'The council authorised it, until `libertyAuthorisedUntil`.' },
    REFUSED: { description: 'The council was asked, and did not authorise it.' },
    ENDED: { description: 'It was authorised, and no longer is.' },
  },
});
