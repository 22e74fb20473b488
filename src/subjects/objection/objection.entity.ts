import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { PartialDate } from '../../shared/scalars.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { residentRows } from '../policies.ts';
import { ResidentRecord } from '../resident-record.ts';
import { DecidedBy, ObjectionKind } from './objection.values.ts';

const meaning = 'A resident objects to a use or sharing of the record; it counts from when it is recorded.';

/** Recorded no earlier than it was made or withdrawn: so that it counts, or ceases to, by the row alone, at no later date. */
@Entity({ comment: meaning, policies: residentRows('Objection', { fact: true, written: true, authorKeeps: true }) })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'objection_in_order', expression: 'withdrawn_on >= made_on' })
@Check({
  name: 'objection_not_in_future',
  expression: "greatest(made_on, withdrawn_on) <= (recorded_at at time zone 'Europe/London')::date",
})
@Check({
  name: 'objection_withdrawal_decided',
  expression: 'withdrawal_decided_by is null or withdrawn_on is not null',
})
@Index({ properties: ['resident'] })
export class Objection extends ResidentRecord {
  @Enum({ items: () => ObjectionKind, type: 'text' })
  @Field(() => ObjectionKind, { nullable: true, description: 'What the resident objects to.' })
  kind!: ObjectionKind;

  /** Null: against everyone. */
  @ManyToOne(() => Organisation, { nullable: true, deleteRule: 'no action' })
  against?: Rel<Organisation> | null;

  @Enum({ items: () => DecidedBy, type: 'text' })
  @Field(() => DecidedBy, { nullable: true, description: 'Who decided it for the resident.' })
  decidedBy!: DecidedBy;

  @Property({ type: 'date' })
  @Field(() => PartialDate, { nullable: true, description: 'The day on which it was made.' })
  madeOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => PartialDate, { nullable: true, description: 'The day from which it holds no more.' })
  withdrawnOn?: string | null;

  @Enum({ items: () => DecidedBy, type: 'text', nullable: true })
  @Field(() => DecidedBy, { nullable: true, description: 'Who decided to withdraw it.' })
  withdrawalDecidedBy?: DecidedBy | null;
}
