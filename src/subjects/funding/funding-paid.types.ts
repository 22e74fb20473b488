import { Field, Float, Int, ObjectType } from 'type-graphql';
import { CalendarDate } from '../../shared/scalars.ts';
import { FundingSource } from './funding.values.ts';

@ObjectType({ description: 'Days of a period on which one component pays for a resident.', simpleResolvers: true })
export class FundingPeriod {
  @Field(() => CalendarDate, { description: 'First of these days.' })
  from!: string;

  @Field(() => CalendarDate, { description: 'The first day that no longer counts.' })
  to!: string;

  @Field(() => Int, { description: 'How many days these are.' })
  days!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Pounds for these days: a seventh of the weekly amount for each, rounded once to the penny, half a penny up. Null if the amount is withheld.',
  })
  total!: number | null;
}

@ObjectType({ description: 'What one payer pays a home in a month on one ground.', simpleResolvers: true })
export class FundingTotal {
  @Field(() => FundingSource, { description: 'On what ground.' })
  source!: FundingSource;

  @Field(() => Int, { description: 'For how many residents.' })
  residents!: number;

  @Field(() => Float, { description: 'Pounds: the sum of what `fundingOf` says of each of them.' })
  total!: number;
}

@ObjectType({
  description:
    'What a home is paid in a month, by payer, as far as you may see each amount in it: nothing else is counted, so that it is no total of what others pay.',
  simpleResolvers: true,
})
export class FundingTotals {
  @Field(() => CalendarDate, { description: 'First day of the month.' })
  from!: string;

  @Field(() => CalendarDate, { description: 'First day of the next.' })
  to!: string;

  @Field(() => Int, { description: 'For how many residents; each counts once, however many pay.' })
  residents!: number;

  @Field(() => Float, { description: 'Pounds, of all payers together whose amounts you see.' })
  total!: number;

  @Field(() => [FundingTotal], { description: 'By payer and ground.' })
  payers!: FundingTotal[];
}
