import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { CalendarDate, DateTime } from '../../shared/scalars.ts';
import { BaseRecord } from '../base-record.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { anybody, keptRows } from '../function-rows.ts';
import { Node } from '../node.ts';
import { Initiative } from './initiative.values.ts';

const meaning = 'A home has adopted an initiative, from one day until before another.';

@Entity({ comment: meaning, rowLevelSecurity: 'force', policies: keptRows('InitiativeAdoption', { by: anybody }) })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'initiative_adoption_in_order', expression: 'to_on >= from_on' })
@Check({
  name: 'initiative_adoption_no_overlap',
  expression: 'exclude using gist (home_id with =, initiative with =, daterange(from_on, to_on) with &&)',
})
@Index({ properties: ['home', 'from'] })
export class InitiativeAdoption extends BaseRecord {
  @ManyToOne(() => CareHome)
  home!: Rel<CareHome>;

  @Enum({ items: () => Initiative, type: 'text' })
  @Field(() => Initiative, { description: 'Which.' })
  initiative!: Initiative;

  @Property({ type: 'date', fieldName: 'from_on' })
  @Field(() => CalendarDate, { description: 'First day on which the home works by it.' })
  from!: string;

  @Property({ type: 'date', fieldName: 'to_on', nullable: true })
  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The first day on which it no longer does; null if it does.',
  })
  to?: string | null;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  @Field(() => DateTime, { description: 'When the home said so: a rule of the reward scheme goes by it.' })
  recordedAt!: Date;
}
