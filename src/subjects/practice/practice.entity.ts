import type { Rel } from '@mikro-orm/core';
import { Entity, OneToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType } from 'type-graphql';
import { BaseRecord } from '../base-record.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';

const meaning = 'A general practice (GP surgery).';

@Entity({ comment: meaning })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
export class Practice extends BaseRecord {
  @OneToOne(() => Organisation, { unique: true })
  organisation!: Rel<Organisation>;

  @Property({ type: 'text' })
  @Unique()
  @Field(() => String, { description: 'Code of the NHS Organisation Data Service.' })
  odsCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'As in the directory.' })
  name!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The practice’s own number.' })
  telephone?: string | null;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Street and town, without the postcode.' })
  address!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Postcode, with its blank.' })
  postcode!: string;

  @Property({ type: 'double', nullable: true })
  @Field(() => Float, { nullable: true, description: 'Degrees north, WGS 84; null if nobody has told the hub.' })
  latitude?: number | null;

  @Property({ type: 'double', nullable: true })
  @Field(() => Float, { nullable: true, description: 'Degrees east, WGS 84; null if nobody has told the hub.' })
  longitude?: number | null;
}
