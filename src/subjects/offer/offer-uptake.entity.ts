import type { Rel } from '@mikro-orm/core';
import { Check, Entity, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { Node } from '../node.ts';
import { publicRows } from '../public-policies.ts';
import { PublicRecord } from '../public-record.ts';
import { Offer } from './offer.entity.ts';

const meaning = 'Places of an offer that an organisation has taken. A trigger lets no more be taken than there are.';

@Entity({ comment: meaning, policies: publicRows('OfferUptake') })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'offer_uptake_of_places', expression: 'places > 0' })
@Unique({ name: 'offer_uptake_one_current', properties: ['offer', 'author'], where: 'valid_until is null' })
export class OfferUptake extends PublicRecord {
  @ManyToOne(() => Offer, { deleteRule: 'no action' })
  offer!: Rel<Offer>;

  @Property({ type: 'int' })
  @Field(() => Int, { description: 'How many places it has taken.' })
  places!: number;

  @Field(() => DateTime, { description: 'When they were taken.' })
  takenAt!: Date;
}
