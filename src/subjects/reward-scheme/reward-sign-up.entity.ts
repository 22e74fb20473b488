import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { CalendarDate, DateTime } from '../../shared/scalars.ts';
import { BaseRecord } from '../base-record.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { keptRows } from '../function-rows.ts';
import { Node } from '../node.ts';
import { ofHomeAndCommissioners } from '../public-policies.ts';
import { RewardCommitment } from './reward-scheme.values.ts';

const meaning =
  'To what a home committed itself in the reward scheme, since when it takes part, and until when that stood.';

@Entity({
  comment: meaning,
  rowLevelSecurity: 'force',
  policies: keptRows('RewardSignUp', { seen: ofHomeAndCommissioners('reward_sign_up'), open: 'valid_until is null' }),
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'reward_sign_up_in_order', expression: 'valid_until >= valid_from' })
@Check({ name: 'reward_sign_up_left_in_order', expression: 'left_on >= signed_up_on' })
@Check({ name: 'reward_sign_up_left_is_over', expression: 'left_on is null or valid_until is not null' })
@Unique({ name: 'reward_sign_up_one_current', properties: ['home'], where: 'valid_until is null' })
@Index({ properties: ['home', 'validFrom'] })
export class RewardSignUp extends BaseRecord {
  @ManyToOne(() => CareHome)
  home!: Rel<CareHome>;

  @Enum({ items: () => RewardCommitment, array: true, type: 'text[]' })
  @Field(() => [RewardCommitment], {
    description: 'To what the home committed itself; empty of a membership that came with the directory.',
  })
  commitments!: RewardCommitment[];

  @Property({ type: 'date' })
  @Field(() => CalendarDate, {
    description: 'Since when the home takes part without a break: other commitments begin no new membership.',
  })
  signedUpOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The first day on which the home took part no more; null if it did not leave with this statement.',
  })
  leftOn?: string | null;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  validFrom!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  validUntil?: Date | null;

  @Field(() => DateTime, { description: 'When the home stated it.' })
  asOf!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Until when it stood; null if it stands.' })
  until!: Date | null;
}
