import { Field, ID, InputType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { CareType } from '../care-home/care-home.values.ts';
import { Sex } from '../resident/resident.values.ts';
import { MutationInput } from '../writing/input.ts';
import { VersionRead } from '../writing/version.ts';
import { FundingRoute, InfectionStatus, Mobility, ReferralKind, TransportNeed } from './need.values.ts';
import { RequestAnswer } from './referral.values.ts';

@InputType({ description: 'What a home must know to say whether it can take somebody, and nothing of who it is.' })
export class NeedInput {
  @Field(() => CareType, { description: 'The kind of care that is needed.' })
  careType!: CareType;

  @Field(() => Sex, { description: 'For whom the bed must suit.' })
  gender!: Sex;

  @Field(() => Mobility, { description: 'How the person moves about.' })
  mobility!: Mobility;

  @Field(() => Boolean, { description: 'Whether a hoist is needed.' })
  hoist!: boolean;

  @Field(() => Boolean, { description: 'Whether the person comes with oxygen.' })
  oxygen!: boolean;

  @Field(() => InfectionStatus, { description: 'Whether the person carries an infection.' })
  infectionStatus!: InfectionStatus;

  @Field(() => Boolean, { description: 'Whether the medicines to take along are ready.' })
  medicinesReady!: boolean;

  @Field(() => TransportNeed, { description: 'How the person comes to the home.' })
  transport!: TransportNeed;

  @Field(() => FundingRoute, { description: 'Who is expected to pay.' })
  fundingRoute!: FundingRoute;
}

@InputType({ description: 'Who is to leave hospital, what is needed, and which homes are asked.' })
export class ReferDischargeInput extends MutationInput {
  @Field(() => ID, { description: 'The resident who is to leave hospital.' })
  resident!: string;

  @Field(() => ReferralKind, { description: 'To a new home, or back to the own one.' })
  kind!: ReferralKind;

  @Field(() => NeedInput, { description: 'What is needed.' })
  need!: NeedInput;

  @Field(() => DateTime, { description: 'The earliest moment at which the person can come, within 28 days.' })
  earliest!: Date;

  @Field(() => DateTime, { description: 'Until when homes can answer, within 14 days.' })
  answerBy!: Date;

  @Field(() => [String], {
    description:
      'CQC location ids of the homes to ask, 20 at most. Of a return none need be named: it is the own home.',
  })
  homes!: string[];

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Until when an offer can be chosen and its bed stays reserved: after `earliest` and `answerBy`, by seven days at most; absent: by one day.',
  })
  reserveUntil?: Date | null;
}

@InputType({ description: 'What your home answers.' })
export class AnswerRequestInput extends MutationInput {
  @Field(() => ID, { description: 'A placement request to your home.' })
  request!: string;

  @VersionRead()
  version!: number;

  @Field(() => RequestAnswer, {
    description: 'Can be changed as long as nothing is chosen and `answerBy` has not come.',
  })
  answer!: RequestAnswer;

  @Field(() => String, {
    nullable: true,
    description: 'Why your home declines, in at most 500 characters; needed with `DECLINE`.',
  })
  reason?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What your home asks back, in at most 1,000 characters; needed with `ASK`.',
  })
  question?: string | null;
}

@InputType({ description: 'What a home asked back, and what it is answered.' })
export class AnswerQuestionInput extends MutationInput {
  @Field(() => ID, { description: 'A request of a referral of yours, in which the home asked something.' })
  request!: string;

  @VersionRead()
  version!: number;

  @Field(() => String, {
    description: 'The answer, in at most 1,000 characters. Name nobody: the home is not to know for whom it is asked.',
  })
  reply!: string;
}

@InputType({ description: 'For which home a trusted assessor says yes.' })
export class AcceptAsTrustedAssessorInput extends MutationInput {
  @Field(() => ID, { description: 'A request of a referral of yours, to a home that accepts a trusted assessor.' })
  request!: string;

  @VersionRead()
  version!: number;
}

@InputType({ description: 'Which of the offers is chosen.' })
export class ChooseOfferInput extends MutationInput {
  @Field(() => ID, { description: 'A request of a referral of yours, in which the home offers a bed.' })
  request!: string;

  @VersionRead()
  version!: number;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Until when the bed is to be reserved: after now, `earliest` and `answerBy`, by seven days at most; absent: as referred.',
  })
  reserveUntil?: Date | null;
}

@InputType({ description: 'Which referral is taken back, and why.' })
export class WithdrawReferralInput extends MutationInput {
  @Field(() => ID, { description: 'A referral of yours that has not ended.' })
  referral!: string;

  @VersionRead()
  version!: number;

  @Field(() => String, { description: 'Why, in at most 500 characters.' })
  reason!: string;
}
