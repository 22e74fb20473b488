import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { Node } from '../node.ts';
import { residentRows } from '../policies.ts';
import { ResidentRecord } from '../resident-record.ts';
import { DischargeReferral } from './discharge-referral.entity.ts';
import { RequestState } from './referral.values.ts';

const meaning = 'One home is asked for a place for somebody who is referred from hospital, and what came of it.';

/** What the home itself reads of it stands in `hub.placement_request`, without a word that leads to the person. */
@Entity({ comment: meaning, policies: residentRows('ReferralRequest', { fact: true, byFunction: true }) })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'referral_request_reason_of_refusal', expression: "reason is not null or state <> 'DECLINED'" })
@Check({ name: 'referral_request_question_asked', expression: "question is not null or state <> 'QUESTIONED'" })
@Check({ name: 'referral_request_reply_to_question', expression: '(reply is null) = (replied_at is null)' })
@Check({
  name: 'referral_request_closed',
  expression: "(state in ('NOT_CHOSEN', 'ADMITTED', 'WITHDRAWN', 'EXPIRED')) = (closed_at is not null)",
})
@Check({
  name: 'referral_request_lapses',
  expression: "(state in ('WAITING', 'QUESTIONED', 'OFFERED', 'CHOSEN')) = (lapses_at is not null)",
})
@Unique({
  name: 'referral_request_once_for_home',
  properties: ['dischargeReferral', 'home'],
  where: 'valid_until is null',
})
@Index({ properties: ['resident'] })
export class ReferralRequest extends ResidentRecord {
  @ManyToOne(() => DischargeReferral)
  dischargeReferral!: Rel<DischargeReferral>;

  @ManyToOne(() => CareHome)
  home!: Rel<CareHome>;

  @Enum({ items: () => RequestState, type: 'text', default: RequestState.WAITING })
  @Field(() => RequestState, { nullable: true, description: 'What has become of it.' })
  state!: RequestState;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the home, by its stated hours, takes discharges at the earliest moment of the referral.',
  })
  takesDischargesThen!: boolean;

  @Property({ type: 'boolean', default: false })
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a trusted assessor offered the bed in the home’s place.',
  })
  byTrustedAssessor!: boolean;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why the home declined.' })
  reason?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What the home asked back.' })
  question?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What it was answered.' })
  reply?: string | null;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  @Field(() => DateTime, { nullable: true, description: 'When the home was asked.' })
  askedAt!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When the home last answered.' })
  answeredAt?: Date | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When its question was answered.' })
  repliedAt?: Date | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it ended, in whatever way.' })
  closedAt?: Date | null;

  /** When it ends by itself unless something happens: reads go by it, whether or not anything has recorded the end. */
  @Property({ type: 'timestamptz', nullable: true })
  lapsesAt?: Date | null;
}
