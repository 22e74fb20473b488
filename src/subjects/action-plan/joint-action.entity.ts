import type { Rel } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { CalendarDate } from '../../shared/scalars.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { publicRows } from '../public-policies.ts';
import { PublicRecord } from '../public-record.ts';

const meaning =
  'One action of the plan that homes, the NHS and councils make together: what for, measured by what, until when, and whose it is.';

@Entity({ comment: meaning, policies: publicRows('JointAction') })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Index({ name: 'joint_action_current', properties: ['dueOn'], where: 'valid_until is null' })
export class JointAction extends PublicRecord {
  @Property({ type: 'text' })
  @Field(() => String, { description: 'What is to be reached.' })
  objective!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'By what one tells that it is, such as falls per 1,000 occupied bed days.' })
  measure!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What the measure is to come to.' })
  target!: string;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: 'The day by which it is due.' })
  dueOn!: string;

  @ManyToOne(() => Organisation, { deleteRule: 'no action' })
  owner!: Rel<Organisation>;
}
