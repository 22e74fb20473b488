import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { DateTime, PartialDate } from '../../shared/scalars.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { CareType } from '../care-home/care-home.values.ts';
import { Node } from '../node.ts';
import { residentRows } from '../policies.ts';
import { ResidentRecord } from '../resident-record.ts';
import { PlacementEndReason } from './placement.values.ts';

const meaning = 'A resident has a bed in one home, from one day until before another; nobody has two homes at once.';

@Entity({
  comment: meaning,
  policies: residentRows('Placement', { fact: true, byFunction: true, settled: true, imported: 'written' }),
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'placement_in_order', expression: 'to_on >= from_on' })
@Check({ name: 'placement_end_has_a_day', expression: 'end_reason is null or to_on is not null' })
@Check({
  name: 'placement_no_overlap',
  expression: 'exclude using gist (resident_id with =, daterange(from_on, to_on) with &&) where (valid_until is null)',
})
@Index({
  name: 'placement_of_resident',
  properties: ['resident', 'from'],
  columns: [{ name: 'resident' }, { name: 'from', sort: 'DESC' }],
})
@Index({
  name: 'placement_in_home',
  properties: ['home', 'resident', 'from'],
  where: 'valid_until is null',
})
@Index({ name: 'placement_former', properties: ['formerOf'], where: 'former_of is not null' })
export class Placement extends ResidentRecord {
  @ManyToOne(() => CareHome)
  home!: Rel<CareHome>;

  @Enum({ items: () => CareType, type: 'text' })
  @Field(() => CareType, { nullable: true, description: 'The kind of care for which the resident lives there.' })
  careType!: CareType;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'As the home names its rooms.' })
  room?: string | null;

  @Property({ type: 'date', fieldName: 'from_on' })
  @Field(() => PartialDate, { nullable: true, description: 'First day in the home.' })
  from!: string;

  @Property({ type: 'date', fieldName: 'to_on', nullable: true })
  @Field(() => PartialDate, { nullable: true, description: 'The first day on which it no longer holds.' })
  to?: string | null;

  @Enum({ items: () => PlacementEndReason, type: 'text', nullable: true })
  @Field(() => PlacementEndReason, { nullable: true, description: 'Why it ended, or will; null if nobody said.' })
  endReason?: PlacementEndReason | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'Until when the bed is kept for a resident in hospital.' })
  bedHeldUntil?: Date | null;
}
