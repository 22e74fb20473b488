import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, OneToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { CalendarDate, DateTime } from '../../shared/scalars.ts';
import { BaseRecord } from '../base-record.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { AdmissionStatus, CareType } from './care-home.values.ts';

const meaning = 'A care home, with or without nursing: one location registered with the Care Quality Commission (CQC).';

@Entity({ comment: meaning })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'care_home_beds_never_negative', expression: 'registered_beds >= 0' })
@Check({
  name: 'care_home_admission_stated',
  expression: '(admission_status is null) = (admission_status_as_of is null)',
})
@Check({ name: 'care_home_not_its_own_predecessor', expression: 'predecessor_id <> id' })
@Check({ name: 'care_home_registered_in_order', expression: 'deregistered_on >= registered_on' })
@Index({ properties: ['latitude', 'longitude'] })
@Index({ properties: ['council'] })
@Index({ name: 'care_home_by_name', properties: ['name', 'cqcLocationId'] })
@Index({
  name: 'care_home_listed',
  expression: 'create index "care_home_listed" on "care_home" ("registered_on", "deregistered_on") include ("id")',
})
@Index({
  name: 'care_home_successor',
  properties: ['predecessor', 'registeredOn'],
  where: 'predecessor_id is not null',
})
export class CareHome extends BaseRecord {
  @OneToOne(() => Organisation, { unique: true })
  organisation!: Rel<Organisation>;

  @Property({ type: 'text' })
  @Unique()
  @Field(() => String, { description: 'CQC location id, as 1-1000000001. A re-registered home gets a new one.' })
  cqcLocationId!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'CQC id of the provider that runs the home.' })
  cqcProviderId!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Who is registered with the CQC to run the home.' })
  providerName!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Code of the NHS Organisation Data Service; null if it has none.',
  })
  odsCode?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Unique property reference number.' })
  uprn?: string | null;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'As registered with the CQC.' })
  name!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Street and town, without the postcode.' })
  address!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'Postcode, with its blank.' })
  postcode!: string;

  @Property({ type: 'double' })
  @Field(() => Float, { description: 'Degrees north, WGS 84.' })
  latitude!: number;

  @Property({ type: 'double' })
  @Field(() => Float, { description: 'Degrees east, WGS 84.' })
  longitude!: number;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The home’s own number; null if it is not known.' })
  telephone?: string | null;

  @ManyToOne(() => Organisation)
  council!: Rel<Organisation>;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: 'Since when the CQC registers it under this location id.' })
  registeredOn!: string;

  /** From when on it is a home no more, or goes on under a new location id: kept for what was published about it. */
  @Property({ type: 'date', nullable: true })
  deregisteredOn?: string | null;

  @ManyToOne(() => CareHome, { nullable: true, deleteRule: 'no action' })
  predecessor?: Rel<CareHome> | null;

  @Property({ type: 'boolean' })
  @Field(() => Boolean, { description: 'Whether it is registered to give nursing care.' })
  nursing!: boolean;

  @Property({ type: 'int' })
  @Field(() => Int, { description: 'Beds that the CQC registered.' })
  registeredBeds!: number;

  @Enum({ items: () => CareType, array: true, type: 'text[]' })
  @Field(() => [CareType], { description: 'The kinds of care that the home gives.' })
  careTypes!: CareType[];

  @Property({ type: 'boolean', default: false })
  @Field(() => Boolean, { description: "Whether it admits on a trusted assessor's assessment, without its own." })
  acceptsTrustedAssessor!: boolean;

  @Enum({ items: () => AdmissionStatus, type: 'text', nullable: true })
  @Field(() => AdmissionStatus, {
    nullable: true,
    description: 'Whether the home admits anyone now, and why not; null as long as nobody has stated it.',
  })
  admissionStatus?: AdmissionStatus | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'On what conditions the home admits; null if on none.' })
  admissionRestrictions?: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      'When its admission status was stated, by the home or, if it is an embargo, by its council; null if it never was.',
  })
  admissionStatusAsOf?: Date | null;

  @Property({ type: 'text', nullable: true })
  dutyContactName?: string | null;

  @Property({ type: 'text', nullable: true })
  dutyContactTelephone?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: 'Since when it takes part in the reward scheme.' })
  rewardSchemeSignedUpOn?: string | null;
}
