import { Field, InputType } from 'type-graphql';
import { CalendarDate } from '../../shared/scalars.ts';
import { OneOfResidentInput } from '../writing/input.ts';
import { PlanParty } from './care-plan.values.ts';

@InputType({ description: 'What was agreed, when, and with whom.' })
export class AgreeCarePlanInput extends OneOfResidentInput {
  @Field(() => CalendarDate, { description: 'The day on which it was agreed or gone through: not in the future.' })
  agreedOn!: string;

  @Field(() => [PlanParty], { description: 'With whom: at least one.' })
  agreedWith!: PlanParty[];

  @Field(() => String, {
    nullable: true,
    description: 'Who they are, in at most 500 characters; needed with `OTHER`. Absent: as it was.',
  })
  agreedWithNames?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What the resident wants, and what is to be done, in at most 10,000 characters. Needed once; absent: as it was.',
  })
  goals?: string | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'By when it is gone through again, where that is earlier than the agreement asks for.',
  })
  reviewBy?: string | null;
}

@InputType({ description: 'That no plan is wanted.' })
export class DeclineCarePlanInput extends OneOfResidentInput {
  @Field(() => CalendarDate, { description: 'The day on which that was said: not in the future.' })
  declinedOn!: string;
}

@InputType({ description: 'When the medicines were reviewed.' })
export class ReviewMedicinesInput extends OneOfResidentInput {
  @Field(() => CalendarDate, { description: 'The day of the review, or on which it was declined: not in the future.' })
  reviewedOn!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'True: a review was offered, and none is wanted.' })
  declined!: boolean;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'By when they are reviewed again, where that is earlier than the agreement asks for.',
  })
  reviewBy?: string | null;
}

@InputType({ description: 'How the home helps a resident. Absent: it stays as it is; null: it is taken back.' })
export class WriteHomePartInput extends OneOfResidentInput {
  @Field(() => String, { nullable: true, description: 'To move about, in at most 4,000 characters.' })
  helpWithMoving?: string | null;

  @Field(() => String, { nullable: true, description: 'To eat and drink, in at most 4,000 characters.' })
  helpWithEating?: string | null;

  @Field(() => String, { nullable: true, description: 'To wash and dress, in at most 4,000 characters.' })
  helpWithPersonalCare?: string | null;

  @Field(() => String, { nullable: true, description: 'At night, in at most 4,000 characters.' })
  helpAtNight?: string | null;
}
