import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { residentRows } from '../policies.ts';
import { ResidentRecord } from '../resident-record.ts';
import { ConcernAddressee, ConcernOutcome, ConcernUrgency } from './concern.values.ts';

const meaning =
  'What staff of a care home noticed about a resident and ask the clinic to look into, with its answer. No safeguarding concern.';

/** The home that raises it is its author; a function of the register adds the answer of another. */
@Entity({ comment: meaning, policies: residentRows('Concern', { fact: true, written: true }) })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'concern_due_later', expression: 'answer_due_at > raised_at' })
@Check({
  name: 'concern_answered',
  expression: 'num_nonnulls(answer, outcome, answered_at, answered_by_id) in (0, 4)',
})
@Check({ name: 'concern_answered_later', expression: 'answered_at >= raised_at' })
@Index({
  name: 'concern_newest_of_resident',
  properties: ['resident', 'raisedAt'],
  columns: [{ name: 'resident' }, { name: 'raisedAt', sort: 'DESC' }],
})
export class Concern extends ResidentRecord {
  @Enum({ items: () => ConcernAddressee, type: 'text' })
  @Field(() => ConcernAddressee, { nullable: true, description: 'Of whom an answer is expected.' })
  addressedTo!: ConcernAddressee;

  @Enum({ items: () => ConcernUrgency, type: 'text' })
  @Field(() => ConcernUrgency, { nullable: true, description: 'How soon the home needs an answer.' })
  urgency!: ConcernUrgency;

  @Property({ type: 'text' })
  @Field(() => String, { nullable: true, description: 'What staff noticed, and what they ask.' })
  text!: string;

  @Property({ type: 'boolean', default: false })
  @Field(() => Boolean, {
    nullable: true,
    description: 'The home asks besides that the resident be seen on the next home round.',
  })
  forNextRound!: boolean;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  @Field(() => DateTime, { nullable: true, description: 'When it was raised.' })
  raisedAt!: Date;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTime, { nullable: true, description: 'By when it is due to be answered, as its urgency says.' })
  answerDueAt!: Date;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What the clinic answered; null as long as nobody has.' })
  answer?: string | null;

  @Enum({ items: () => ConcernOutcome, type: 'text', nullable: true })
  @Field(() => ConcernOutcome, { nullable: true, description: 'What came of it; null as long as nobody has answered.' })
  outcome?: ConcernOutcome | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was first answered; a correction of the answer does not change it.',
  })
  answeredAt?: Date | null;

  @ManyToOne(() => Organisation, { nullable: true, deleteRule: 'no action' })
  answeredBy?: Rel<Organisation> | null;
}
