import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { CalendarDate } from '../../shared/scalars.ts';
import { BaseRecord } from '../base-record.ts';
import { CareHome } from './care-home.entity.ts';
import { RatingDomain, RatingGrade } from './care-home.values.ts';

const meaning = 'What the CQC published about one domain of a home; a re-registered home may inherit it.';

@Entity({ comment: meaning })
@ObjectType({ description: meaning, simpleResolvers: true })
@Unique({ properties: ['home', 'domain', 'publishedOn'] })
export class Rating extends BaseRecord {
  @ManyToOne(() => CareHome)
  home!: Rel<CareHome>;

  @Enum({ items: () => RatingDomain, type: 'text' })
  @Field(() => RatingDomain, { description: 'What was rated.' })
  domain!: RatingDomain;

  @Enum({ items: () => RatingGrade, type: 'text' })
  @Field(() => RatingGrade, { description: 'The grade.' })
  rating!: RatingGrade;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: 'When the CQC published it.' })
  publishedOn!: string;

  @ManyToOne(() => CareHome, { nullable: true, deleteRule: 'no action' })
  inheritedFrom?: Rel<CareHome> | null;
}
