import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType } from 'type-graphql';
import { PartialDate } from '../../shared/scalars.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { Placement } from '../placement/placement.entity.ts';
import { residentRows } from '../policies.ts';
import { ResidentRecord } from '../resident-record.ts';
import { FundingSource } from './funding.values.ts';

const meaning = 'A dated part of what a placement costs, with who pays it and who is paid.';

@Entity({
  comment: meaning,
  policies: residentRows('FundingComponent', { payment: true, fact: true, byFunction: true, imported: 'written' }),
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'funding_component_in_order', expression: 'to_on >= from_on' })
@Check({ name: 'funding_component_never_negative', expression: 'weekly_amount >= 0' })
@Check({
  name: 'funding_component_no_overlap',
  expression:
    'exclude using gist (resident_id with =, payer_id with =, source with =, daterange(from_on, to_on) with &&) where (valid_until is null)',
})
@Index({ properties: ['placement'] })
@Index({ properties: ['resident'] })
@Index({ properties: ['payer'] })
export class FundingComponent extends ResidentRecord {
  @ManyToOne(() => Placement)
  placement!: Rel<Placement>;

  @Enum({ items: () => FundingSource, type: 'text' })
  @Field(() => FundingSource, { nullable: true, description: 'On what ground this part is paid.' })
  source!: FundingSource;

  /** Null: the resident or the family. */
  @ManyToOne(() => Organisation, { nullable: true, deleteRule: 'no action' })
  payer?: Rel<Organisation> | null;

  @ManyToOne(() => Organisation)
  payee!: Rel<Organisation>;

  @Property({ type: 'decimal', precision: 10, scale: 2 })
  @Field(() => Float, { nullable: true, description: 'Pounds a week.' })
  weeklyAmount!: string;

  @Property({ type: 'date', fieldName: 'from_on' })
  @Field(() => PartialDate, { nullable: true, description: 'First day that is paid for.' })
  from!: string;

  @Property({ type: 'date', fieldName: 'to_on', nullable: true })
  @Field(() => PartialDate, { nullable: true, description: 'The first day on which it is no longer paid.' })
  to?: string | null;
}
