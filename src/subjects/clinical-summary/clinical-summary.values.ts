import { registerEnumType } from 'type-graphql';

export enum Resuscitation {
  ATTEMPT = 'ATTEMPT',
  DO_NOT_ATTEMPT = 'DO_NOT_ATTEMPT',
  NOT_RECORDED = 'NOT_RECORDED',
}
registerEnumType(Resuscitation, {
  name: 'Resuscitation',
  description: 'Whether cardiopulmonary resuscitation is to be attempted (DNACPR).',
  valuesConfig: {
    ATTEMPT: { description: 'To be attempted.' },
    DO_NOT_ATTEMPT: { description: 'Not to be attempted (DNACPR).' },
    NOT_RECORDED: { description: 'Nobody has recorded a decision.' },
  },
});
