import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { residentRows } from '../policies.ts';
import { ResidentRecord } from '../resident-record.ts';
import { RedBagItem } from './red-bag.values.ts';

const meaning =
  'The red bag with documents and belongings that goes with a resident to hospital and must come back with the resident.';

/** The home that sends it is its author; functions of the register add what the hospital says of it. */
@Entity({ comment: meaning, policies: residentRows('RedBag', { fact: true, written: true, asked: 'received_by_id' }) })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'red_bag_holds_something', expression: 'cardinality(items) > 0 or other_items is not null' })
@Check({ name: 'red_bag_sent_not_in_future', expression: 'sent_at <= recorded_at' })
@Check({ name: 'red_bag_received', expression: 'num_nonnulls(received_at, received_by_id, received) in (0, 3)' })
@Check({ name: 'red_bag_received_later', expression: 'received_at >= sent_at' })
@Check({ name: 'red_bag_sent_back', expression: 'num_nonnulls(sent_back_at, sent_back) in (0, 2)' })
@Check({
  name: 'red_bag_sent_back_later',
  expression: 'sent_back_at is null or (received_at is not null and sent_back_at >= received_at)',
})
@Check({ name: 'red_bag_returned', expression: 'num_nonnulls(returned_at, returned, missing) in (0, 3)' })
@Check({ name: 'red_bag_returned_later', expression: 'returned_at >= sent_at' })
@Check({ name: 'red_bag_missing_was_sent', expression: 'missing <@ items' })
@Index({
  name: 'red_bag_newest_of_resident',
  properties: ['resident', 'sentAt'],
  columns: [{ name: 'resident' }, { name: 'sentAt', sort: 'DESC' }],
})
@Unique({
  name: 'red_bag_one_on_its_way',
  properties: ['resident', 'author'],
  where: 'valid_until is null and returned_at is null',
})
export class RedBag extends ResidentRecord {
  @ManyToOne(() => CareHome, { deleteRule: 'no action' })
  home!: Rel<CareHome>;

  @Enum({ items: () => RedBagItem, array: true, type: 'text[]' })
  @Field(() => [RedBagItem], { nullable: true, description: 'The documents and belongings that the home put in.' })
  items!: RedBagItem[];

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What else the home put in, in words.' })
  otherItems?: string | null;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTime, { nullable: true, description: 'When it left the home.' })
  sentAt!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When the hospital received it; null until it says so.' })
  receivedAt?: Date | null;

  @ManyToOne(() => Organisation, { nullable: true, deleteRule: 'no action' })
  receivedBy?: Rel<Organisation> | null;

  @Enum({ items: () => RedBagItem, array: true, type: 'text[]', nullable: true })
  @Field(() => [RedBagItem], { nullable: true, description: 'What the hospital found in it.' })
  received?: RedBagItem[] | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it left the hospital again.' })
  sentBackAt?: Date | null;

  @Enum({ items: () => RedBagItem, array: true, type: 'text[]', nullable: true })
  @Field(() => [RedBagItem], { nullable: true, description: 'What the hospital put in for the way back.' })
  sentBack?: RedBagItem[] | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When the home looked through it after the return.' })
  returnedAt?: Date | null;

  @Enum({ items: () => RedBagItem, array: true, type: 'text[]', nullable: true })
  @Field(() => [RedBagItem], { nullable: true, description: 'What came back to the home.' })
  returned?: RedBagItem[] | null;

  @Enum({ items: () => RedBagItem, array: true, type: 'text[]', nullable: true })
  @Field(() => [RedBagItem], {
    nullable: true,
    description: 'What the home put in and did not find after the return; empty: nothing. Null until it has looked.',
  })
  missing?: RedBagItem[] | null;
}
