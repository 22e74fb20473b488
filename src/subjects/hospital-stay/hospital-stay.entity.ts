import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType } from 'type-graphql';
import { DateTime, PartialDate } from '../../shared/scalars.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { residentRows } from '../policies.ts';
import { ResidentRecord } from '../resident-record.ts';
import { DelayAgency, DelayReason, DischargePathway, emergencyMethods } from './hospital-stay.values.ts';

const meaning = 'A resident is an inpatient of a hospital trust, from admission until discharge.';
const emergencyCodes = emergencyMethods.map((code) => `'${code}'`).join(', ');

@Entity({
  comment: meaning,
  policies: residentRows('HospitalStay', { fact: true, confirmed: true, amended: true, struck: true, fed: true }),
})
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'hospital_stay_in_order', expression: 'discharged_at >= admitted_at' })
@Check({ name: 'hospital_stay_discharge_not_in_future', expression: 'discharged_at <= recorded_at' })
@Check({ name: 'hospital_stay_method_coded', expression: "admission_method ~ '^[1-8][0-9A-D]$'" })
@Check({ name: 'hospital_stay_destination_coded', expression: "destination ~ '^[0-9]{2}$'" })
@Check({ name: 'hospital_stay_withdrawn', expression: 'withdrawal_reason is null or valid_until is not null' })
@Check({ name: 'hospital_stay_cost_never_negative', expression: 'cost >= 0' })
@Check({
  name: 'hospital_stay_no_overlap',
  expression:
    'exclude using gist (resident_id with =, trust_id with =, tstzrange(admitted_at, discharged_at) with &&) where (valid_until is null)',
})
@Index({
  name: 'hospital_stay_newest_of_resident',
  properties: ['resident', 'admittedAt'],
  columns: [{ name: 'resident' }, { name: 'admittedAt', sort: 'DESC' }],
})
@Index({ properties: ['admittedAt'] })
@Index({ name: 'hospital_stay_at_trust', properties: ['trust', 'admittedAt'] })
export class HospitalStay extends ResidentRecord {
  @ManyToOne(() => Organisation)
  trust!: Rel<Organisation>;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTime, { nullable: true, description: 'When the patient was admitted.' })
  admittedAt!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'Null while still in hospital.' })
  dischargedAt?: Date | null;

  @Property({ type: 'text' })
  @Field(() => String, { nullable: true, description: 'NHS admission method code, such as 21.' })
  admissionMethod!: string;

  @Property({
    type: 'boolean',
    columnType: 'boolean',
    generated: `(admission_method = any (array[${emergencyCodes}])) stored`,
  })
  @Field(() => Boolean, { nullable: true, description: 'Whether the admission method is an emergency.' })
  emergency!: boolean;

  @Property({ type: 'date', nullable: true })
  @Field(() => PartialDate, {
    nullable: true,
    description: 'Start of the final period in which the criteria to reside are not met.',
  })
  dischargeReadyOn?: string | null;

  @Enum({ items: () => DischargePathway, type: 'text', nullable: true })
  @Field(() => DischargePathway, { nullable: true, description: 'What the patient needs after the hospital.' })
  pathway?: DischargePathway | null;

  @Enum({ items: () => DelayReason, type: 'text', nullable: true })
  @Field(() => DelayReason, { nullable: true, description: 'Why the patient, ready to leave, is still there.' })
  delayReason?: DelayReason | null;

  @Enum({ items: () => DelayAgency, type: 'text', nullable: true })
  @Field(() => DelayAgency, { nullable: true, description: 'Who is to end the delay.' })
  delayAgency?: DelayAgency | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'NHS discharge destination code, such as 54.' })
  destination?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'ICD-10 code and name.' })
  primaryDiagnosis?: string | null;

  @Property({ type: 'text[]', nullable: true })
  @Field(() => [String], { nullable: true, description: 'What might have made the admission unnecessary.' })
  avoidableFactors?: string[] | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'HRG code, by which the stay is paid.' })
  healthcareResourceGroup?: string | null;

  @Property({ type: 'decimal', precision: 10, scale: 2, nullable: true })
  @Field(() => Float, { nullable: true, description: 'Pounds.' })
  cost?: string | null;

  /** Why the trust that stated the stay took it back: it was entered in error. Such a row is shown to nobody. */
  @Property({ type: 'text', nullable: true })
  withdrawalReason?: string | null;
}
