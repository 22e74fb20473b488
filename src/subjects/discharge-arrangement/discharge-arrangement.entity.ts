import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { CareHome } from '../care-home/care-home.entity.ts';
import { Node } from '../node.ts';
import { ofOwnHome, publicRows } from '../public-policies.ts';
import { PublicRecord } from '../public-record.ts';
import type { StatedHours } from '../week-hours.ts';

const meaning =
  'When a home takes people discharged from hospital, on whose assessment, and whom to ring, as the home stated it.';

const ofOwn = ofOwnHome('discharge_arrangement');

@Entity({
  comment: meaning,
  policies: publicRows('DischargeArrangement', { within: ofOwn, seenByHomes: ofOwn }),
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'discharge_arrangement_hours_are_a_list', expression: "jsonb_typeof(hours) = 'array'" })
@Unique({ name: 'discharge_arrangement_one_current', properties: ['home'], where: 'valid_until is null' })
@Index({ properties: ['home', 'validFrom'] })
export class DischargeArrangement extends PublicRecord {
  @ManyToOne(() => CareHome)
  home!: Rel<CareHome>;

  @Property({ type: 'json' })
  hours!: StatedHours[];

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: "Whether it admits on a trusted assessor's assessment, without its own." })
  acceptsTrustedAssessor!: boolean;

  @Property({ type: 'text', nullable: true })
  dutyContactName?: string | null;

  @Property({ type: 'text', nullable: true })
  dutyContactTelephone?: string | null;

  @Field(() => DateTime, { description: 'When it was stated.' })
  asOf!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Until when it stood; null if it stands.' })
  until!: Date | null;
}
