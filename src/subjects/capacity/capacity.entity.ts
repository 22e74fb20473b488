import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { CareType } from '../care-home/care-home.values.ts';
import { Node } from '../node.ts';
import { notAhead, ofOwnHome, publicRows } from '../public-policies.ts';
import { PublicRecord } from '../public-record.ts';
import { GendersSuited } from './capacity.values.ts';

const meaning = 'How many beds of one care type a home has and how many are free, as the home stated it.';

@Entity({
  comment: meaning,
  policies: publicRows('Capacity', {
    within: ofOwnHome('capacity'),
    only: notAhead('capacity.as_of'),
    reserved: true,
    imported: true,
  }),
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({
  name: 'capacity_beds_never_negative',
  expression: 'maximum >= 0 and occupied >= 0 and reserved >= 0 and available >= 0',
})
@Check({ name: 'capacity_within_maximum', expression: 'occupied + reserved + available <= maximum' })
@Check({
  name: 'capacity_rate_in_order',
  expression: 'weekly_rate_from >= 0 and weekly_rate_until >= weekly_rate_from',
})
@Unique({
  name: 'capacity_one_current',
  properties: ['home', 'careType'],
  where: 'valid_until is null',
})
@Index({
  name: 'capacity_history',
  properties: ['home', 'careType', 'validFrom'],
  columns: [{ name: 'home' }, { name: 'careType' }, { name: 'validFrom', sort: 'DESC' }],
})
@Index({ name: 'capacity_free', properties: ['careType', 'available'], where: 'valid_until is null' })
export class Capacity extends PublicRecord {
  @ManyToOne(() => CareHome)
  home!: Rel<CareHome>;

  @Enum({ items: () => CareType, type: 'text' })
  @Field(() => CareType, { description: 'The kind of care that these beds are for.' })
  careType!: CareType;

  @Property({ type: 'int' })
  @Field(() => Int, { description: 'Beds of this care type.' })
  maximum!: number;

  @Property({ type: 'int' })
  @Field(() => Int, { description: 'Beds in use or held for somebody in hospital.' })
  occupied!: number;

  @Property({ type: 'int' })
  @Field(() => Int, { description: 'Free beds promised to somebody.' })
  reserved!: number;

  @Property({ type: 'int' })
  @Field(() => Int, { description: 'Free beds that somebody can have; reserved ones are not among them.' })
  available!: number;

  @Enum({ items: () => GendersSuited, type: 'text', default: GendersSuited.ANY })
  @Field(() => GendersSuited, { description: 'Whom the free beds suit.' })
  gendersSuited!: GendersSuited;

  @Property({ type: 'decimal', precision: 10, scale: 2, nullable: true })
  @Field(() => Float, { nullable: true, description: 'Lowest rate, pounds a week.' })
  weeklyRateFrom?: string | null;

  @Property({ type: 'decimal', precision: 10, scale: 2, nullable: true })
  @Field(() => Float, { nullable: true, description: 'Highest rate, pounds a week.' })
  weeklyRateUntil?: string | null;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTime, { description: 'When the home stated it.' })
  asOf!: Date;
}
