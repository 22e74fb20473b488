import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { CalendarDate, DateTime } from '../../shared/scalars.ts';
import { BaseRecord } from '../base-record.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { Practice } from '../practice/practice.entity.ts';
import { PrimaryCareNetwork } from '../primary-care-network/primary-care-network.entity.ts';

const meaning =
  'A home is served by one primary care network through a lead practice; its residents may be registered elsewhere.';

@Entity({ comment: meaning })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'alignment_in_order', expression: 'to_on >= from_on' })
@Check({
  name: 'alignment_no_overlap',
  expression: 'exclude using gist (home_id with =, daterange(from_on, to_on) with &&)',
})
@Index({ properties: ['home', 'from'] })
@Index({ properties: ['network'] })
@Index({ properties: ['leadPractice'] })
export class Alignment extends BaseRecord {
  @ManyToOne(() => CareHome)
  home!: Rel<CareHome>;

  @ManyToOne(() => PrimaryCareNetwork)
  network!: Rel<PrimaryCareNetwork>;

  @ManyToOne(() => Practice)
  leadPractice!: Rel<Practice>;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'The clinician who leads the home round.' })
  clinicalLeadName!: string;

  @Property({ type: 'date', fieldName: 'from_on' })
  @Field(() => CalendarDate, { description: 'First day of the alignment.' })
  from!: string;

  @Property({ type: 'date', fieldName: 'to_on', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: 'The first day on which it no longer holds.' })
  to?: string | null;

  @ManyToOne(() => Organisation, { nullable: true, deleteRule: 'no action' })
  statedBy?: Rel<Organisation> | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was stated through the hub; null if it came with the directory.',
  })
  recordedAt?: Date | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'When its end was stated through the hub; null as long as nobody has.',
  })
  endRecordedAt?: Date | null;
}
