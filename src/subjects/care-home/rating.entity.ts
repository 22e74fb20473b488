import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { BaseRecord } from '../base-record.ts';
import { CareHome } from './care-home.entity.ts';
import { RatingDomain, RatingGrade } from './care-home.values.ts';

const meaning = 'What the CQC published about one domain of a home; a re-registered home may inherit it.';

@Entity({ comment: meaning })
@Unique({ properties: ['home', 'domain', 'publishedOn'] })
export class Rating extends BaseRecord {
  @ManyToOne(() => CareHome)
  home!: Rel<CareHome>;

  @Enum({ items: () => RatingDomain, type: 'text' })
  domain!: RatingDomain;

  @Enum({ items: () => RatingGrade, type: 'text' })
  rating!: RatingGrade;

  @Property({ type: 'date' })
  publishedOn!: string;

  @ManyToOne(() => CareHome, { nullable: true, deleteRule: 'no action' })
  inheritedFrom?: Rel<CareHome> | null;
}
