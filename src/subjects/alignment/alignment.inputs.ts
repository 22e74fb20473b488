import { Field, ID, InputType } from 'type-graphql';
import { CalendarDate } from '../../shared/scalars.ts';
import { MutationInput } from '../writing/input.ts';

@InputType({ description: 'Who serves which home, and from which day on.' })
export class AlignHomeInput extends MutationInput {
  @Field(() => ID, { description: 'The id of the home or its CQC location id.' })
  home!: string;

  @Field(() => ID, { description: 'The id of the network or its ODS code: one of your own.' })
  network!: string;

  @Field(() => ID, {
    description:
      'The id of the practice that answers for the home, or its ODS code: a member of the network on that day.',
  })
  leadPractice!: string;

  @Field(() => String, { description: 'The clinician who leads the home round, in at most 200 characters.' })
  clinicalLeadName!: string;

  @Field(() => CalendarDate, {
    description: 'First day of it, at most 31 days back and a year ahead. What held until then ends, and is kept.',
  })
  from!: string;
}

@InputType({ description: 'Which alignment ends, and when.' })
export class EndAlignmentInput extends MutationInput {
  @Field(() => ID, { description: 'An alignment to a network of your own.' })
  alignment!: string;

  @Field(() => CalendarDate, {
    description: 'The first day on which it no longer holds, at most 31 days back and a year ahead.',
  })
  to!: string;
}
