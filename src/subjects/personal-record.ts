import type { Rel } from '@mikro-orm/core';
import { Check, Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { BaseRecord } from './base-record.ts';
import { Organisation } from './organisation/organisation.entity.ts';

/**
 * What every table about a person has: who wrote the row, which version it is, when it was recorded and how long it
 * stood. A correction ends a row's validity and writes the next version; a row without `validUntil` is the current one.
 * Row security is forced here, so that a table that forgets its policies shows nothing to anyone.
 */
@Entity({ abstract: true, rowLevelSecurity: 'force' })
@Check({ name: 'version_positive', expression: 'version > 0' })
@Check({ name: 'validity_in_order', expression: 'valid_until >= valid_from' })
export abstract class PersonalRecord extends BaseRecord {
  @ManyToOne(() => Organisation)
  author!: Rel<Organisation>;

  @Property({ type: 'int', default: 1 })
  version!: number;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  recordedAt!: Date;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  validFrom!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  validUntil?: Date | null;

  /** The row that this is a former version of; null for a row that stands, or was ended by no correction. */
  @Property({ type: 'uuid', nullable: true })
  formerOf?: string | null;
}
