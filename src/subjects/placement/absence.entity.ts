import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { PartialDate } from '../../shared/scalars.ts';
import { Node } from '../node.ts';
import { residentRows } from '../policies.ts';
import { ResidentRecord } from '../resident-record.ts';
import { Placement } from './placement.entity.ts';
import { AbsenceReason } from './placement.values.ts';

const meaning = 'A resident is away while the placement goes on.';

@Entity({ comment: meaning, policies: residentRows('Absence', { fact: true, byFunction: true }) })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'absence_in_order', expression: 'to_on >= from_on' })
@Check({
  name: 'absence_no_overlap',
  expression: 'exclude using gist (resident_id with =, daterange(from_on, to_on) with &&) where (valid_until is null)',
})
@Index({ properties: ['placement'] })
export class Absence extends ResidentRecord {
  @ManyToOne(() => Placement)
  placement!: Rel<Placement>;

  @Property({ type: 'date', fieldName: 'from_on' })
  @Field(() => PartialDate, { nullable: true, description: 'First day away from the home.' })
  from!: string;

  @Property({ type: 'date', fieldName: 'to_on', nullable: true })
  @Field(() => PartialDate, { nullable: true, description: 'The day of the return; null while away.' })
  to?: string | null;

  @Enum({ items: () => AbsenceReason, type: 'text' })
  @Field(() => AbsenceReason, { nullable: true, description: 'Why the resident is away.' })
  reason!: AbsenceReason;
}
