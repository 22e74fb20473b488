import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { DateTime, PartialDate } from '../../shared/scalars.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { residentRows } from '../policies.ts';
import { ResidentRecord } from '../resident-record.ts';
import { AbuseKind, SafeguardingStatus } from './safeguarding.values.ts';

const meaning =
  'A concern that a resident is abused or neglected, raised with the council that has the duty to enquire (Care Act 2014, section 42).';

/** Functions of the register write it, and nobody else: who raises one must not choose the council that it opens a door to. */
@Entity({
  comment: meaning,
  policies: residentRows('SafeguardingConcern', { fact: true, asked: 'council_id', released: true, byFunction: true }),
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'safeguarding_concern_of_some_kind', expression: 'cardinality(kinds) > 0' })
@Check({ name: 'safeguarding_concern_decided', expression: "(status = 'RAISED') = (decided_on is null)" })
@Check({ name: 'safeguarding_concern_found', expression: "status <> 'RAISED' or outcome is null" })
@Check({
  name: 'safeguarding_concern_ended',
  expression: "(status in ('NO_FURTHER_ACTION', 'CLOSED')) = (ended_at is not null)",
})
@Check({ name: 'safeguarding_concern_in_order', expression: 'ended_at >= raised_at' })
@Index({
  name: 'safeguarding_concern_newest_of_resident',
  properties: ['resident', 'raisedAt'],
  columns: [{ name: 'resident' }, { name: 'raisedAt', sort: 'DESC' }],
})
export class SafeguardingConcern extends ResidentRecord {
  @ManyToOne(() => Organisation)
  council!: Rel<Organisation>;

  @Enum({ items: () => AbuseKind, array: true, type: 'text[]' })
  @Field(() => [AbuseKind], { nullable: true, description: 'The kinds of abuse or neglect that are feared.' })
  kinds!: AbuseKind[];

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it happened, if it was one event.' })
  occurredAt?: Date | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => PartialDate, { nullable: true, description: 'Since when it has gone on, if it was not one event.' })
  ongoingSince?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Where it happened.' })
  location?: string | null;

  @Property({ type: 'text' })
  @Field(() => String, { nullable: true, description: 'What was seen, heard or told. May name third parties.' })
  narrative!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The person or organisation from whom harm is feared, in words.',
  })
  allegedSource?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What was done at once to keep the resident safe.' })
  immediateAction?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'What the resident wants to come of it (Making Safeguarding Personal); null if nobody has asked yet.',
  })
  wishes?: string | null;

  @Enum({ items: () => SafeguardingStatus, type: 'text', default: SafeguardingStatus.RAISED })
  @Field(() => SafeguardingStatus, { nullable: true, description: 'How far the council has come with it.' })
  status!: SafeguardingStatus;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  @Field(() => DateTime, { nullable: true, description: 'When it was raised in the hub.' })
  raisedAt!: Date;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What the council found, and what came of it.' })
  outcome?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => PartialDate, { nullable: true, description: 'The day of the council’s last decision.' })
  decidedOn?: string | null;

  /** From this moment on the concern opens no more of the resident; the council still reads what it dealt with. */
  @Property({ type: 'timestamptz', nullable: true })
  endedAt?: Date | null;
}
