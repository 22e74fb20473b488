import { Field, ID, InputType, Int } from 'type-graphql';
import { MutationInput } from '../writing/input.ts';
import { VersionIfAny } from '../writing/version.ts';

@InputType({ description: 'What your home says publicly of a year.' })
export class PublishQualityAccountInput extends MutationInput {
  @Field(() => Int, { description: 'This year or the one before.' })
  year!: number;

  @Field(() => String, { description: 'At most 20,000 characters. Everybody reads it: name nobody.' })
  text!: string;

  @VersionIfAny()
  version?: number | null;
}

@InputType({ description: 'Which account bears the mark.' })
export class AwardImprovementMarkInput extends MutationInput {
  @Field(() => ID, { description: 'An account, as it stands, of a home in the area of your council.' })
  qualityAccount!: string;
}
