import { Field, ID, ObjectType } from 'type-graphql';
import { CalendarDate, DateTime, NhsNumber } from '../../shared/scalars.ts';
import { Problem } from '../writing/problem.ts';
import { ClaimKind, ClaimOutcome, ClaimState } from './claim.values.ts';

@ObjectType({
  description:
    'What a user of your organisation said of a person, in the words in which it was said, and what became of it.',
  simpleResolvers: true,
})
export class Claim {
  @Field(() => ID, { description: 'Known to your organisation only.' })
  id!: string;

  @Field(() => ClaimKind, { description: 'What was said of the person.' })
  kind!: ClaimKind;

  @Field(() => ClaimState, { description: 'What became of it.' })
  state!: ClaimState;

  @Field(() => NhsNumber, { description: 'As it was said.' })
  nhsNumber!: string;

  @Field(() => CalendarDate, { description: 'As it was said.' })
  dateOfBirth!: string;

  @Field(() => String, { description: 'As it was said.' })
  familyName!: string;

  @Field(() => DateTime, {
    description: 'When the registration, the stay, the attendance, the placement or the payment began.',
  })
  since!: Date;

  @Field(() => String, { nullable: true, description: 'NHS admission method code of a stay.' })
  admissionMethod!: string | null;

  @Field(() => String, { description: 'The user who said it, as the token names users.' })
  madeBy!: string;

  @Field(() => DateTime, { description: 'When it was said.' })
  madeAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Until when it opens the record, if it opens it at all; null of what opens nothing until it is borne out.',
  })
  opensUntil!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was borne out.' })
  confirmedAt!: Date | null;
}

const whatCame = 'What came of it: the same for a person whom the hub knows and for one whom it does not.';

@ObjectType({ description: whatCame, simpleResolvers: true })
export class BreakGlassPayload {
  @Field(() => ClaimOutcome, { nullable: true, description: 'Null with problems.' })
  outcome!: ClaimOutcome | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when the record is open, if there is one.' })
  until!: Date | null;

  @Field(() => [Problem], { description: 'Why nothing was recorded; empty if it was.' })
  problems!: Problem[];
}

@ObjectType({ description: whatCame, simpleResolvers: true })
export class ClaimPayload {
  @Field(() => ClaimOutcome, { nullable: true, description: 'Null with problems.' })
  outcome!: ClaimOutcome | null;

  @Field(() => [Problem], { description: 'Why nothing was recorded; empty if it was.' })
  problems!: Problem[];
}
