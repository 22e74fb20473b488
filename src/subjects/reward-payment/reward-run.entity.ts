import type { Rel } from '@mikro-orm/core';
import { Check, Entity, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType } from 'type-graphql';
import { CalendarDate, DateTime } from '../../shared/scalars.ts';
import { BaseRecord } from '../base-record.ts';
import { keptRows } from '../function-rows.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { organisation } from '../policies.ts';

const meaning =
  'What a council or an integrated care board pays homes by the reward scheme for one month: reckoned by one of its users and approved by another.';

@Entity({
  comment: meaning,
  rowLevelSecurity: 'force',
  policies: keptRows('RewardRun', {
    by: ['caregraph_council', 'caregraph_icb'],
    seen: `reward_run.payer_id = ${organisation}`,
    open: 'approved_at is null',
  }),
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'reward_run_of_a_month', expression: 'extract(day from month) = 1' })
@Check({ name: 'reward_run_approval_is_whole', expression: '(approved_at is null) = (approved_by is null)' })
@Check({ name: 'reward_run_approved_by_another', expression: 'approved_by <> prepared_by' })
@Check({ name: 'reward_run_in_order', expression: 'approved_at >= prepared_at' })
@Unique({ name: 'reward_run_one_of_payer_and_month', properties: ['payer', 'month'] })
export class RewardRun extends BaseRecord {
  @ManyToOne(() => Organisation)
  payer!: Rel<Organisation>;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: 'The first day of the month that is paid.' })
  month!: string;

  @Property({ type: 'decimal', precision: 6, scale: 2 })
  @Field(() => Float, {
    description:
      'Pounds for a bed and week, as the agreement said when it was prepared; later adjustments of this month go by it too.',
  })
  weeklyRate!: string;

  @Property({ type: 'decimal', precision: 12, scale: 2, default: 0 })
  @Field(() => Float, { description: 'Pounds, of all statements together.' })
  total!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'The user who prepared it, as the token names users.' })
  preparedBy!: string;

  /** Who vouches for that user: somebody of another issuer or client may be the same person. */
  @Property({ type: 'text', nullable: true })
  preparedAuthority?: string | null;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  @Field(() => DateTime, { description: 'When it was reckoned.' })
  preparedAt!: Date;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The other user who approved it; null until then.' })
  approvedBy?: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was approved; null until then. Nothing of it changes afterwards.',
  })
  approvedAt?: Date | null;
}
