import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime, NhsNumber } from '../../shared/scalars.ts';
import { MutationInput } from '../writing/input.ts';

export enum PrivacyAlertKind {
  BREAK_GLASS = 'BREAK_GLASS',
  CLAIM = 'CLAIM',
  NEW_RELATIONSHIP = 'NEW_RELATIONSHIP',
  OBJECTION = 'OBJECTION',
}
registerEnumType(PrivacyAlertKind, {
  name: 'PrivacyAlertKind',
  description: 'What a privacy officer is told of.',
  valuesConfig: {
    BREAK_GLASS: { description: 'A record was opened in an emergency, or somebody tried.' },
    CLAIM: { description: 'A user said that a person is registered or in hospital, to be let in.' },
    NEW_RELATIONSHIP: { description: 'An organisation sees the record from now on, by what is on record.' },
    OBJECTION: {
      description:
        'A resident objects to sharing for care. Your organisation recorded it, or no longer sees the record because of it.',
    },
  },
});

export enum ReviewOutcome {
  JUSTIFIED = 'JUSTIFIED',
  NOT_JUSTIFIED = 'NOT_JUSTIFIED',
}
registerEnumType(ReviewOutcome, {
  name: 'ReviewOutcome',
  description: 'What a review of an emergency found.',
  valuesConfig: {
    JUSTIFIED: { description: 'There was need.' },
    NOT_JUSTIFIED: { description: 'There was none: what is still open is closed at once.' },
  },
});

@ObjectType({
  description:
    'What a privacy officer is told: who was let in to the record of a resident, or asked to be, and why; and who is shut out by an objection.',
  simpleResolvers: true,
})
export class PrivacyAlert {
  @Field(() => ID, { description: 'Known to your organisation only.' })
  id!: string;

  @Field(() => PrivacyAlertKind, { description: 'What happened.' })
  kind!: PrivacyAlertKind;

  @Field(() => String, {
    nullable: true,
    description:
      'The relationship that opens the record, or that an objection has ended, in the words of the agreement; null for an objection that your own organisation recorded.',
  })
  relationship!: string | null;

  @Field(() => NhsNumber, {
    nullable: true,
    description:
      'Whose record; of what your own users did, as they wrote it. Null for an objection of somebody whom your privacy officer may not see by it.',
  })
  nhsNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'What the user gave as reason.' })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: 'The user, if it was one of your own.' })
  madeBy!: string | null;

  @Field(() => String, { nullable: true, description: 'The role of the user.' })
  role!: string | null;

  @Field(() => DateTime, { description: 'When it happened.' })
  raisedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Until when, if an end is set.' })
  until!: Date | null;

  @Field(() => Boolean, { description: 'Your organisation broke the glass, and nobody has reviewed it yet.' })
  awaitsReview!: boolean;

  @Field(() => ReviewOutcome, { nullable: true, description: 'What your reviewer found.' })
  outcome!: ReviewOutcome | null;

  @Field(() => String, { nullable: true, description: 'What your reviewer noted.' })
  note!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was reviewed.' })
  reviewedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'The user who reviewed it, if it was one of your own.' })
  reviewedBy!: string | null;
}

@InputType({ description: 'What a privacy officer found of an emergency.' })
export class ReviewBreakGlassInput extends MutationInput {
  @Field(() => ID, { description: 'An alert that awaits review.' })
  alert!: string;

  @Field(() => ReviewOutcome, { description: 'What you found.' })
  outcome!: ReviewOutcome;

  @Field(() => String, { nullable: true, description: 'For your own records, in at most 500 characters.' })
  note?: string | null;
}
