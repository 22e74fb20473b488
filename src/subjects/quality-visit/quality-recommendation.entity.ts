import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { CalendarDate } from '../../shared/scalars.ts';
import { BaseRecord } from '../base-record.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { betweenHomeAndCommissioners } from '../function-rows.ts';
import { Node } from '../node.ts';
import { QualityVisit } from './quality-visit.entity.ts';
import { RecommendationPriority, RecommendationState } from './quality-visit.values.ts';

const meaning = 'What the council asks a home to do after a visit, and how far it has come. It names no resident.';

@Entity({
  comment: meaning,
  rowLevelSecurity: 'force',
  policies: betweenHomeAndCommissioners('QualityRecommendation'),
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'quality_recommendation_counted', expression: 'version > 0' })
@Index({ properties: ['home', 'dueOn'] })
@Index({ properties: ['visit'] })
export class QualityRecommendation extends BaseRecord {
  @ManyToOne(() => QualityVisit, { deleteRule: 'no action' })
  visit!: Rel<QualityVisit>;

  @ManyToOne(() => CareHome, { deleteRule: 'no action' })
  home!: Rel<CareHome>;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What is to be done. Names nobody.' })
  text!: string;

  @Enum({ items: () => RecommendationPriority, type: 'text' })
  @Field(() => RecommendationPriority, { description: 'How much depends on it.' })
  priority!: RecommendationPriority;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: 'The last day on which the home is to have done it.' })
  dueOn!: string;

  @Enum({ items: () => RecommendationState, type: 'text', default: RecommendationState.OPEN })
  @Field(() => RecommendationState, { description: 'Whose turn it is.' })
  state!: RecommendationState;

  @Property({ type: 'int', default: 1 })
  @Field(() => Int, {
    description: 'Counts from 1 what was said of it. Whoever answers or settles it says which one was read.',
  })
  version!: number;
}
