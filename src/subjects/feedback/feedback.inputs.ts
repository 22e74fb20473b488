import { Field, ID, InputType } from 'type-graphql';
import { CalendarDate } from '../../shared/scalars.ts';
import { MutationInput, OneOfResidentInput } from '../writing/input.ts';
import { CareOutcome, FeedbackGiver, FeedbackShownAs, OutcomeLevel } from './feedback.values.ts';

@InputType({ description: 'How one outcome is.' })
export class OutcomeSaidInput {
  @Field(() => CareOutcome, {
    description: 'The outcome: one of those that the resident chose, if the resident has chosen any.',
  })
  outcome!: CareOutcome;

  @Field(() => OutcomeLevel, { description: 'How it is.' })
  howItIs!: OutcomeLevel;
}

@InputType({ description: 'What was said of whose care, and how the giver wants it shown.' })
export class RecordFeedbackInput extends MutationInput {
  @Field(() => ID, {
    description: 'The resident of whose care it was said. It goes to the home of the day on which it was said.',
  })
  resident!: string;

  @Field(() => FeedbackGiver, { description: 'Who said it.' })
  givenBy!: FeedbackGiver;

  @Field(() => FeedbackShownAs, { description: 'As the giver chose: ask, and say what each choice does.' })
  shownAs!: FeedbackShownAs;

  @Field(() => CalendarDate, { description: 'When it was said: not in the future.' })
  givenOn!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'In the giver’s words, in at most 4,000 characters. Of `UNNAMED` feedback leave out what would tell who it is: the hub does not look into words.',
  })
  words?: string | null;

  @Field(() => [OutcomeSaidInput], { nullable: true, description: 'How outcomes are, each once.' })
  outcomes?: OutcomeSaidInput[] | null;
}

@InputType({ description: 'What is taken back: name it by its receipt, or by its id where you read it.' })
export class WithdrawFeedbackInput extends MutationInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The receipt that the giver was handed, of councils alone: to a home each is `UNKNOWN`. Blanks, hyphens and small letters do not matter.',
  })
  receipt?: string | null;

  @Field(() => ID, { nullable: true, description: 'The id of feedback that you read.' })
  feedback?: string | null;
}

@InputType({ description: 'What matters to a resident, of the outcomes that there are.' })
export class ChooseOutcomesInput extends OneOfResidentInput {
  @Field(() => [CareOutcome], {
    description: 'Those that the resident chose, each once; none: the resident wants none asked about.',
  })
  outcomes!: CareOutcome[];
}
