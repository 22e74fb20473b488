import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { type Agency, agencies } from '../../shared/agencies.ts';
import { DateTime } from '../../shared/scalars.ts';
import { Harm, IncidentKind } from '../incident/incident.values.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { organisation } from '../policies.ts';
import { publicRows } from '../public-policies.ts';
import { PublicRecord } from '../public-record.ts';

const meaning =
  'What an organisation learned when something went wrong, told to all without saying to whom it happened.';

/**
 * Nothing leads from here to an incident or a resident: nobody can follow what is not kept. What was withdrawn may have
 * told too much, so that nobody but its author reads it any more.
 */
@Entity({
  comment: meaning,
  policies: publicRows('SharedLesson', {
    seen: `shared_lesson.valid_until is null or shared_lesson.author_id = ${organisation}`,
    within: `(shared_lesson.shared_by_id is null or shared_lesson.shared_by_id = ${organisation})`,
  }),
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'shared_lesson_by_author', expression: 'shared_by_id is null or shared_by_id = author_id' })
@Index({ name: 'shared_lesson_current', properties: ['validFrom'], where: 'valid_until is null' })
export class SharedLesson extends PublicRecord {
  @Enum({ items: () => IncidentKind, type: 'text' })
  @Field(() => IncidentKind, { description: 'The kind of incident from which it was learned.' })
  incidentKind!: IncidentKind;

  @Enum({ items: () => Harm, type: 'text', nullable: true })
  @Field(() => Harm, { nullable: true, description: 'How much harm came of it; null if that is not told.' })
  harm?: Harm | null;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What happened.' })
  whatHappened!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What was learned from it.' })
  whatWeLearned!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'What is done otherwise since.' })
  whatWeChanged!: string;

  @Enum({ items: () => [...agencies], type: 'text' })
  @Field(() => String, { description: 'The kind of partner that shares it: a care home, for instance, is `home`.' })
  agency!: Agency;

  @ManyToOne(() => Organisation, { nullable: true, deleteRule: 'no action' })
  sharedBy?: Rel<Organisation> | null;

  @Field(() => DateTime, { description: 'Since when it is shared.' })
  sharedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was withdrawn; null if it is shared.' })
  until!: Date | null;
}
