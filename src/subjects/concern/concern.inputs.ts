import { Field, ID, InputType } from 'type-graphql';
import { MutationInput } from '../writing/input.ts';
import { VersionRead } from '../writing/version.ts';
import { ConcernAddressee, ConcernOutcome, ConcernUrgency } from './concern.values.ts';

@InputType({ description: 'What was noticed about whom, and who is asked.' })
export class RaiseConcernInput extends MutationInput {
  @Field(() => ID, { description: 'The resident whom it is about, who lives in your home.' })
  resident!: string;

  @Field(() => ConcernAddressee, { description: 'Of whom an answer is expected.' })
  addressedTo!: ConcernAddressee;

  @Field(() => ConcernUrgency, { description: 'How soon an answer is needed: it sets when the answer is due.' })
  urgency!: ConcernUrgency;

  @Field(() => String, { description: 'What was noticed and what is asked, in at most 4,000 characters.' })
  text!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: the resident is to be seen on the next home round, and is put on its list.',
  })
  forNextRound?: boolean | null;
}

@InputType({ description: 'What is answered to which concern.' })
export class AnswerConcernInput extends MutationInput {
  @Field(() => ID, { description: 'A concern about a resident whom you care for.' })
  concern!: string;

  @VersionRead()
  version!: number;

  @Field(() => String, { description: 'For the staff of the home, in at most 4,000 characters.' })
  answer!: string;

  @Field(() => ConcernOutcome, { description: 'What comes of it.' })
  outcome!: ConcernOutcome;
}
