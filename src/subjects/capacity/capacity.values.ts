import { registerEnumType } from 'type-graphql';

export enum GendersSuited {
  ANY = 'ANY',
  FEMALE = 'FEMALE',
  MALE = 'MALE',
}
registerEnumType(GendersSuited, {
  name: 'GendersSuited',
  description: 'Whom the free beds suit.',
  valuesConfig: { ANY: { description: 'Anyone.' }, FEMALE: { description: 'Women.' }, MALE: { description: 'Men.' } },
});
