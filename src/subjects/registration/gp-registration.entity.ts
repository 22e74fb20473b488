import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { PartialDate } from '../../shared/scalars.ts';
import { Node } from '../node.ts';
import { residentRows } from '../policies.ts';
import { Practice } from '../practice/practice.entity.ts';
import { ResidentRecord } from '../resident-record.ts';

const meaning = 'A resident is on the list of one practice, which need not be the one that serves the home.';

@Entity({
  comment: meaning,
  policies: residentRows('GpRegistration', { fact: true, byFunction: true, listed: 'registrations' }),
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'gp_registration_in_order', expression: 'to_on >= from_on' })
@Check({
  name: 'gp_registration_no_overlap',
  expression: 'exclude using gist (resident_id with =, daterange(from_on, to_on) with &&) where (valid_until is null)',
})
@Index({
  name: 'gp_registration_of_resident',
  properties: ['resident', 'from'],
  columns: [{ name: 'resident' }, { name: 'from', sort: 'DESC' }],
})
@Index({
  name: 'gp_registration_at_practice',
  properties: ['practice', 'resident'],
  where: 'valid_until is null',
})
export class GpRegistration extends ResidentRecord {
  @ManyToOne(() => Practice)
  practice!: Rel<Practice>;

  @Property({ type: 'date', fieldName: 'from_on' })
  @Field(() => PartialDate, { nullable: true, description: 'First day of the registration.' })
  from!: string;

  @Property({ type: 'date', fieldName: 'to_on', nullable: true })
  @Field(() => PartialDate, { nullable: true, description: 'The first day on which it no longer holds.' })
  to?: string | null;
}
