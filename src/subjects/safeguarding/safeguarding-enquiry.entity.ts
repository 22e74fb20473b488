import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Organisation } from '../organisation/organisation.entity.ts';
import { residentRows } from '../policies.ts';
import { ResidentRecord } from '../resident-record.ts';

const meaning = 'A council enquires whether a resident is abused or neglected; shared with nobody but the register.';

@Entity({ comment: meaning, policies: residentRows('SafeguardingEnquiry', { fact: true }) })
@Check({ name: 'safeguarding_enquiry_in_order', expression: 'closed_on >= opened_on' })
@Index({ properties: ['resident'] })
export class SafeguardingEnquiry extends ResidentRecord {
  @ManyToOne(() => Organisation)
  council!: Rel<Organisation>;

  @Property({ type: 'date' })
  openedOn!: string;

  @Property({ type: 'date', nullable: true })
  closedOn?: string | null;
}
