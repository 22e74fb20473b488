import { Check, Entity, Enum, Index, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { Node } from '../node.ts';
import { publicRows } from '../public-policies.ts';
import { PublicRecord } from '../public-record.ts';
import { OfferKind } from './offer.values.ts';

const meaning =
  'What an organisation offers to others, such as training or a place for students, and how many places there are.';

@Entity({ comment: meaning, policies: publicRows('Offer') })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'offer_has_places', expression: 'places > 0' })
@Check({ name: 'offer_in_order', expression: 'ends_at > begins_at' })
@Index({ name: 'offer_current', properties: ['beginsAt'], where: 'valid_until is null' })
export class Offer extends PublicRecord {
  @Enum({ items: () => OfferKind, type: 'text' })
  @Field(() => OfferKind, { description: 'What is offered.' })
  kind!: OfferKind;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What it is called.' })
  title!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What it is, where, and whom it is for.' })
  description!: string;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTime, { description: 'When it begins.' })
  beginsAt!: Date;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTime, { description: 'When it ends.' })
  endsAt!: Date;

  @Property({ type: 'int' })
  @Field(() => Int, { description: 'How many places there are in all.' })
  places!: number;

  @Field(() => DateTime, { nullable: true, description: 'When it was withdrawn; null if it stands.' })
  until!: Date | null;
}
