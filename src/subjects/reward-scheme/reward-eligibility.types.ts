import { Field, ObjectType } from 'type-graphql';
import { CalendarDate } from '../../shared/scalars.ts';
import { RewardRule } from './reward-scheme.values.ts';

@ObjectType({ description: 'One rule of the reward scheme, for a home and month.', simpleResolvers: true })
export class RuleAnswer {
  @Field(() => RewardRule, { description: 'Which.' })
  rule!: RewardRule;

  @Field(() => String, { description: 'The rule in words.' })
  sentence!: string;

  @Field(() => Boolean, { description: 'Whether the home has met it, as far as the hub knows by now.' })
  met!: boolean;
}

@ObjectType({ description: 'Whether a home is rewarded for a month, rule by rule.', simpleResolvers: true })
export class RewardEligibility {
  @Field(() => CalendarDate, { description: 'The first day of the month.' })
  month!: string;

  @Field(() => Boolean, { description: 'Whether every rule is met.' })
  eligible!: boolean;

  @Field(() => [RuleAnswer], { description: 'Every rule.' })
  rules!: RuleAnswer[];

  /** The uuid of the home. */
  _home!: string;
}
