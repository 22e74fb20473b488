import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { PartialDate } from '../../shared/scalars.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { residentRows } from '../policies.ts';
import { ResidentRecord } from '../resident-record.ts';
import { PlanParty, PlanStatus } from './care-plan.values.ts';

const meaning = 'The personalised care and support plan of a resident, and the structured medication review.';
const today = (instant: string) => `(${instant} at time zone 'Europe/London')::date`;

const written = ['reviewed_on', 'declined_on', 'medication_reviewed_on', 'medication_review_declined_on'];
const unwritten = `num_nonnulls(${[...written, 'home_part_written_on'].join(', ')}) = 0 and former_of is null`;
/** Of two residents who are one a plan in which nobody has written gives way to the other's. */
const endedEmpty = {
  name: 'care_plan_ended_empty',
  command: 'update' as const,
  roles: ['caregraph_register'],
  using: unwritten,
  check: unwritten,
};

/**
 * One stands of each resident: functions of the register begin it when somebody moves in, and write what the practice and
 * the home say. How it stands is told by `hub.plan_status`.
 */
@Entity({
  comment: meaning,
  policies: [...residentRows('CarePlan', { fact: true, byFunction: true }), endedEmpty],
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Unique({
  name: 'care_plan_one_current',
  properties: ['resident'],
  where: 'valid_until is null',
})
@Check({ name: 'care_plan_agreed_with_somebody', expression: 'cardinality(agreed_with) > 0' })
@Check({ name: 'care_plan_reviewed_not_in_future', expression: `reviewed_on <= ${today('recorded_at')}` })
@Check({
  name: 'care_plan_medicines_reviewed_not_in_future',
  expression: `medication_reviewed_on <= ${today('recorded_at')}`,
})
@Check({
  name: 'care_plan_home_part',
  expression:
    'home_part_by_id is not null or num_nonnulls(help_with_moving, help_with_eating, help_with_personal_care, help_at_night, home_part_written_on) = 0',
})
export class CarePlan extends ResidentRecord {
  /** No column: see `standing.ts`. */
  @Field(() => PlanStatus, { nullable: true, description: 'How the personalised care and support plan stands.' })
  status!: PlanStatus;

  @Property({ type: 'date', nullable: true })
  @Field(() => PartialDate, {
    nullable: true,
    description: 'The admission, or the latest return from hospital, from which the time runs.',
  })
  countedFrom?: string | null;

  /** The day on which the resident left: nothing becomes overdue after it. */
  @Property({ type: 'date', nullable: true })
  countedUntil?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => PartialDate, {
    nullable: true,
    description: 'By when the plan, or its next review, is due, by the clock of the agreement.',
  })
  dueOn?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => PartialDate, { nullable: true, description: 'When the plan was last agreed or reviewed.' })
  reviewedOn?: string | null;

  /** Where a review was agreed that is earlier than the agreement asks for. */
  @Property({ type: 'date', nullable: true })
  reviewBy?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => PartialDate, {
    nullable: true,
    description: 'When the resident, or who decides for the resident, said that no plan is wanted.',
  })
  declinedOn?: string | null;

  @Enum({ items: () => PlanParty, array: true, type: 'text[]', nullable: true })
  @Field(() => [PlanParty], { nullable: true, description: 'With whom the plan was agreed.' })
  agreedWith?: PlanParty[] | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Who they are, as far as that was noted.' })
  agreedWithNames?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What the resident wants, and what was agreed to be done.' })
  goals?: string | null;

  @Field(() => PlanStatus, { nullable: true, description: 'How the review of medicines stands.' })
  medicationReviewStatus!: PlanStatus;

  @Property({ type: 'date', nullable: true })
  @Field(() => PartialDate, { nullable: true, description: 'When the medicines are to be reviewed next.' })
  medicationReviewDueOn?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => PartialDate, { nullable: true, description: 'When the medicines were last reviewed.' })
  medicationReviewedOn?: string | null;

  @Property({ type: 'date', nullable: true })
  medicationReviewBy?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => PartialDate, {
    nullable: true,
    description: 'When the resident, or who decides for the resident, said that no review of medicines is wanted.',
  })
  medicationReviewDeclinedOn?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The home: how it helps the resident to move about.' })
  helpWithMoving?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The home: how it helps the resident to eat and drink.' })
  helpWithEating?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The home: how it helps the resident to wash and dress.' })
  helpWithPersonalCare?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The home: what the resident needs at night.' })
  helpAtNight?: string | null;

  @ManyToOne(() => Organisation, { nullable: true, deleteRule: 'no action' })
  homePartBy?: Rel<Organisation> | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => PartialDate, { nullable: true, description: 'When the home last wrote its part.' })
  homePartWrittenOn?: string | null;
}
