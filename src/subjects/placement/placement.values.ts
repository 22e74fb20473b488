import { registerEnumType } from 'type-graphql';

export enum AbsenceReason {
  HOSPITAL = 'HOSPITAL',
  HOLIDAY = 'HOLIDAY',
  FAMILY = 'FAMILY',
  OTHER = 'OTHER',
}
registerEnumType(AbsenceReason, { name: 'AbsenceReason', description: 'Why a resident is away from the home.' });
