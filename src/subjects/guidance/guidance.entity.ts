import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { Node } from '../node.ts';
import { publicRows } from '../public-policies.ts';
import { PublicRecord } from '../public-record.ts';

const meaning =
  'Guidance that an organisation publishes for all, in versions: a new one takes the place of the one before.';

@Entity({ comment: meaning, policies: publicRows('Guidance') })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'guidance_says_something', expression: 'num_nonnulls(text, link) > 0' })
@Check({ name: 'guidance_edition_positive', expression: 'edition > 0' })
@Check({ name: 'guidance_first_supersedes_none', expression: '(edition = 1) = (supersedes_id is null)' })
@Unique({ name: 'guidance_superseded_once', properties: ['supersedes'] })
@Index({ name: 'guidance_current', properties: ['validFrom'], where: 'valid_until is null' })
export class Guidance extends PublicRecord {
  @Property({ type: 'text' })
  @Field(() => String, { description: 'What it is called.' })
  title!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What it says, in a few sentences; of a later edition also what is new.' })
  summary!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The guidance itself; null if it is behind the link alone.' })
  text?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Where it can be read, an address that begins with https.' })
  link?: string | null;

  @Property({ type: 'int' })
  @Field(() => Int, { description: 'Which edition this is, from 1.' })
  edition!: number;

  @ManyToOne(() => Guidance, { nullable: true, deleteRule: 'no action' })
  supersedes?: Rel<Guidance> | null;

  @Field(() => DateTime, { description: 'When it was published.' })
  publishedAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was superseded or withdrawn; null if it stands.',
  })
  until!: Date | null;
}
