import { Field, ID, InputType } from 'type-graphql';
import { CalendarDate, DateTime } from '../../shared/scalars.ts';
import { MutationInput } from '../writing/input.ts';
import { VersionRead } from '../writing/version.ts';
import { HomeRoundOutcome, SeenByRole } from './home-round.values.ts';

@InputType({ description: 'Where a round is to be held, and on which day.' })
export class StartHomeRoundInput extends MutationInput {
  @Field(() => ID, {
    description:
      'The id of the home or its CQC location id: one aligned to your practice, or where somebody lives for whom you care.',
  })
  home!: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The day of the round, at most a week back and four weeks ahead; absent: today.',
  })
  plannedFor?: string | null;
}

@InputType()
export abstract class RoundInput extends MutationInput {
  @Field(() => ID, { description: 'A round of your own practice that is not over.' })
  round!: string;
}

@InputType({ description: 'Which list is to be made anew.' })
export class RenewRoundListInput extends RoundInput {}

@InputType({ description: 'Which round is over.' })
export class CloseHomeRoundInput extends RoundInput {}

@InputType({ description: 'Whom to see besides on which round.' })
export class PutOnRoundInput extends RoundInput {
  @Field(() => ID, { description: 'Somebody who lives in the home of the round today, and for whom you care.' })
  resident!: string;
}

@InputType({ description: 'What came of it that a resident was on the list.' })
export class RecordRoundOutcomeInput extends MutationInput {
  @Field(() => ID, { description: 'The resident’s place on the list of a round of your own practice.' })
  roundVisit!: string;

  @VersionRead()
  version!: number;

  @Field(() => Boolean, {
    description: 'Whether the resident was seen. If not, nothing but `followUp` may be said.',
  })
  seen!: boolean;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When; absent: now. Not in the future, and at most a week before the day on which the list was made.',
  })
  seenAt?: Date | null;

  @Field(() => SeenByRole, {
    nullable: true,
    description: 'In which role somebody saw the resident: needed if one did.',
  })
  seenBy?: SeenByRole | null;

  @Field(() => [HomeRoundOutcome], {
    nullable: true,
    description: 'What follows: at least one if the resident was seen. `NO_ACTION` stands alone.',
  })
  outcomes?: HomeRoundOutcome[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'For the staff of the home, in at most 4,000 characters: what to do and watch, or why the resident was not seen.',
  })
  followUp?: string | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'By when the resident is to be seen again: not before the day on which the resident was seen.',
  })
  nextOn?: string | null;
}
