import { Field, ID, InputType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { MutationInput } from '../writing/input.ts';
import { VersionRead } from '../writing/version.ts';
import { RedBagItem } from './red-bag.values.ts';

@InputType({ description: 'What goes with whom to hospital.' })
export class SendRedBagInput extends MutationInput {
  @Field(() => ID, { description: 'The resident who goes to hospital, and lives in your home.' })
  resident!: string;

  @Field(() => DateTime, { description: 'When the bag left the home: not in the future.' })
  sentAt!: Date;

  @Field(() => [RedBagItem], { description: 'The documents and belongings in it, each once.' })
  items!: RedBagItem[];

  @Field(() => String, { nullable: true, description: 'What else is in it, in at most 500 characters.' })
  otherItems?: string | null;
}

@InputType()
abstract class RedBagInput extends MutationInput {
  @Field(() => ID, { description: 'A red bag that you may read.' })
  redBag!: string;

  @VersionRead()
  version!: number;
}

@InputType({ description: 'What the hospital found in a red bag.' })
export class ReceiveRedBagInput extends RedBagInput {
  @Field(() => DateTime, { description: 'When it came: not in the future, nor before it was sent.' })
  receivedAt!: Date;

  @Field(() => [RedBagItem], { description: 'What was in it, each once; none: it was empty.' })
  received!: RedBagItem[];
}

@InputType({ description: 'What the hospital put in a red bag for the way back.' })
export class SendRedBagBackInput extends RedBagInput {
  @Field(() => DateTime, { description: 'When it left the hospital: not in the future, nor before it came.' })
  sentBackAt!: Date;

  @Field(() => [RedBagItem], { description: 'What is in it, each once.' })
  sentBack!: RedBagItem[];
}

@InputType({ description: 'What came back to the home.' })
export class CheckRedBagInput extends RedBagInput {
  @Field(() => DateTime, { description: 'When the home looked: not in the future, nor before the bag was sent.' })
  returnedAt!: Date;

  @Field(() => [RedBagItem], {
    description: 'What came back, each once; none: the bag is lost. What was sent and is not named is missing.',
  })
  returned!: RedBagItem[];
}
