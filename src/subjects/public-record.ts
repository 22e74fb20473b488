import type { Rel } from '@mikro-orm/core';
import { Check, Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { BaseRecord } from './base-record.ts';
import { Organisation } from './organisation/organisation.entity.ts';

/**
 * What an organisation says of itself, or of what it answers for, and of no resident: who says it, and from when until
 * when it stands. Nothing is overwritten: a row that holds no more gets `validUntil`, and what holds instead is a new row.
 * `publicRows` guards it; row security is forced here, so that a table that forgets its policies shows nothing.
 */
@Entity({ abstract: true, rowLevelSecurity: 'force' })
@Check({ name: 'validity_in_order', expression: 'valid_until >= valid_from' })
export abstract class PublicRecord extends BaseRecord {
  @ManyToOne(() => Organisation)
  author!: Rel<Organisation>;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  validFrom!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  validUntil?: Date | null;
}
