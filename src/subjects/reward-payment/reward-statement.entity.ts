import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType } from 'type-graphql';
import { CalendarDate, DateTime } from '../../shared/scalars.ts';
import { BaseRecord } from '../base-record.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { keptRows } from '../function-rows.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { organisation } from '../policies.ts';
import { ofOwnHome } from '../public-policies.ts';
import { RewardRule } from '../reward-scheme/reward-scheme.values.ts';
import { RewardRun } from './reward-run.entity.ts';

const meaning = 'What one home is paid by the reward scheme in one run, or by which rules it is not.';

@Entity({
  comment: meaning,
  rowLevelSecurity: 'force',
  policies: keptRows('RewardStatement', {
    seen: `reward_statement.payer_id = ${organisation} or (reward_statement.approved_at is not null and ${ofOwnHome('reward_statement')})`,
    open: 'approved_at is null',
  }),
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Unique({ name: 'reward_statement_one_of_run_and_home', properties: ['run', 'home'] })
@Index({ properties: ['home'] })
@Index({ properties: ['payer', 'home'] })
export class RewardStatement extends BaseRecord {
  @ManyToOne(() => RewardRun)
  run!: Rel<RewardRun>;

  @ManyToOne(() => Organisation)
  payer!: Rel<Organisation>;

  @ManyToOne(() => CareHome)
  home!: Rel<CareHome>;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: 'The first day of the month that is paid.' })
  month!: string;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, {
    description: 'Whether the home is rewarded for this month, as it was found when the run was prepared.',
  })
  eligible!: boolean;

  @Enum({ items: () => RewardRule, array: true, type: 'text[]' })
  @Field(() => [RewardRule], { description: 'Rules that it had not met; empty of a home that is rewarded.' })
  unmet!: RewardRule[];

  @Property({ type: 'decimal', precision: 12, scale: 2, default: 0 })
  @Field(() => Float, { description: 'Pounds, of all lines together.' })
  total!: string;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When the run was approved; a home reads none before.' })
  approvedAt?: Date | null;
}
