import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { NhsNumber, PartialDate } from '../../shared/scalars.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { PersonalRecord } from '../personal-record.ts';
import { residentRows } from '../policies.ts';
import { NhsNumberStatus, Sex } from './resident.values.ts';

const meaning = 'A person who lives, lived or is about to live in a care home.';

@Entity({
  comment: meaning,
  policies: residentRows('Resident', {
    ...{ resident: 'id', fact: true, byFunction: true, settled: true },
    ...{ imported: 'read', listed: 'people' },
  }),
})
@ObjectType({
  description: `${meaning} The hub comes to know residents by practices’ registration lists, and by what a home says of whoever moves in, when somebody bears that out.`,
  implements: Node,
  simpleResolvers: true,
})
@Check({ name: 'resident_nhs_number_valid', expression: 'hub.nhs_number_is_valid(nhs_number)' })
@Check({ name: 'resident_died_after_birth', expression: 'date_of_death >= date_of_birth' })
@Check({ name: 'resident_ethnicity_coded', expression: "ethnicity ~ '^([A-HJ-NPRSZ]|99)$'" })
@Unique({
  name: 'resident_one_of_nhs_number',
  properties: ['nhsNumber'],
  where: 'valid_until is null and admitted_by_id is null',
})
// Whoever looks for a number finds the person, and what the own home said of somebody whom it admits.
@Index({ name: 'resident_numbered', properties: ['nhsNumber'], where: 'valid_until is null' })
@Index({
  name: 'resident_admitted',
  properties: ['admittedBy', 'nhsNumber'],
  where: 'valid_until is null and admitted_by_id is not null',
})
export class Resident extends PersonalRecord {
  @Property({ type: 'text' })
  @Field(() => NhsNumber, { nullable: true, description: 'Ten digits with a check digit.' })
  nhsNumber!: string;

  @Enum({ items: () => NhsNumberStatus, type: 'text' })
  @Field(() => NhsNumberStatus, { nullable: true, description: 'How far the NHS number is known to be this person’s.' })
  nhsNumberStatus!: NhsNumberStatus;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Given name.' })
  givenName?: string | null;

  @Property({ type: 'text' })
  @Field(() => String, { nullable: true, description: 'Family name.' })
  familyName!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Where the resident lived before the first care home.' })
  previousAddress?: string | null;

  @Property({ type: 'date' })
  @Field(() => PartialDate, { nullable: true, description: 'Day of birth, or the year alone.' })
  dateOfBirth!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => PartialDate, { nullable: true, description: 'Day of death, or the year alone.' })
  dateOfDeath?: string | null;

  @Enum({ items: () => Sex, type: 'text' })
  @Field(() => Sex, { nullable: true, description: 'Sex as the NHS records it.' })
  sex!: Sex;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Ethnic category, NHS data dictionary code (A to Z, 99).' })
  ethnicity?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The language the resident prefers.' })
  language?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What helps the resident to understand and be understood.' })
  communicationNeeds?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The clinician whom the resident prefers to see.' })
  preferredClinician?: string | null;

  /**
   * Set: this is the word of a home about somebody whom it admits, and nothing bears it out yet. It stands apart from
   * whomever the hub knows by that number, so that the home cannot tell whether the hub knows anybody.
   */
  @ManyToOne(() => Organisation, { nullable: true, deleteRule: 'no action' })
  admittedBy?: Rel<Organisation> | null;
}
