import { Field, ID, InputType } from 'type-graphql';
import { CalendarDate } from '../../shared/scalars.ts';
import { MutationInput } from '../writing/input.ts';
import { Initiative } from './initiative.values.ts';

@InputType({ description: 'What your home adopts.' })
export class AdoptInitiativeInput extends MutationInput {
  @Field(() => Initiative, { description: 'Which.' })
  initiative!: Initiative;

  @Field(() => CalendarDate, { description: 'First day on which your home works by it, at most 31 days ahead.' })
  from!: string;
}

@InputType({ description: 'What your home works by no more.' })
export class EndInitiativeInput extends MutationInput {
  @Field(() => ID, { description: 'An adoption of your own home that has not ended.' })
  adoption!: string;

  @Field(() => CalendarDate, { description: 'The first day on which it no longer does, not before today.' })
  to!: string;
}
