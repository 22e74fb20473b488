import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { BaseRecord } from '../base-record.ts';
import { PrimaryCareNetwork } from '../primary-care-network/primary-care-network.entity.ts';
import { Practice } from './practice.entity.ts';

const meaning = 'A practice belongs to one primary care network at a time, from one day until before another.';

@Entity({ comment: meaning })
@Check({ name: 'network_membership_in_order', expression: 'to_on >= from_on' })
@Check({
  name: 'network_membership_no_overlap',
  expression: 'exclude using gist (practice_id with =, daterange(from_on, to_on) with &&)',
})
@Index({ properties: ['network', 'practice'] })
@Index({ properties: ['practice'] })
export class NetworkMembership extends BaseRecord {
  @ManyToOne(() => Practice)
  practice!: Rel<Practice>;

  @ManyToOne(() => PrimaryCareNetwork)
  network!: Rel<PrimaryCareNetwork>;

  @Property({ type: 'date', fieldName: 'from_on' })
  from!: string;

  @Property({ type: 'date', fieldName: 'to_on', nullable: true })
  to?: string | null;
}
