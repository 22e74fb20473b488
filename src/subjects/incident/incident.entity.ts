import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { Node } from '../node.ts';
import { residentRows } from '../policies.ts';
import { ResidentRecord } from '../resident-record.ts';
import { Harm, IncidentKind, IncidentSubtype, PsychologicalHarm, subtypesOf } from './incident.values.ts';

const meaning = 'An unplanned event that harmed, or could have harmed, a resident.';

const subtypeOfKind = [...subtypesOf]
  .map(([kind, names]) => `kind = '${kind}' and subtype in (${names.map((name) => `'${name}'`).join(', ')})`)
  .join(' or ');

@Entity({ comment: meaning, policies: residentRows('Incident', { fact: true, written: true }) })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'incident_not_in_future', expression: 'occurred_at <= recorded_at' })
@Check({ name: 'incident_subtype_of_kind', expression: `subtype is null or ${subtypeOfKind}` })
@Check({
  name: 'incident_details_of_fall',
  expression: "kind = 'FALL' or num_nonnulls(head_injury, fracture, on_anticoagulant, ambulance_called, conveyed) = 0",
})
@Check({
  name: 'incident_details_of_ulcer',
  expression: "kind = 'PRESSURE_ULCER' or num_nonnulls(present_on_admission, device_related) = 0",
})
@Index({
  name: 'incident_newest_of_resident',
  properties: ['resident', 'occurredAt'],
  columns: [{ name: 'resident' }, { name: 'occurredAt', sort: 'DESC' }],
})
@Index({ name: 'incident_in_home', properties: ['home', 'occurredAt'] })
export class Incident extends ResidentRecord {
  @ManyToOne(() => CareHome)
  home!: Rel<CareHome>;

  @Enum({ items: () => IncidentKind, type: 'text' })
  @Field(() => IncidentKind, { nullable: true, description: 'What happened.' })
  kind!: IncidentKind;

  @Enum({ items: () => IncidentSubtype, type: 'text', nullable: true })
  @Field(() => IncidentSubtype, {
    nullable: true,
    description: 'The manner of a fall, category of an ulcer, sort of medication error, or infection.',
  })
  subtype?: IncidentSubtype | null;

  @Enum({ items: () => Harm, type: 'text' })
  @Field(() => Harm, { nullable: true, description: 'Physical harm.' })
  harm!: Harm;

  @Enum({ items: () => PsychologicalHarm, type: 'text', nullable: true })
  @Field(() => PsychologicalHarm, { nullable: true, description: 'Psychological harm; null if nobody has judged it.' })
  psychologicalHarm?: PsychologicalHarm | null;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTime, { nullable: true, description: 'When it happened.' })
  occurredAt!: Date;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Where in or about the home.' })
  location?: string | null;

  @Property({ type: 'boolean', nullable: true })
  @Field(() => Boolean, { nullable: true, description: 'Of a fall: the head was hurt. Null if nobody has said.' })
  headInjury?: boolean | null;

  @Property({ type: 'boolean', nullable: true })
  @Field(() => Boolean, { nullable: true, description: 'Of a fall: a bone broke. Null if nobody has said.' })
  fracture?: boolean | null;

  @Property({ type: 'boolean', nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description: 'Of a fall: the resident takes an anticoagulant, so that a blow to the head may bleed.',
  })
  onAnticoagulant?: boolean | null;

  @Property({ type: 'boolean', nullable: true })
  @Field(() => Boolean, { nullable: true, description: 'Of a fall: an ambulance was called. Null if nobody has said.' })
  ambulanceCalled?: boolean | null;

  @Property({ type: 'boolean', nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description: 'Of a fall: the resident was taken to hospital. Null if nobody has said.',
  })
  conveyed?: boolean | null;

  @Property({ type: 'boolean', nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description: 'Of a pressure ulcer: it was there when the resident came to the home, and is no new one.',
  })
  presentOnAdmission?: boolean | null;

  @Property({ type: 'boolean', nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description: 'Of a pressure ulcer: a device presses there, such as a mask, tube or hearing aid.',
  })
  deviceRelated?: boolean | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What staff wrote. May name third parties.' })
  narrative?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: "The home's own note; shared with nobody." })
  internalNote?: string | null;
}
