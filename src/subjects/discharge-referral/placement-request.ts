import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { CareType } from '../care-home/care-home.values.ts';
import type { OwnList } from '../own-pages.ts';
import { Sex } from '../resident/resident.values.ts';
import { lapsed, stateNow } from './lapsing.ts';
import { FundingRoute, InfectionStatus, Mobility, ReferralKind, TransportNeed } from './need.values.ts';
import { RequestState } from './referral.values.ts';

@ObjectType({
  description:
    'Your home is asked for a place. It says what is needed and by when, and nothing of who it is for, until your home is chosen.',
  simpleResolvers: true,
})
export class PlacementRequest {
  @Field(() => ID, { description: 'Names this request to your home only.' })
  id!: string;

  @Field(() => ReferralKind, { description: 'For somebody new, or a resident of your home who comes back.' })
  kind!: ReferralKind;

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

  @Field(() => TransportNeed, { description: 'How the person comes to your home.' })
  transport!: TransportNeed;

  @Field(() => FundingRoute, { description: 'Who is expected to pay.' })
  fundingRoute!: FundingRoute;

  @Field(() => DateTime, { description: 'The earliest moment at which the person can come.' })
  earliest!: Date;

  @Field(() => Boolean, {
    description: 'Whether your home, by the hours that it states, takes discharges at that moment.',
  })
  takesDischargesThen!: boolean;

  @Field(() => DateTime, { description: 'Until when your home can answer.' })
  answerBy!: Date;

  @Field(() => DateTime, { description: 'Until when an offer can be chosen, and a chosen bed stays reserved.' })
  reserveUntil!: Date;

  @Field(() => RequestState, { description: 'What has become of it.' })
  state!: RequestState;

  @Field(() => Boolean, { description: 'Whether a trusted assessor offered the bed in the place of your home.' })
  byTrustedAssessor!: boolean;

  @Field(() => String, { nullable: true, description: 'Why your home declined.' })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: 'What your home asked back.' })
  question!: string | null;

  @Field(() => String, { nullable: true, description: 'What it was answered.' })
  reply!: string | null;

  @Field(() => DateTime, { description: 'When your home was asked, to the minute.' })
  askedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it last answered, to the minute.' })
  answeredAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When its question was answered, to the minute.' })
  repliedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it ended, in whatever way, to the minute.' })
  closedAt!: Date | null;

  @Field(() => Int, { description: 'Counts from 1 what happened to it. Whoever answers says which version was read.' })
  version!: number;
}

const plain = {
  careType: 'care_type',
  infectionStatus: 'infection_status',
  medicinesReady: 'medicines_ready',
  fundingRoute: 'funding_route',
  takesDischargesThen: 'takes_discharges_then',
  answerBy: 'answer_by',
  reserveUntil: 'reserve_until',
  byTrustedAssessor: 'by_trusted_assessor',
  askedAt: 'asked_at',
  answeredAt: 'answered_at',
  repliedAt: 'replied_at',
  home: 'home_id',
  referredBy: 'referred_by_id',
  referral: 'referral_id',
};
const same = ['kind', 'gender', 'mobility', 'hoist', 'oxygen', 'transport', 'earliest', 'reason', 'question', 'reply'];

export const requestsToHome: OwnList = {
  type: 'PlacementRequest',
  table: 'hub.placement_request',
  columns: {
    ...Object.fromEntries(Object.entries(plain).map(([field, column]) => [field, `t.${column}`])),
    ...Object.fromEntries(same.map((field) => [field, `t.${field}`])),
    version: 't.version',
    state: stateNow('t'),
    closedAt: `coalesce(t.closed_at, case when ${lapsed('t')} then t.lapses_at end)`,
  },
  where: 'true',
  order: { column: 'asked_at', direction: 'desc' },
};
