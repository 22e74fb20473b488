import { Field, ObjectType } from 'type-graphql';
import { ProfessionalRole } from './directory.values.ts';

@ObjectType({ description: 'Whom a home may ask about something.', simpleResolvers: true })
export class HomeContacts {
  /** The home, for the fields that look. */
  _home!: string;

  @Field(() => ProfessionalRole, { description: 'What was asked for.' })
  role!: ProfessionalRole;
}
