import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne } from '@mikro-orm/decorators/legacy';
import { PersonalRecord } from './personal-record.ts';
import { Resident } from './resident/resident.entity.ts';

/** A record about one resident, seen only by organisations that the register relates to that resident. */
@Entity({ abstract: true })
export abstract class ResidentRecord extends PersonalRecord {
  @ManyToOne(() => Resident)
  resident!: Rel<Resident>;
}
