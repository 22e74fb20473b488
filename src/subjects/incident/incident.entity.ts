import type { Rel } from '@mikro-orm/core';
import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { Node } from '../node.ts';
import { residentRows } from '../policies.ts';
import { ResidentRecord } from '../resident-record.ts';
import { Harm, IncidentKind, IncidentSubtype, PsychologicalHarm } from './incident.values.ts';

const meaning = 'An unplanned event that harmed, or could have harmed, a resident.';

@Entity({ comment: meaning, policies: residentRows('Incident') })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
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

  @Enum({ items: () => PsychologicalHarm, type: 'text' })
  @Field(() => PsychologicalHarm, { nullable: true, description: 'Psychological harm.' })
  psychologicalHarm!: PsychologicalHarm;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTime, { nullable: true, description: 'When it happened.' })
  occurredAt!: Date;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Where in or about the home.' })
  location?: string | null;

  @Property({ type: 'text' })
  @Field(() => String, { nullable: true, description: 'What staff wrote. May name third parties.' })
  narrative!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: "The home's own note; shared with nobody." })
  internalNote?: string | null;
}
