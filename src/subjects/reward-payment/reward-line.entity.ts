import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { CalendarDate } from '../../shared/scalars.ts';
import { BaseRecord } from '../base-record.ts';
import { keptRows } from '../function-rows.ts';
import { Node } from '../node.ts';
import { Placement } from '../placement/placement.entity.ts';
import { RewardLineKind } from './reward-payment.values.ts';
import { RewardRun } from './reward-run.entity.ts';
import { RewardStatement } from './reward-statement.entity.ts';

const meaning = 'What is paid for the days of one placement in one month. Of itself it names nobody.';

@Entity({
  comment: meaning,
  rowLevelSecurity: 'force',
  policies: keptRows('RewardLine', {
    seen: 'exists (select from public.reward_statement shown where shown.id = reward_line.statement_id)',
    open: 'false',
  }),
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'reward_line_of_a_month', expression: 'extract(day from month) = 1' })
@Check({ name: 'reward_line_tells_something', expression: 'days <> 0 or amount <> 0' })
@Unique({ name: 'reward_line_one_of_placement_and_month', properties: ['run', 'placement', 'month'] })
@Index({ properties: ['statement'] })
@Index({ properties: ['placement'] })
export class RewardLine extends BaseRecord {
  @ManyToOne(() => RewardRun)
  run!: Rel<RewardRun>;

  @ManyToOne(() => RewardStatement)
  statement!: Rel<RewardStatement>;

  /** Null when what is known of the person was erased, after its time. */
  @ManyToOne(() => Placement, { nullable: true, deleteRule: 'set null' })
  placement?: Rel<Placement> | null;

  @Enum({ items: () => RewardLineKind, type: 'text' })
  @Field(() => RewardLineKind, { description: 'Whether it pays the month of the run, or puts right an earlier one.' })
  kind!: RewardLineKind;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: 'The first day of the month in which the days lie.' })
  month!: string;

  @Property({ type: 'int' })
  @Field(() => Int, {
    description:
      'Days that are paid, those in hospital while the bed is kept too; of an adjustment, so many more or less.',
  })
  days!: number;

  @Property({ type: 'decimal', precision: 6, scale: 2 })
  @Field(() => Float, { description: 'Pounds for a bed and week.' })
  weeklyRate!: string;

  @Property({ type: 'decimal', precision: 10, scale: 2 })
  @Field(() => Float, {
    description:
      'Pounds: a seventh of the weekly rate for each day of the placement in the month, rounded once, to the nearest penny, half a penny up.',
  })
  amount!: string;
}
