import { Field, ID, InputType, Int } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { MutationInput } from '../writing/input.ts';
import { OfferKind } from './offer.values.ts';

@InputType({ description: 'What you offer to others.' })
export class MakeOfferInput extends MutationInput {
  @Field(() => OfferKind, { description: 'What is offered.' })
  kind!: OfferKind;

  @Field(() => String, { description: 'What it is called, in at most 200 characters.' })
  title!: string;

  @Field(() => String, { description: 'What it is, where, and whom it is for, in at most 4,000 characters.' })
  description!: string;

  @Field(() => DateTime, { description: 'When it begins.' })
  beginsAt!: Date;

  @Field(() => DateTime, { description: 'When it ends: later than now, and at most two years ahead.' })
  endsAt!: Date;

  @Field(() => Int, { description: 'How many places there are, from 1 to 1,000.' })
  places!: number;
}

@InputType({ description: 'Which offer stands no more.' })
export class WithdrawOfferInput extends MutationInput {
  @Field(() => ID, { description: 'An offer of your organisation that stands.' })
  offer!: string;
}

@InputType({ description: 'How many places of which offer you take.' })
export class TakeUpOfferInput extends MutationInput {
  @Field(() => ID, { description: 'An offer of another organisation that stands and is not over.' })
  offer!: string;

  @Field(() => Int, {
    description:
      'How many places your organisation takes in all: said again, it is so many instead; 0 gives them back.',
  })
  places!: number;
}
