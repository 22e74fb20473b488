import { Field, ID, InputType } from 'type-graphql';
import { CalendarDate } from '../../shared/scalars.ts';
import { MutationInput } from '../writing/input.ts';

@InputType({ description: 'Which month is to be paid.' })
export class PrepareRewardPaymentsInput extends MutationInput {
  @Field(() => CalendarDate, {
    description: 'The first day of a month whose returns can be submitted in time no more.',
  })
  month!: string;
}

@InputType({ description: 'Which run is right.' })
export class ApproveRewardPaymentsInput extends MutationInput {
  @Field(() => ID, { description: 'A run of your organisation that another user prepared.' })
  run!: string;
}
