import { Field, ID, InputType, Int } from 'type-graphql';
import { MutationInput } from '../writing/input.ts';
import { ContactHoursInput } from './contact-hours.ts';
import { HomesCovered, ProfessionalRole } from './directory.values.ts';

@InputType({ description: 'Somebody of your organisation whom homes may ring or write to.' })
export class StateContactInput extends MutationInput {
  @Field(() => ID, {
    nullable: true,
    description: 'A contact of your organisation that this one takes the place of: what it said stays in the history.',
  })
  replaces?: string | null;

  @Field(() => ProfessionalRole, { description: 'What the contact does.' })
  role!: ProfessionalRole;

  @Field(() => String, { description: 'The name of the person, or of the team, in at most 200 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'The number to ring. This or `email` must be said.' })
  telephone?: string | null;

  @Field(() => String, { nullable: true, description: 'Where to write to. This or `telephone` must be said.' })
  email?: string | null;

  @Field(() => HomesCovered, { description: 'Which homes the contact is there for.' })
  covers!: HomesCovered;

  @Field(() => ID, { nullable: true, description: 'With `NETWORK`: the id of the network, or its code.' })
  network?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'With `NAMED_HOMES`: the homes, by their ids or CQC location ids, at most 200.',
  })
  homes?: string[] | null;

  @Field(() => [ContactHoursInput], {
    description: 'All hours of the week in which the contact is there; none if that is not fixed.',
  })
  hours!: ContactHoursInput[];

  @Field(() => Int, {
    nullable: true,
    description: 'Within how many hours you promise an answer, at most 672 (four weeks).',
  })
  respondsWithinHours?: number | null;

  @Field(() => String, { nullable: true, description: 'What else to know, in at most 1,000 characters.' })
  note?: string | null;
}

@InputType({ description: 'Which contact is no longer there.' })
export class EndContactInput extends MutationInput {
  @Field(() => ID, { description: 'A contact of your organisation.' })
  contact!: string;
}
