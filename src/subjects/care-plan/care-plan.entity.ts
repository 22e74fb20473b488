import { Entity, Enum, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { PartialDate } from '../../shared/scalars.ts';
import { Node } from '../node.ts';
import { residentRows } from '../policies.ts';
import { ResidentRecord } from '../resident-record.ts';
import { PlanStatus } from './care-plan.values.ts';

const meaning = 'The personalised care and support plan of a resident, and the structured medication review.';

@Entity({ comment: meaning, policies: residentRows('CarePlan') })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Unique({
  name: 'care_plan_one_current',
  properties: ['resident'],
  where: 'valid_until is null',
})
export class CarePlan extends ResidentRecord {
  @Enum({ items: () => PlanStatus, type: 'text' })
  @Field(() => PlanStatus, { nullable: true, description: 'How the personalised care and support plan stands.' })
  status!: PlanStatus;

  @Property({ type: 'date' })
  @Field(() => PartialDate, { nullable: true, description: 'When the plan, or its next review, is due.' })
  dueOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => PartialDate, { nullable: true, description: 'When the plan was last reviewed.' })
  reviewedOn?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'With whom the plan was agreed.' })
  agreedWith?: string | null;

  @Enum({ items: () => PlanStatus, type: 'text' })
  @Field(() => PlanStatus, { nullable: true, description: 'How the review of medicines stands.' })
  medicationReviewStatus!: PlanStatus;

  @Property({ type: 'date' })
  @Field(() => PartialDate, { nullable: true, description: 'When the medicines are to be reviewed next.' })
  medicationReviewDueOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => PartialDate, { nullable: true, description: 'When the medicines were last reviewed.' })
  medicationReviewedOn?: string | null;
}
