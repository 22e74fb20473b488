import type { Rel } from '@mikro-orm/core';
import { Check, Entity, Enum, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { PartialDate } from '../../shared/scalars.ts';
import { CareOutcome } from '../feedback/feedback.values.ts';
import { Node } from '../node.ts';
import { Organisation } from '../organisation/organisation.entity.ts';
import { residentRows } from '../policies.ts';
import { ResidentRecord } from '../resident-record.ts';
import { DeprivationOfLiberty } from './personal-summary.values.ts';

const meaning = 'Who stands by a resident, who decides, and what matters.';

/** The home writes it, and the council what it decided about a deprivation of liberty: both by functions of the register. */
@Entity({ comment: meaning, policies: residentRows('PersonalSummary', { fact: true, byFunction: true }) })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Unique({
  name: 'personal_summary_one_current',
  properties: ['resident'],
  where: 'valid_until is null',
})
@Check({
  name: 'personal_summary_liberty_authorised',
  expression:
    "deprivation_of_liberty in ('AUTHORISED', 'ENDED') or num_nonnulls(liberty_authorised_from, liberty_authorised_until, liberty_conditions) = 0",
})
@Check({
  name: 'personal_summary_liberty_for_a_year',
  expression:
    'liberty_authorised_until >= liberty_authorised_from and liberty_authorised_until < liberty_authorised_from + make_interval(years => 1)',
})
@Check({
  name: 'personal_summary_liberty_dated',
  expression: 'num_nonnulls(liberty_authorised_from, liberty_authorised_until) in (0, 2)',
})
export class PersonalSummary extends ResidentRecord {
  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Whom to tell.' })
  nextOfKinName?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'The number at which to reach the next of kin.' })
  nextOfKinTelephone?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Who holds a lasting power of attorney, and for what.' })
  lastingPowerOfAttorney?: string | null;

  @Enum({ items: () => DeprivationOfLiberty, type: 'text', default: DeprivationOfLiberty.NONE })
  @Field(() => DeprivationOfLiberty, {
    nullable: true,
    description: 'Whether the council was asked to authorise a deprivation of liberty (DoLS), and what it decided.',
  })
  deprivationOfLiberty!: DeprivationOfLiberty;

  @Property({ type: 'date', nullable: true })
  @Field(() => PartialDate, { nullable: true, description: 'First day on which the deprivation is authorised.' })
  libertyAuthorisedFrom?: string | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => PartialDate, { nullable: true, description: 'Last day on which it is authorised.' })
  libertyAuthorisedUntil?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'On which conditions the council authorised it.' })
  libertyConditions?: string | null;

  @ManyToOne(() => Organisation, { nullable: true, deleteRule: 'no action' })
  libertyStatedBy?: Rel<Organisation> | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: "In the resident's own words, where there are any." })
  whatMattersToMe?: string | null;

  @Enum({ items: () => CareOutcome, array: true, type: 'text[]', nullable: true })
  @Field(() => [CareOutcome], {
    nullable: true,
    description: 'The outcomes of care that the resident chose as what matters; null if the resident was not asked.',
  })
  outcomesChosen?: CareOutcome[] | null;
}
