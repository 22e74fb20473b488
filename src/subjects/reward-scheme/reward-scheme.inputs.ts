import { Field, InputType } from 'type-graphql';
import { MutationInput } from '../writing/input.ts';
import { RewardCommitment } from './reward-scheme.values.ts';

@InputType({ description: 'To what your home commits itself.' })
export class SignUpToRewardSchemeInput extends MutationInput {
  @Field(() => [RewardCommitment], { description: 'All of them, each once; at least one.' })
  commitments!: RewardCommitment[];
}

@InputType({ description: 'Your home leaves the scheme today.' })
export class LeaveRewardSchemeInput extends MutationInput {}
