import { Entity, Enum, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Node } from '../node.ts';
import { residentRows } from '../policies.ts';
import { ResidentRecord } from '../resident-record.ts';
import { DeprivationOfLiberty } from './personal-summary.values.ts';

const meaning = 'Who stands by a resident, who decides, and what matters.';

@Entity({ comment: meaning, policies: residentRows('PersonalSummary') })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Unique({
  name: 'personal_summary_one_current',
  properties: ['resident'],
  where: 'valid_until is null',
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
    description: 'Whether the council was asked to authorise a deprivation of liberty (DoLS), and did.',
  })
  deprivationOfLiberty!: DeprivationOfLiberty;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: "In the resident's own words, where there are any." })
  whatMattersToMe?: string | null;
}
