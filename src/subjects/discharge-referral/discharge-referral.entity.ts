import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { CareType } from '../care-home/care-home.values.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { residentRows } from '../policies.ts';
import { Sex } from '../resident/resident.values.ts';
import { ResidentRecord } from '../resident-record.ts';
import { FundingRoute, InfectionStatus, Mobility, ReferralKind, TransportNeed } from './need.values.ts';
import { ReferralState } from './referral.values.ts';

const meaning =
  'Somebody who is to leave hospital is referred to homes, which are asked for a place without being told for whom.';

/** Functions of the register write it: choosing a home opens the person’s record to that home, and reserves its bed. */
@Entity({
  comment: meaning,
  policies: residentRows('DischargeReferral', {
    fact: true,
    asked: 'asked_id',
    accepted: 'accepted_id',
    byFunction: true,
  }),
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'discharge_referral_in_order', expression: 'reserve_until > earliest and reserve_until > answer_by' })
@Check({
  name: 'discharge_referral_ended',
  expression: "(state in ('ADMITTED', 'DECLINED', 'WITHDRAWN', 'EXPIRED')) = (ended_at is not null)",
})
@Check({ name: 'discharge_referral_lapses', expression: '(ended_at is null) = (lapses_at is not null)' })
@Check({
  name: 'discharge_referral_chosen',
  expression: "chosen_at is not null or state in ('OPEN', 'WITHDRAWN', 'EXPIRED')",
})
@Check({ name: 'discharge_referral_chosen_home', expression: '(chosen_home_id is null) = (chosen_at is null)' })
@Check({ name: 'discharge_referral_chosen_organisation', expression: '(accepted_id is null) = (chosen_at is null)' })
@Check({
  name: 'discharge_referral_bed_of_chosen',
  expression: "not bed_reserved or (state = 'CHOSEN' and kind = 'NEW_PLACEMENT')",
})
@Check({ name: 'discharge_referral_withdrawn', expression: "withdrawal_reason is null or state = 'WITHDRAWN'" })
@Index({
  name: 'discharge_referral_newest_of_resident',
  properties: ['resident', 'referredAt'],
  columns: [{ name: 'resident' }, { name: 'referredAt', sort: 'DESC' }],
})
@Index({ name: 'discharge_referral_lapsing', properties: ['lapsesAt'], where: 'valid_until is null' })
@Unique({
  name: 'discharge_referral_one_open',
  properties: ['resident', 'author'],
  where: 'valid_until is null and ended_at is null',
})
@Unique({
  name: 'discharge_referral_one_chosen',
  properties: ['resident'],
  where: "valid_until is null and state = 'CHOSEN'",
})
export class DischargeReferral extends ResidentRecord {
  @Enum({ items: () => ReferralKind, type: 'text' })
  @Field(() => ReferralKind, { nullable: true, description: 'To a new home, or back to the own one.' })
  kind!: ReferralKind;

  @Enum({ items: () => CareType, type: 'text' })
  @Field(() => CareType, { nullable: true, description: 'The kind of care that is needed.' })
  careType!: CareType;

  @Enum({ items: () => Sex, type: 'text' })
  @Field(() => Sex, { nullable: true, description: 'For whom the bed must suit.' })
  gender!: Sex;

  @Enum({ items: () => Mobility, type: 'text' })
  @Field(() => Mobility, { nullable: true, description: 'How the person moves about.' })
  mobility!: Mobility;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { nullable: true, description: 'Whether a hoist is needed.' })
  hoist!: boolean;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { nullable: true, description: 'Whether the person comes with oxygen.' })
  oxygen!: boolean;

  @Enum({ items: () => InfectionStatus, type: 'text' })
  @Field(() => InfectionStatus, { nullable: true, description: 'Whether the person carries an infection.' })
  infectionStatus!: InfectionStatus;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { nullable: true, description: 'Whether the medicines to take along are ready.' })
  medicinesReady!: boolean;

  @Enum({ items: () => TransportNeed, type: 'text' })
  @Field(() => TransportNeed, { nullable: true, description: 'How the person comes to the home.' })
  transport!: TransportNeed;

  @Enum({ items: () => FundingRoute, type: 'text' })
  @Field(() => FundingRoute, { nullable: true, description: 'Who is expected to pay.' })
  fundingRoute!: FundingRoute;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTime, { nullable: true, description: 'The earliest moment at which the person can come.' })
  earliest!: Date;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTime, { nullable: true, description: 'Until when homes can answer.' })
  answerBy!: Date;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when an offer can be chosen, and the bed of the chosen home stays reserved.',
  })
  reserveUntil!: Date;

  @Enum({ items: () => ReferralState, type: 'text', default: ReferralState.OPEN })
  @Field(() => ReferralState, { nullable: true, description: 'How far it has come.' })
  state!: ReferralState;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  @Field(() => DateTime, { nullable: true, description: 'When the homes were asked.' })
  referredAt!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When a home was chosen.' })
  chosenAt?: Date | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it ended, in whatever way.' })
  endedAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why whoever referred took it back.' })
  withdrawalReason?: string | null;

  @ManyToOne(() => CareHome, { nullable: true, deleteRule: 'no action' })
  chosenHome?: Rel<CareHome> | null;

  /** The home of a return: it lives with the resident, and is told whose return it is. */
  @ManyToOne(() => Organisation, { nullable: true, deleteRule: 'no action' })
  asked?: Rel<Organisation> | null;

  /** The organisation of the chosen home. */
  @ManyToOne(() => Organisation, { nullable: true, deleteRule: 'no action' })
  accepted?: Rel<Organisation> | null;

  /** When it ends by itself unless something happens: reads go by it, whether or not anything has recorded the end. */
  @Property({ type: 'timestamptz', nullable: true })
  lapsesAt?: Date | null;

  /** A bed of the chosen home is counted as reserved for it. */
  @Property({ type: 'boolean', default: false })
  bedReserved!: boolean;
}
