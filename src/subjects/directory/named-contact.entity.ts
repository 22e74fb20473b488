import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { Node } from '../node.ts';
import { organisation } from '../policies.ts';
import { PrimaryCareNetwork } from '../primary-care-network/primary-care-network.entity.ts';
import { publicRows } from '../public-policies.ts';
import { PublicRecord } from '../public-record.ts';
import type { StatedHours } from '../week-hours.ts';
import { HomesCovered, ProfessionalRole } from './directory.values.ts';

const meaning = 'Whom homes may ring or write to about something, by name, as the organisation that answers stated it.';

/** Whom nobody may ask any more is no business of others: a name and numbers stay with the organisation that stated them. */
@Entity({
  comment: meaning,
  policies: publicRows('NamedContact', {
    seen: `named_contact.valid_until is null or named_contact.author_id = ${organisation}`,
  }),
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'named_contact_can_be_reached', expression: 'num_nonnulls(telephone, email) > 0' })
@Check({ name: 'named_contact_network_named', expression: "(covers = 'NETWORK') = (network_id is not null)" })
@Check({ name: 'named_contact_homes_named', expression: "(covers = 'NAMED_HOMES') = (cardinality(home_ids) > 0)" })
@Check({ name: 'named_contact_hours_are_a_list', expression: "jsonb_typeof(hours) = 'array'" })
@Check({ name: 'named_contact_responds_in_time', expression: 'responds_within_hours > 0' })
@Index({ name: 'named_contact_current', properties: ['role'], where: 'valid_until is null' })
export class NamedContact extends PublicRecord {
  @Enum({ items: () => ProfessionalRole, type: 'text' })
  @Field(() => ProfessionalRole, { description: 'What the contact does.' })
  role!: ProfessionalRole;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'The name of the person, or of the team.' })
  name!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The number to ring.' })
  telephone?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Where to write to: nothing about a resident that is not encrypted.',
  })
  email?: string | null;

  @Enum({ items: () => HomesCovered, type: 'text' })
  @Field(() => HomesCovered, { description: 'Which homes the contact is there for.' })
  covers!: HomesCovered;

  @ManyToOne(() => PrimaryCareNetwork, { nullable: true, deleteRule: 'no action' })
  network?: Rel<PrimaryCareNetwork> | null;

  @Property({ type: 'array', columnType: 'uuid[]', fieldName: 'home_ids' })
  homes!: string[];

  @Property({ type: 'json' })
  hours!: StatedHours[];

  @Property({ type: 'int', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'Within how many hours an answer is promised; null if nothing is promised.',
  })
  respondsWithinHours?: number | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What else to know, such as what to have at hand when ringing.' })
  note?: string | null;

  @Field(() => DateTime, { description: 'When it was stated.' })
  asOf!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Until when it stood; null if it stands.' })
  until!: Date | null;
}
