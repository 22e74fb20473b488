import { registerEnumType } from 'type-graphql';
import { Sex } from './sex.ts';

export { Sex };

export enum NhsNumberStatus {
  VERIFIED = 'VERIFIED',
  TRACED = 'TRACED',
  UNVERIFIED = 'UNVERIFIED',
}
registerEnumType(NhsNumberStatus, {
  name: 'NhsNumberStatus',
  description: 'How far the NHS number is known to be this person’s.',
  valuesConfig: {
    VERIFIED: { description: 'Confirmed by the person or by papers, and present in the national register.' },
    TRACED: { description: 'Found in the national register, not confirmed with the person.' },
    UNVERIFIED: { description: 'As told; nobody looked it up.' },
  },
});

registerEnumType(Sex, {
  name: 'Sex',
  description: 'Sex as the NHS records it (codes 2, 1, 9 and X).',
  valuesConfig: {
    FEMALE: { description: 'NHS code 2.' },
    MALE: { description: 'NHS code 1.' },
    INDETERMINATE: { description: 'NHS code 9: neither can be told.' },
    NOT_KNOWN: { description: 'NHS code X: not recorded.' },
  },
});
