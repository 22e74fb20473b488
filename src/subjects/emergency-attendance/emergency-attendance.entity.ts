import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../shared/scalars.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { residentRows } from '../policies.ts';
import { ResidentRecord } from '../resident-record.ts';
import { ArrivalMode, AttendanceOutcome, ConveyedFrom } from './emergency-attendance.values.ts';

const meaning = 'A resident is in the emergency department of a hospital trust, from arrival until departure.';

/** It comes by the trust's feed, or by a claim that something else bears out; from then on the trust goes on with it. */
@Entity({
  comment: meaning,
  policies: residentRows('EmergencyAttendance', { fact: true, stated: true, amended: true, struck: true, fed: true }),
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'emergency_attendance_in_order', expression: 'departed_at >= arrived_at' })
@Check({
  name: 'emergency_attendance_not_in_future',
  expression: 'arrived_at <= recorded_at and (departed_at is null or departed_at <= recorded_at)',
})
@Check({ name: 'emergency_attendance_ended', expression: '(departed_at is null) = (outcome is null)' })
@Check({ name: 'emergency_attendance_conveyed_in_order', expression: 'called_at <= conveyed_at' })
@Check({
  name: 'emergency_attendance_conveyed_before_arrival',
  expression: 'coalesce(conveyed_at, called_at) <= arrived_at',
})
@Check({ name: 'emergency_attendance_withdrawn', expression: 'withdrawal_reason is null or valid_until is not null' })
@Check({
  name: 'emergency_attendance_no_overlap',
  expression:
    'exclude using gist (resident_id with =, trust_id with =, tstzrange(arrived_at, departed_at) with &&) where (valid_until is null)',
})
@Index({
  name: 'emergency_attendance_newest_of_resident',
  properties: ['resident', 'arrivedAt'],
  columns: [{ name: 'resident' }, { name: 'arrivedAt', sort: 'DESC' }],
})
export class EmergencyAttendance extends ResidentRecord {
  @ManyToOne(() => Organisation)
  trust!: Rel<Organisation>;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTime, { nullable: true, description: 'When the patient arrived.' })
  arrivedAt!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: 'When the patient left the department, also for a ward; null while still there.',
  })
  departedAt?: Date | null;

  @Enum({ items: () => AttendanceOutcome, type: 'text', nullable: true })
  @Field(() => AttendanceOutcome, { nullable: true, description: 'What came of it; null while still there.' })
  outcome?: AttendanceOutcome | null;

  @Enum({ items: () => ArrivalMode, type: 'text', nullable: true })
  @Field(() => ArrivalMode, { nullable: true, description: 'How the patient came; null until the trust says so.' })
  arrivalMode?: ArrivalMode | null;

  @Enum({ items: () => ConveyedFrom, type: 'text', nullable: true })
  @Field(() => ConveyedFrom, { nullable: true, description: 'From where the patient was brought.' })
  conveyedFrom?: ConveyedFrom | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When the ambulance was called.' })
  calledAt?: Date | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it left with the patient for the hospital.' })
  conveyedAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What was found, in words or as code and name.' })
  diagnosis?: string | null;

  /** Why the trust that stated it took it back: it was entered in error. Such a row is shown to nobody. */
  @Property({ type: 'text', nullable: true })
  withdrawalReason?: string | null;
}
