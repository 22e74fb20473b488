import { Field, ID, InputType, Int } from 'type-graphql';
import { MutationInput } from '../writing/input.ts';

@InputType()
abstract class GuidanceSaid extends MutationInput {
  @Field(() => String, { description: 'What it is called, in at most 200 characters.' })
  title!: string;

  @Field(() => String, {
    description: 'What it says, and of a later edition what is new, in at most 2,000 characters.',
  })
  summary!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The guidance itself, in at most 50,000 characters. This or `link` must be said.',
  })
  text?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where it can be read: an address that begins with https. This or `text` must be said.',
  })
  link?: string | null;
}

@InputType({ description: 'What you publish.' })
export class PublishGuidanceInput extends GuidanceSaid {}

@InputType({ description: 'What takes the place of which guidance.' })
export class SupersedeGuidanceInput extends GuidanceSaid {
  @Field(() => ID, { description: 'Guidance of your organisation that stands: its newest edition.' })
  guidance!: string;
}

@InputType({ description: 'Which guidance stands no more.' })
export class WithdrawGuidanceInput extends MutationInput {
  @Field(() => ID, { description: 'Guidance of your organisation that stands.' })
  guidance!: string;
}

@InputType({ description: 'What has been read in your organisation.' })
export class ReadGuidanceInput extends MutationInput {
  @Field(() => ID, { description: 'Guidance that stands.' })
  guidance!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'How many of your staff have read it by now, at most 100,000; say no names.',
  })
  staff?: number | null;
}
