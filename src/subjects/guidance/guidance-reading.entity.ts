import type { Rel } from '@mikro-orm/core';
import { Check, Entity, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { Node } from '../node.ts';
import { publicRows } from '../public-policies.ts';
import { PublicRecord } from '../public-record.ts';
import { Guidance } from './guidance.entity.ts';

const meaning = 'An organisation says that guidance has been read there, and by how many. No names are kept.';

@Entity({ comment: meaning, policies: publicRows('GuidanceReading') })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'guidance_reading_by_some', expression: 'staff > 0' })
@Unique({ name: 'guidance_reading_one_current', properties: ['guidance', 'author'], where: 'valid_until is null' })
export class GuidanceReading extends PublicRecord {
  @ManyToOne(() => Guidance, { deleteRule: 'no action' })
  guidance!: Rel<Guidance>;

  @Property({ type: 'int', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'How many of its staff have read it, as the organisation says; null if it does not say.',
  })
  staff?: number | null;

  @Field(() => DateTime, { description: 'When the organisation last said so.' })
  readAt!: Date;
}
