import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime, PartialDate } from '../../shared/scalars.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { residentRows } from '../policies.ts';
import { ResidentRecord } from '../resident-record.ts';
import { ServiceKind, ServiceRequestState } from './service-request.values.ts';

const meaning =
  'A home or practice asks an organisation for something that a resident needs, such as a wheelchair or a district nurse, and how long that takes.';

/** Functions of the register write it: whoever is asked must be one to which the agreement opens it already. */
@Entity({
  comment: meaning,
  policies: residentRows('ServiceRequest', { fact: true, byFunction: true, asked: 'asked_id' }),
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({
  name: 'service_request_ended',
  expression: "(state in ('DELIVERED', 'DECLINED', 'WITHDRAWN')) = (ended_at is not null)",
})
@Check({
  name: 'service_request_accepted',
  expression: "accepted_at is not null or state in ('REQUESTED', 'DELIVERED', 'DECLINED', 'WITHDRAWN')",
})
@Check({ name: 'service_request_scheduled', expression: '(scheduled_at is null) = (scheduled_for is null)' })
@Check({ name: 'service_request_scheduled_for', expression: "state <> 'SCHEDULED' or scheduled_for is not null" })
@Check({ name: 'service_request_reasoned', expression: "(state in ('DECLINED', 'WITHDRAWN')) = (reason is not null)" })
@Check({ name: 'service_request_in_order', expression: 'least(accepted_at, scheduled_at, ended_at) >= requested_at' })
@Index({
  name: 'service_request_oldest_of_resident',
  properties: ['resident', 'requestedAt'],
  columns: [{ name: 'resident' }, { name: 'requestedAt', sort: 'DESC' }],
})
export class ServiceRequest extends ResidentRecord {
  @ManyToOne(() => Organisation, { deleteRule: 'no action' })
  asked!: Rel<Organisation>;

  @Enum({ items: () => ServiceKind, type: 'text' })
  @Field(() => ServiceKind, { nullable: true, description: 'What is asked for.' })
  kind!: ServiceKind;

  @Property({ type: 'text' })
  @Field(() => String, { nullable: true, description: 'What is needed and why, in words.' })
  details!: string;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  @Field(() => DateTime, { nullable: true, description: 'When it was asked for.' })
  requestedAt!: Date;

  /** No column: see `age.ts`. */
  @Field(() => Int, {
    nullable: true,
    description: 'For how many whole days it has waited, or did until it was delivered, declined or withdrawn.',
  })
  ageDays!: number;

  @Enum({ items: () => ServiceRequestState, type: 'text', default: 'REQUESTED' })
  @Field(() => ServiceRequestState, { nullable: true, description: 'How it stands.' })
  state!: ServiceRequestState;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was first accepted; null until then.' })
  acceptedAt?: Date | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => PartialDate, {
    nullable: true,
    description: 'By which day it is promised; null if nothing is promised.',
  })
  promisedBy?: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was last said for when it is planned.' })
  scheduledAt?: Date | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'For when it is planned; null until that is said.' })
  scheduledFor?: Date | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was delivered, declined or withdrawn, as the state says; null as long as it waits.',
  })
  endedAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What the organisation that was asked last said to it.' })
  reply?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was declined or withdrawn.' })
  reason?: string | null;
}
