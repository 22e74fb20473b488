import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Organisation } from '../organisation/organisation.entity.ts';
import { residentRows } from '../policies.ts';
import { ResidentRecord } from '../resident-record.ts';
import { TrustContactKind } from './hospital-stay.values.ts';

const meaning =
  'A resident attends an emergency department, is referred to a team of a trust, or is on the caseload of one.';

@Entity({ comment: meaning, policies: residentRows('TrustContact', { fact: true }) })
@Check({ name: 'trust_contact_in_order', expression: 'ended_at >= started_at' })
@Index({ properties: ['resident'] })
export class TrustContact extends ResidentRecord {
  @ManyToOne(() => Organisation)
  trust!: Rel<Organisation>;

  @Enum({ items: () => TrustContactKind, type: 'text' })
  kind!: TrustContactKind;

  @Property({ type: 'timestamptz' })
  startedAt!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  endedAt?: Date | null;
}
