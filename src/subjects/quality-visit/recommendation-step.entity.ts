import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { CalendarDate, DateTime } from '../../shared/scalars.ts';
import { BaseRecord } from '../base-record.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { betweenHomeAndCommissioners } from '../function-rows.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { QualityRecommendation } from './quality-recommendation.entity.ts';
import { RecommendationState } from './quality-visit.values.ts';

const meaning = 'What the home or the council said of a recommendation. Nothing of it is ever changed.';

@Entity({ comment: meaning, rowLevelSecurity: 'force', policies: betweenHomeAndCommissioners('RecommendationStep') })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'recommendation_step_later', expression: 'version > 1' })
@Check({
  name: 'recommendation_step_said',
  expression: "state <> 'OPEN' and (words is not null or state = 'ACCEPTED')",
})
@Check({ name: 'recommendation_step_done', expression: "(state = 'ANSWERED') = (done_on is not null)" })
@Unique({ properties: ['recommendation', 'version'] })
export class RecommendationStep extends BaseRecord {
  @ManyToOne(() => QualityRecommendation, { deleteRule: 'no action' })
  recommendation!: Rel<QualityRecommendation>;

  @ManyToOne(() => CareHome, { deleteRule: 'no action' })
  home!: Rel<CareHome>;

  @ManyToOne(() => Organisation, { deleteRule: 'no action' })
  saidBy!: Rel<Organisation>;

  @Property({ type: 'int' })
  @Field(() => Int, { description: 'The version that the recommendation had by it.' })
  version!: number;

  @Enum({ items: () => RecommendationState, type: 'text' })
  @Field(() => RecommendationState, { description: 'What it made of the recommendation.' })
  state!: RecommendationState;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What was done, or what is still missing. Names nobody.' })
  words?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, {
    nullable: true,
    description: 'When the home had done it; null of what the council said.',
  })
  doneOn?: string | null;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  @Field(() => DateTime, { description: 'When it was said.' })
  saidAt!: Date;
}
