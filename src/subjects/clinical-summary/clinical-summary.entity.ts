import { Check, Entity, Enum, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../node.ts';
import { residentRows } from '../policies.ts';
import { ResidentRecord } from '../resident-record.ts';
import { Resuscitation } from './clinical-summary.values.ts';

const meaning = 'What a clinician must know about a resident at once.';

@Entity({ comment: meaning, policies: residentRows('ClinicalSummary', { fact: true, byFunction: true }) })
@ObjectType({ description: meaning, implements: Node, simpleResolvers: true })
@Check({ name: 'clinical_summary_frailty_on_scale', expression: 'frailty >= 1 and frailty <= 9' })
@Unique({
  name: 'clinical_summary_one_current',
  properties: ['resident'],
  where: 'valid_until is null',
})
export class ClinicalSummary extends ResidentRecord {
  @Property({ type: 'text[]' })
  @Field(() => [String], { nullable: true, description: 'Empty means: asked, and none known.' })
  allergies!: string[];

  @Property({ type: 'text[]' })
  @Field(() => [String], { nullable: true, description: 'Current medicines with dose.' })
  medicines!: string[];

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'What to do if the resident gets worse (ReSPECT).' })
  escalationPlan?: string | null;

  @Enum({ items: () => Resuscitation, type: 'text', default: Resuscitation.NOT_RECORDED })
  @Field(() => Resuscitation, {
    nullable: true,
    description: 'Whether cardiopulmonary resuscitation is to be attempted (DNACPR).',
  })
  resuscitation!: Resuscitation;

  @Property({ type: 'int', nullable: true })
  @Field(() => Int, { nullable: true, description: 'Clinical frailty scale (Rockwood), 1 very fit to 9 dying.' })
  frailty?: number | null;
}
