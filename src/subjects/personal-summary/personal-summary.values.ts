import { registerEnumType } from 'type-graphql';

export enum DeprivationOfLiberty {
  NONE = 'NONE',
  APPLIED = 'APPLIED',
  AUTHORISED = 'AUTHORISED',
}
registerEnumType(DeprivationOfLiberty, {
  name: 'DeprivationOfLiberty',
  description: 'Deprivation of liberty safeguards (DoLS): whether the council was asked, and authorised it.',
});
