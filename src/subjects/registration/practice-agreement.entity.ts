import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { residentRows } from '../policies.ts';
import { Practice } from '../practice/practice.entity.ts';
import { ResidentRecord } from '../resident-record.ts';
import { AgreedBy } from './registration.values.ts';

const meaning =
  'A resident, or the attorney, agreed that a practice may see the record without being registered there.';

@Entity({ comment: meaning, policies: residentRows('PracticeAgreement', { fact: true }) })
@Check({ name: 'practice_agreement_in_order', expression: 'to_on >= from_on' })
@Index({ properties: ['resident'] })
export class PracticeAgreement extends ResidentRecord {
  @ManyToOne(() => Practice)
  practice!: Rel<Practice>;

  @Enum({ items: () => AgreedBy, type: 'text' })
  agreedBy!: AgreedBy;

  @Property({ type: 'date', fieldName: 'from_on' })
  from!: string;

  @Property({ type: 'date', fieldName: 'to_on', nullable: true })
  to?: string | null;
}
