import { Field, ID, InputType } from 'type-graphql';
import { CalendarDate } from '../../shared/scalars.ts';
import { MutationInput } from '../writing/input.ts';
import { ActionStatus } from './action-plan.values.ts';

@InputType({ description: 'What is put into the joint plan.' })
export class AddJointActionInput extends MutationInput {
  @Field(() => String, { description: 'What is to be reached, in at most 1,000 characters.' })
  objective!: string;

  @Field(() => String, { description: 'By what one tells that it is, in at most 500 characters.' })
  measure!: string;

  @Field(() => String, { description: 'What the measure is to come to, in at most 500 characters.' })
  target!: string;

  @Field(() => CalendarDate, { description: 'The day by which it is due: today or later, at most five years ahead.' })
  dueOn!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The organisation whose it is, by its id or code, as agreed with it; absent: your own.',
  })
  owner?: string | null;
}

@InputType({ description: 'How an action stands.' })
export class ReportProgressInput extends MutationInput {
  @Field(() => ID, { description: 'An action of the plan that is your organisation’s, or that it put into the plan.' })
  jointAction!: string;

  @Field(() => ActionStatus, { description: 'How it stands now.' })
  status!: ActionStatus;

  @Field(() => String, { description: 'What was done, and what the measure came to, in at most 4,000 characters.' })
  note!: string;
}
